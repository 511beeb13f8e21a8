import fc from "fast-check";
import { expect, test } from "vitest";
import {
  breakGlassHours,
  defaultPolicy,
  type Governance,
  isSameGovernance,
  isWeaker,
  isWithinBounds,
  maxApprovals,
  minApprovals,
  policyActs,
  policyOf,
} from "../../src/domain/policy.ts";
import { hour } from "../helpers/clock.ts";

const channel = (channelId: string) => ({ workspaceId: "T1", channelId, name: channelId.toLowerCase() });
const base: Governance = { policy: defaultPolicy, channel: channel("C1") };
const approvals = (more: Partial<Governance["policy"]["approvals"]>) => ({
  ...base,
  policy: { ...defaultPolicy, approvals: { ...defaultPolicy.approvals, ...more } },
});
const waits = (breakGlassAfterMs: number | null) => ({
  ...base,
  policy: { ...defaultPolicy, breakGlassAfterMs },
});
const only = (isAppOnlyForAdministrators: boolean) => ({
  ...base,
  policy: { ...defaultPolicy, isAppOnlyForAdministrators },
});

test.each([
  ["nothing", base, base, false],
  ["fewer approvals for a grant", base, approvals({ grant: 0 }), true],
  ["more approvals for a reset", base, approvals({ reset: 1 }), false],
  ["fewer here, more there", approvals({ reset: 1 }), approvals({ revoke: 3 }), true],
  ["a shorter wait", base, waits(4 * hour), true],
  ["a longer wait", base, waits(48 * hour), false],
  ["no way around approvals", base, waits(null), false],
  ["a way around them again", waits(null), waits(48 * hour), true],
  ["the app only", base, only(true), false],
  ["text messages again", only(true), only(false), true],
  ["another channel", base, { ...base, channel: channel("C2") }, true],
  ["no channel", base, { ...base, channel: null }, true],
  ["the first channel", { ...base, channel: null }, base, false],
  ["the channel's name", base, { ...base, channel: { ...channel("C1"), name: "renamed" } }, false],
] satisfies [string, Governance, Governance, boolean][])(
  "R49: %s weakens: %#",
  (_name, before, after, weaker) => {
    expect(isWeaker(before, after)).toBe(weaker);
  },
);

const stored = fc.dictionary(
  fc.constantFrom("approvals", "breakGlassAfterMs", "isAppOnlyForAdministrators", "other"),
  fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.constantFrom(...policyActs), fc.oneof(fc.integer({ min: -2, max: 9 }), fc.jsonValue())),
  ),
);

test("R49: whatever is stored, the floors hold and a wait is within its bounds", () => {
  fc.assert(
    fc.property(stored, (value) => {
      const policy = policyOf(value);
      for (const act of policyActs) {
        expect(policy.approvals[act]).toBeGreaterThanOrEqual(minApprovals[act]);
        expect(policy.approvals[act]).toBeLessThanOrEqual(maxApprovals);
      }
      const after = policy.breakGlassAfterMs;
      if (after !== null) expect(after / hour).toBeGreaterThanOrEqual(breakGlassHours.min);
      expect(isWithinBounds(policy)).toBe(true);
      expect(policyOf({ ...policy })).toEqual(policy);
    }),
  );
});

const anyGovernance = fc.record({
  policy: fc.record({
    approvals: fc.record({
      grant: fc.nat(3),
      system_administrator: fc.integer({ min: 1, max: 3 }),
      revoke: fc.nat(3),
      reset: fc.nat(3),
    }),
    breakGlassAfterMs: fc.option(
      fc.integer({ min: 4, max: 48 }).map((hours) => hours * hour),
      { nil: null },
    ),
    isAppOnlyForAdministrators: fc.boolean(),
  }),
  channel: fc.constantFrom(null, channel("C1"), channel("C2")),
});

test("R49: nothing is weaker than itself; of two that differ in one thing one is the weaker; nothing is weakened by going there and back in steps that are not", () => {
  fc.assert(
    fc.property(anyGovernance, anyGovernance, (a, b) => {
      expect(isWeaker(a, a)).toBe(false);
      if (isSameGovernance(a, b)) expect([isWeaker(a, b), isWeaker(b, a)]).toEqual([false, false]);
      // Where neither way weakens nothing differs, but for a first channel that is removed again: that weakens.
      else expect(isWeaker(a, b) || isWeaker(b, a)).toBe(true);
      const act = policyActs.find((one) => a.policy.approvals[one] !== b.policy.approvals[one]);
      if (!act) return;
      const changed = {
        ...a,
        policy: { ...a.policy, approvals: { ...a.policy.approvals, [act]: b.policy.approvals[act] } },
      };
      expect(isWeaker(a, changed)).toBe(!isWeaker(changed, a));
    }),
  );
});

test("R49: what was set is read back, every allowed number of it, up to its bounds", () => {
  fc.assert(
    fc.property(anyGovernance, ({ policy }) => {
      expect(policyOf(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
      expect(isWithinBounds(policy)).toBe(true);
    }),
  );
});

test.each([
  ["an approval too many", approvals({ reset: maxApprovals + 1 })],
  ["half an approval", approvals({ reset: 1.5 })],
  ["none for a System Administrator", approvals({ system_administrator: 0 })],
  ["fewer than none", approvals({ grant: -1 })],
  ["too short a wait", waits(breakGlassHours.min * hour - 1)],
  ["too long a wait", waits(breakGlassHours.max * hour + 1)],
])("R49: %s is out of bounds, and stored it counts as the default", (_name, { policy }) => {
  expect(isWithinBounds(policy)).toBe(false);
  expect(policyOf({ ...policy })).toEqual(defaultPolicy);
});

test("R49: two settings are the same when nothing that counts differs, whatever the channel is called", () => {
  const elsewhere = { ...base, channel: { ...channel("C1"), workspaceId: "T2" } };
  const others: Governance[] = [
    ...policyActs.map((act) => approvals({ [act]: 3 })),
    ...[waits(null), only(true), { ...base, channel: null }, { ...base, channel: channel("C2") }, elsewhere],
  ];
  for (const other of others) {
    expect(isSameGovernance(base, other)).toBe(false);
    expect(isSameGovernance(other, base)).toBe(false);
    expect(isSameGovernance(other, { ...other })).toBe(true);
  }
  expect(isSameGovernance(base, { ...base, channel: { ...channel("C1"), name: "renamed" } })).toBe(true);
  expect(isWeaker(base, elsewhere)).toBe(true);
});
