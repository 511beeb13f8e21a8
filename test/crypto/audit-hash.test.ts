import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ChainedEvent,
  type ChainPlace,
  chainStart,
  hashAuditEvent,
  isNextInChain,
} from "../../src/crypto/audit-hash.ts";

const event: ChainedEvent = {
  companyId: "9k2m4p6r8t",
  seq: 1,
  at: new Date("2026-11-20T12:00:00.123Z"),
  kind: "reset_executed",
  actorId: "olivia",
  subjectId: "petra",
  workspaceId: "T1",
  slackUserId: "U1",
  facts: { reason: "stolen", codes: 2, isAsk: false, note: null },
};

test("R55: an event's hash is sha256 of the hash before it and of its JSON: whoever has the form can check without us", () => {
  const json =
    '["9k2m4p6r8t",1,"2026-11-20T12:00:00.123Z","reset_executed","olivia","petra","T1","U1",[["codes",2],["isAsk",false],["note",null],["reason","stolen"]]]';
  const expected = createHash("sha256").update("0".repeat(64)).update(json).digest("hex");
  expect(hashAuditEvent(chainStart, event)).toBe(expected);
});

test("R55: the order in which facts were written and the form of the time change no hash", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())), (facts) => {
      const turned = Object.fromEntries(Object.entries(facts).reverse());
      const [one, other] = [
        { ...event, facts },
        { ...event, at: event.at.toISOString(), facts: turned },
      ];
      expect(hashAuditEvent(chainStart, other)).toBe(hashAuditEvent(chainStart, one));
    }),
  );
});

const changes: Partial<ChainedEvent>[] = [
  { companyId: "0000000000" },
  { seq: 2 },
  { at: new Date(event.at.getTime() + 1) },
  { kind: "reset_asked" },
  { actorId: "marcus" },
  { actorId: null },
  { subjectId: null },
  { workspaceId: "T2" },
  { slackUserId: "U2" },
  { actorId: event.subjectId, subjectId: event.actorId },
  { facts: {} },
  { facts: { ...event.facts, codes: 3 } },
  { facts: { ...event.facts, codes: "2" } },
  { facts: { ...event.facts, more: null } },
];

test.each(changes)(
  "R55: an event changed by %j has another hash, and stands no longer in its chain",
  (change) => {
    const start: ChainPlace = { seq: 0, hash: chainStart };
    const linked = { ...event, prevHash: chainStart, hash: hashAuditEvent(chainStart, event) };
    expect(isNextInChain(start, linked)).toBe(true);
    expect(hashAuditEvent(chainStart, { ...event, ...change })).not.toBe(linked.hash);
    expect(isNextInChain(start, { ...linked, ...change })).toBe(false);
  },
);

test("R55: an event with a right hash of its own stands right behind its place, and nowhere else", () => {
  const before: ChainPlace = { seq: 4, hash: "5e".repeat(32) };
  const linkedAt = (seq: number, prevHash: string) => ({
    ...{ ...event, seq, prevHash },
    hash: hashAuditEvent(before.hash, { ...event, seq }),
  });
  expect(isNextInChain(before, linkedAt(5, before.hash))).toBe(true);
  for (const seq of [3, 4, 6]) expect(isNextInChain(before, linkedAt(seq, before.hash))).toBe(false);
  expect(isNextInChain(before, linkedAt(5, chainStart))).toBe(false);
  expect(isNextInChain({ ...before, hash: chainStart }, linkedAt(5, chainStart))).toBe(false);
});
