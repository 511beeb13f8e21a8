import { expect, test } from "vitest";
import { needsText } from "../../src/domain/request-needs.ts";

const matter = { requesterId: "sam", subjectId: "petra", needsSecondPerson: false };
const needs = (
  more: { isAsk?: boolean; isAboutAdministrator?: boolean; kind?: "reset" | "grant" },
  required: number,
  given = 0,
) =>
  needsText(
    { kind: "reset", isAsk: false, isAboutAdministrator: false, ...matter, ...more },
    { required, given },
  );

test("who must still agree: how many, one at least, and of which role", () => {
  expect(needs({}, 1)).toBe("1 Payments Admin needed");
  expect(needs({}, 0)).toBe("1 Payments Admin needed");
  expect(needs({}, 3)).toBe("3 Payments Admins needed");
  expect(needs({}, 3, 2)).toBe("1 more Payments Admin needed");
  expect(needs({ kind: "grant" }, 1)).toBe("1 Payments Admin or System Administrator needed");
  expect(needs({ kind: "grant" }, 3, 1)).toBe("2 more Payments Admins or System Administrators needed");
});

test("R36: of several who agree to an ask about an administrator one is a Payments Admin", () => {
  const ask = { isAsk: true, isAboutAdministrator: true };
  expect(needs(ask, 2)).toBe("2 people needed, at least one a Payments Admin");
  expect(needs(ask, 2, 1)).toBe("1 more person needed, at least one a Payments Admin");
  expect(needs(ask, 1)).toMatch(/^1 Payments Admin or/);
  expect(needs({ ...ask, isAsk: false }, 2)).toMatch(/^2 Payments Admins or/);
});
