import fc from "fast-check";
import { expect, test } from "vitest";
import {
  approversOf,
  type Decider,
  lostRoleCountsMs,
  type Matter,
  mayDecide,
  poolOf,
  quorumOf,
  ruleOf,
} from "../../src/domain/approval.ts";
import { defaultPolicy, type Policy } from "../../src/domain/policy.ts";
import type { RequestKind } from "../../src/domain/request.ts";
import { day, hour, minute } from "../helpers/clock.ts";

const now = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const ahead = (ms: number) => new Date(now.getTime() + ms);

const nobody: Decider = {
  id: "somebody",
  isActive: true,
  isPaymentsAdmin: false,
  isSystemAdministrator: false,
  lostPaymentsAdminAt: null,
  lostSystemAdministratorAt: null,
  hasEverEnrolled: true,
  isEnrolled: true,
  heldUntil: null,
};
const admin: Decider = { ...nobody, isPaymentsAdmin: true };
const system: Decider = { ...nobody, isSystemAdministrator: true };
const gone = { isActive: false, isPaymentsAdmin: false, isSystemAdministrator: false };

const matter = (more: Partial<Matter> = {}): Matter => ({
  kind: "reset",
  requesterId: "olivia",
  subjectId: "petra",
  isAsk: false,
  isAboutAdministrator: false,
  needsSecondPerson: false,
  ...more,
});
const strict: Policy = {
  ...defaultPolicy,
  approvals: { grant: 3, system_administrator: 3, revoke: 3, reset: 3 },
};

/** What a colleague may be like: whether they exist for the count, may decide, and can approve with a code. */
const states: [string, Decider, { counts: boolean; decides: boolean; approves: boolean }][] = [
  ["a Payments Admin", admin, { counts: true, decides: true, approves: true }],
  [
    "a held one: may still deny",
    { ...admin, heldUntil: ahead(hour) },
    { counts: true, decides: true, approves: false },
  ],
  [
    "one whose hold is over",
    { ...admin, heldUntil: ago(1) },
    { counts: true, decides: true, approves: true },
  ],
  [
    "one who was reset, and is not back in",
    { ...admin, isEnrolled: false },
    { counts: true, decides: true, approves: false },
  ],
  [
    "one removed a minute ago",
    { ...nobody, lostPaymentsAdminAt: ago(minute) },
    { counts: true, decides: false, approves: false },
  ],
  [
    "one removed almost a week ago",
    { ...nobody, lostPaymentsAdminAt: ago(lostRoleCountsMs - 1) },
    { counts: true, decides: false, approves: false },
  ],
  [
    "one removed a week ago",
    { ...nobody, lostPaymentsAdminAt: ago(lostRoleCountsMs) },
    { counts: false, decides: false, approves: false },
  ],
  [
    "one deactivated yesterday",
    { ...nobody, ...gone, lostPaymentsAdminAt: ago(day) },
    { counts: true, decides: false, approves: false },
  ],
  [
    "one deactivated last month",
    { ...nobody, ...gone, lostPaymentsAdminAt: ago(30 * day) },
    { counts: false, decides: false, approves: false },
  ],
  [
    "one deactivated and brought back",
    { ...nobody, ...gone, isEnrolled: false, lostPaymentsAdminAt: ago(day) },
    { counts: true, decides: false, approves: false },
  ],
  [
    "one granted who never enrolled",
    { ...nobody, isActive: false, hasEverEnrolled: false, isEnrolled: false },
    { counts: false, decides: false, approves: false },
  ],
  ["a member", nobody, { counts: false, decides: false, approves: false }],
];
const sizes = [0, 1, 2, 3, 4];
const crowd = (one: Decider, size: number) =>
  Array.from({ length: size }, (_, n) => ({ ...one, id: `one${n}` }));

test.each(states.flatMap((state) => sizes.map((size) => [size, ...state] as const)))(
  "R36: %i × %s",
  (size, _name, one, { counts, decides, approves }) => {
    const people = [...crowd(one, size), { ...admin, id: "olivia" }, { ...admin, id: "petra" }];
    const there = counts ? size : 0;
    for (const isAsk of [false, true]) {
      const about = matter({ isAsk });
      expect(poolOf(about, people, now)).toHaveLength(there);
      expect(approversOf(about, people, now)).toHaveLength(approves ? size : 0);
      expect(people.filter((person) => mayDecide(about, person))).toHaveLength(decides ? size : 0);
      const approverIds = people.map((person) => person.id);
      const quorum = quorumOf(about, { policy: strict, ruleAtCreation: 0, people, approverIds, now });
      const rule = isAsk ? 1 : 3;
      expect(quorum.required).toBe(isAsk ? 1 : Math.min(rule, there));
      // Requester and subject have "approved", too: it counts for nothing.
      expect(quorum.given).toBe(decides && !(one.heldUntil && one.heldUntil > now) ? size : 0);
      expect(quorum.isReduced).toBe(quorum.required < rule);
    }
  },
);

const kinds: RequestKind[] = ["grant", "system_administrator", "reset", "revoke", "policy", "email"];

test.each(kinds)(
  "who decides a %s: a System Administrator where both may, never requester or subject",
  (kind) => {
    const forBoth = kind === "grant" || kind === "system_administrator" || kind === "policy";
    expect(mayDecide(matter({ kind }), { ...system, id: "marcus" })).toBe(forBoth);
    expect(mayDecide(matter({ kind }), { ...admin, id: "nora" })).toBe(true);
    for (const id of ["olivia", "petra"])
      expect(mayDecide(matter({ kind }), { ...admin, ...system, id })).toBe(false);
    expect(mayDecide(matter({ kind, isAboutAdministrator: true }), { ...system, id: "marcus" })).toBe(
      forBoth || kind === "reset" || kind === "email",
    );
  },
);

test.each(kinds)(
  "R33 R36: a System Administrator counts for a %s where both may decide, and for a week after",
  (kind) => {
    const about = matter({ kind });
    const isBoth = mayDecide(about, system);
    const lost = (ms: number) => ({ ...nobody, lostSystemAdministratorAt: ago(ms) });
    const counts = (one: Decider) => poolOf(about, [{ ...one, id: "marcus" }], now).length === 1;
    expect(counts(system)).toBe(isBoth);
    expect(counts(lost(lostRoleCountsMs - 1))).toBe(isBoth);
    for (const one of [lost(lostRoleCountsMs), nobody, { ...system, hasEverEnrolled: false }])
      expect(counts(one)).toBe(false);
  },
);

test("R36: what is not an ask is done with the last approval that it needs, and not before", () => {
  const about = matter({ kind: "grant" });
  const people = [...crowd(system, 2), { ...admin, id: "nora", heldUntil: now }];
  const reached = (...approverIds: string[]) =>
    quorumOf(about, { policy: defaultPolicy, ruleAtCreation: 2, people, approverIds, now }).isReached;
  expect(reached()).toBe(false);
  expect(reached("one0")).toBe(false);
  expect(reached("one0", "one1")).toBe(true);
  // A hold that ends at this instant is over.
  expect(reached("one0", "nora")).toBe(true);
});

test.each([
  ["a payee's reset", {}, 0],
  ["a reset after a change", { needsSecondPerson: true }, 1],
  ["an administrator's reset", { isAboutAdministrator: true }, 1],
  ["an ask", { isAsk: true }, 1],
  ["an ask about an administrator", { isAsk: true, isAboutAdministrator: true }, 2],
  ["a grant", { kind: "grant" }, 1],
  ["a new System Administrator", { kind: "system_administrator" }, 1],
  ["a removal", { kind: "revoke" }, 0],
  ["a weaker policy", { kind: "policy" }, 1],
  ["a corrected email", { kind: "email" }, 1],
] satisfies [string, Partial<Matter>, number][])("the rule for %s", (_name, more, rule) => {
  expect(ruleOf(matter(more), defaultPolicy)).toBe(rule);
});

test("R36: an ask is never done without a Payments Admin's code, however many System Administrators agree", () => {
  const about = matter({ isAsk: true, isAboutAdministrator: true });
  const people = [...crowd(system, 3), { ...admin, id: "nora" }];
  const facts = { policy: defaultPolicy, ruleAtCreation: 2, people, now };
  expect(quorumOf(about, { ...facts, approverIds: ["one0", "one1", "one2"] }).isReached).toBe(false);
  expect(quorumOf(about, { ...facts, approverIds: ["one0", "nora"] }).isReached).toBe(true);
  expect(quorumOf(about, { ...facts, people: [], approverIds: [] })).toMatchObject({
    required: 1,
    isReached: false,
  });
});

const anyDecider = fc.record({
  id: fc.constantFrom("a", "b", "c", "d", "e", "olivia", "petra"),
  isActive: fc.boolean(),
  isPaymentsAdmin: fc.boolean(),
  isSystemAdministrator: fc.boolean(),
  lostPaymentsAdminAt: fc.constantFrom(null, ago(day), ago(8 * day)),
  lostSystemAdministratorAt: fc.constantFrom(null, ago(day), ago(8 * day)),
  hasEverEnrolled: fc.boolean(),
  isEnrolled: fc.boolean(),
  heldUntil: fc.constantFrom(null, ahead(hour), ago(hour)),
});
const anyPeople = fc.uniqueArray(anyDecider, { selector: (one) => one.id, maxLength: 7 });
const anyMatter = fc
  .record({
    kind: fc.constantFrom(...kinds),
    isAsk: fc.boolean(),
    isAboutAdministrator: fc.boolean(),
    needsSecondPerson: fc.boolean(),
  })
  .map((more) => matter({ ...more, isAsk: more.isAsk && more.kind === "reset" }));

test("R36: the number falls only to the people there are, taking a role away within a week lowers it never, and nobody counts twice", () => {
  fc.assert(
    fc.property(anyMatter, anyPeople, fc.integer({ min: 0, max: 3 }), (about, people, ruleAtCreation) => {
      const facts = { policy: strict, ruleAtCreation, people, approverIds: people.map((one) => one.id), now };
      const quorum = quorumOf(about, facts);
      const pool = poolOf(about, people, now).length;
      expect(quorum.required).toBe(Math.max(about.isAsk ? 1 : 0, Math.min(quorum.rule, pool)));
      expect(quorum.rule).toBeGreaterThanOrEqual(ruleAtCreation);
      expect(quorum.given).toBeLessThanOrEqual(people.length);
      const robbed = people.map((one) => ({
        ...one,
        isActive: false,
        ...{ isPaymentsAdmin: false, isSystemAdministrator: false, isEnrolled: false },
        lostPaymentsAdminAt: one.isPaymentsAdmin ? now : one.lostPaymentsAdminAt,
        lostSystemAdministratorAt: one.isSystemAdministrator ? now : one.lostSystemAdministratorAt,
      }));
      expect(quorumOf(about, { ...facts, people: robbed }).required).toBe(quorum.required);
      expect(quorumOf(about, { ...facts, people: robbed }).given).toBe(0);
    }),
  );
});
