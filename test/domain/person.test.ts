import fc from "fast-check";
import { expect, test } from "vitest";
import { fullName, isAdministrator, isPaymentsAdmin } from "../../src/domain/person.ts";

const since = new Date("2026-01-01");

test("a name is said without a gap for the part that is not there", () => {
  expect(fullName({ firstName: "Petra", lastName: "Alvarez" })).toBe("Petra Alvarez");
  expect(fullName({ firstName: "Petra", lastName: "" })).toBe("Petra");
});

test("R33: a grant counts for whoever is active and has enrolled, and for nobody else", () => {
  const anyUser = fc.record({
    status: fc.constantFrom("invited", "active", "deactivated"),
    firstEnrolledAt: fc.constantFrom(null, since),
  });
  fc.assert(
    fc.property(anyUser, fc.boolean(), (user, hasGrant) => {
      const counts = ["active", since, true].every(
        (one, index) => one === [user.status, user.firstEnrolledAt, hasGrant][index],
      );
      expect(isPaymentsAdmin(user, hasGrant)).toBe(counts);
    }),
  );
  expect(isAdministrator({ role: "member" }, false)).toBe(false);
  expect(isAdministrator({ role: "member" }, true)).toBe(true);
  expect(isAdministrator({ role: "system_administrator" }, false)).toBe(true);
});
