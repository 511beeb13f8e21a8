import fc from "fast-check";
import { expect, test } from "vitest";
import { offeredActs, personActRefusal, personActs, roleFor } from "../../src/domain/person-act.ts";
import {
  deactivateRefusal,
  grantRefusal,
  lowerRefusal,
  type Others,
  type RoleFacts,
  type RoleHolder,
  raiseRefusal,
  reactivateRefusal,
  resendRefusal,
  revokeRefusal,
  withdrawRefusal,
} from "../../src/domain/role.ts";

const since = new Date("2026-01-01");
const member: RoleHolder = {
  id: "sam",
  firstName: "Sam",
  relationship: "employee",
  role: "member",
  status: "active",
  isPaymentsAdmin: false,
  hasGrant: false,
  firstEnrolledAt: since,
};
const system: RoleHolder = { ...member, id: "marcus", role: "system_administrator" };
const admin: RoleHolder = { ...system, id: "olivia", isPaymentsAdmin: true, hasGrant: true };
const bareAdmin: RoleHolder = { ...admin, id: "nora", role: "member" };
const payee: RoleHolder = { ...member, id: "petra", relationship: "payee" };
const many: Others = { enrolledPaymentsAdmins: 2, systemAdministrators: 2 };
const none: Others = { enrolledPaymentsAdmins: 0, systemAdministrators: 0 };
const facts = (actor: RoleHolder, subject: RoleHolder, others = many): RoleFacts => ({
  ...{ actor, subject, others, helpers: [] },
});

test.each([
  ["a System Administrator", facts(system, { ...system, id: "nora" }), undefined],
  ["by a Payments Admin", facts(bareAdmin, { ...system, id: "x" }), undefined],
  ["an invited one", facts(admin, { ...system, status: "invited", firstEnrolledAt: null }), undefined],
  ["by a member", facts(member, system), "not_administrator"],
  ["to oneself", facts(system, system), "self_role"],
  ["to a member", facts(admin, member), "not_yet_system_administrator"],
  ["to a payee", facts(admin, payee), "payee_has_no_role"],
  ["to one who has it", facts(system, admin), "already_payments_admin"],
  ["to a deactivated one", facts(admin, { ...system, status: "deactivated" }), "person_deactivated"],
] as const)("R33: a grant: %s", (_name, given, code) => {
  expect(grantRefusal(given)?.code).toBe(code);
});

test.each([
  ["another's", facts(admin, { ...admin, id: "nora" }), undefined],
  ["one's own", facts(admin, admin), undefined],
  ["the last one's", facts(admin, admin, none), "last_payments_admin"],
  [
    "of one who has not enrolled, though nobody else is there",
    facts(admin, { ...system, hasGrant: true, firstEnrolledAt: null }, none),
    undefined,
  ],
  ["by a System Administrator alone", facts(system, admin), "not_payments_admin"],
  ["of one who has none", facts(admin, system), "is_no_payments_admin"],
] as const)("R34: a removal: %s", (_name, given, code) => {
  expect(revokeRefusal(given)?.code).toBe(code);
});

test.each([
  ["a member", facts(system, member), undefined, "is_no_system_administrator"],
  ["a payee", facts(system, payee), "payee_has_no_role", "is_no_system_administrator"],
  ["oneself", facts(system, system), "self_role", "self_role"],
  ["a System Administrator", facts(system, admin), "already_system_administrator", undefined],
  [
    "the last of both",
    facts(system, admin, none),
    "already_system_administrator",
    "last_system_administrator",
  ],
  [
    "the last Payments Admin",
    facts(system, admin, { ...many, enrolledPaymentsAdmins: 0 }),
    "already_system_administrator",
    "last_payments_admin",
  ],
  [
    "by a Payments Admin who is none",
    facts(bareAdmin, member),
    "not_system_administrator",
    "not_system_administrator",
  ],
] as const)("R33 R34: raise and lower: %s", (_name, given, raised, lowered) => {
  expect(raiseRefusal(given)?.code).toBe(raised);
  expect(lowerRefusal(given)?.code).toBe(lowered);
});

const gone = { status: "deactivated" } as const;
test.each([
  ["a colleague", facts(system, member), undefined, "not_deactivated"],
  ["the last of another role", facts(system, member, none), undefined, "not_deactivated"],
  ["one who is", facts(system, { ...member, ...gone }), "already_deactivated", undefined],
  ["an invited one", facts(system, { ...member, status: "invited" }), undefined, "not_deactivated"],
  ["oneself", facts(system, system), "self_role", "self_role"],
  [
    "the last System Administrator",
    facts(system, admin, none),
    "last_system_administrator",
    "not_deactivated",
  ],
  [
    "the last Payments Admin",
    facts(system, admin, { ...many, enrolledPaymentsAdmins: 0 }),
    "last_payments_admin",
    "not_deactivated",
  ],
  ["by a Payments Admin", facts(bareAdmin, member), "not_system_administrator", "not_system_administrator"],
] as const)("R34 R53: deactivate and reactivate: %s", (_name, given, deactivated, reactivated) => {
  expect(deactivateRefusal(given)?.code).toBe(deactivated);
  expect(reactivateRefusal(given)?.code).toBe(reactivated);
});

const invited = { status: "invited", firstEnrolledAt: null } as const;
test.each([
  ["that is open", facts(system, { ...member, ...invited }), undefined, undefined],
  ["to oneself", facts(system, { ...system, ...invited }), undefined, undefined],
  [
    "accepted, and left before codes",
    facts(system, { ...member, firstEnrolledAt: null }),
    "no_open_invitation",
    undefined,
  ],
  ["of somebody set up", facts(system, member), "no_open_invitation", "no_open_invitation"],
  ["of somebody gone", facts(system, { ...member, ...gone }), "no_open_invitation", "no_open_invitation"],
  [
    "by a member",
    facts(member, { ...member, ...invited }),
    "not_system_administrator",
    "not_system_administrator",
  ],
] as const)("R29: an invitation is withdrawn or sent again: %s", (_name, given, withdrawn, resent) => {
  expect(withdrawRefusal(given)?.code).toBe(withdrawn);
  expect(resendRefusal(given)?.code).toBe(resent);
});

test.each([
  ["a member", facts(admin, member), ["raise", "email", "deactivate"]],
  ["an invited member", facts(admin, { ...member, ...invited }), ["resend", "raise", "email", "withdraw"]],
  ["somebody gone", facts(admin, { ...member, ...gone }), ["reactivate"]],
  [
    "another administrator",
    facts(admin, { ...admin, id: "nora" }),
    ["email", "revoke", "lower", "deactivate"],
  ],
  ["somebody, by a Payments Admin alone", facts(bareAdmin, member), ["email"]],
  ["oneself", facts(admin, admin), ["revoke"]],
  ["somebody, by a member", facts(member, payee), []],
] as const)("R33: what is offered is what may be done, gravest last: %s", (_name, given, acts) => {
  expect(offeredActs(given)).toEqual(acts);
});

test("R33: whoever a refusal names could do the act", () => {
  const about = { ...admin, id: "nora", ...gone };
  for (const act of personActs) {
    expect(["payments_admin", "system_administrator"]).toContain(roleFor(act));
    const could = roleFor(act) === "payments_admin" ? bareAdmin : system;
    const needs = personActRefusal(act, facts(could, about))?.code;
    expect(needs).not.toBe("not_payments_admin");
    expect(needs).not.toBe("not_system_administrator");
    const cannot = roleFor(act) === "payments_admin" ? system : bareAdmin;
    expect(personActRefusal(act, facts(cannot, about))?.code).toMatch(/^not_(payments|system)_admin/);
  }
});

const anyHolder = fc
  .record({
    id: fc.constantFrom("a", "b"),
    relationship: fc.constantFrom("employee" as const, "payee" as const),
    role: fc.constantFrom("member" as const, "system_administrator" as const),
    status: fc.constantFrom("invited" as const, "active" as const, "deactivated" as const),
    hasGrant: fc.boolean(),
    isEnrolled: fc.boolean(),
  })
  .map(
    ({ isEnrolled, ...one }): RoleHolder => ({
      ...one,
      role: one.relationship === "payee" ? "member" : one.role,
      firstName: "Somebody",
      isPaymentsAdmin: one.hasGrant && one.status === "active" && isEnrolled,
      firstEnrolledAt: isEnrolled ? since : null,
    }),
  );
const anyFacts = fc.record({
  actor: anyHolder,
  subject: anyHolder,
  others: fc.record({ enrolledPaymentsAdmins: fc.nat(2), systemAdministrators: fc.nat(2) }),
  helpers: fc.constant<string[]>([]),
});

test("R33 R34: whoever acts on whom: no member does anything, nobody anything grave to oneself, and the last ones stay", () => {
  fc.assert(
    fc.property(anyFacts, (given) => {
      const { actor, subject, others } = given;
      const allowed = personActs.filter((act) => personActRefusal(act, given) === undefined);
      if (actor.role === "member" && !actor.isPaymentsAdmin) expect(allowed).toEqual([]);
      if (actor.id === subject.id)
        expect(["resend", "withdraw", "revoke"]).toEqual(expect.arrayContaining(allowed));
      const isEnrolledAdmin = subject.hasGrant && subject.firstEnrolledAt !== null;
      if (isEnrolledAdmin && others.enrolledPaymentsAdmins === 0)
        for (const act of ["revoke", "lower"] as const) expect(allowed).not.toContain(act);
      if (subject.role === "system_administrator" && others.systemAdministrators === 0)
        expect(allowed).not.toContain("lower");
      expect(allowed).toEqual(expect.arrayContaining(offeredActs(given)));
      expect(offeredActs(given).length).toBeLessThanOrEqual(5);
    }),
  );
});
