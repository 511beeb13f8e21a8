import { expect, test } from "vitest";
import { maxHoldsPerDay } from "../../src/domain/attempt.ts";
import { helpCallRefusal } from "../../src/domain/help-call.ts";
import { holdRefusal, releaseRefusal } from "../../src/domain/hold.ts";
import { day, hour } from "../helpers/clock.ts";

const now = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const ahead = (ms: number) => new Date(now.getTime() + ms);

const petra = {
  id: "petra",
  firstName: "Petra",
  email: "petra@a.example",
  status: "active",
  heldUntil: null,
};
const facts = {
  actor: { relationship: "employee" as const },
  subject: petra,
  helpers: ["Marcus"],
  lately: { count: 0, oldest: null },
  now,
};

test.each([
  ["any colleague may", {}, {}, undefined],
  [
    "a payee may not",
    { actor: { relationship: "payee" } },
    {},
    { code: "not_employee", helpers: ["Marcus"] },
  ],
  ["nobody deactivated", {}, { status: "deactivated" }, { code: "person_deactivated", name: "Petra" }],
  [
    "nobody invited",
    {},
    { status: "invited" },
    { code: "person_invited", name: "Petra", email: "petra@a.example" },
  ],
  [
    "nobody who is locked already",
    {},
    { heldUntil: ahead(hour) },
    { code: "already_held", name: "Petra", until: ahead(hour) },
  ],
  ["somebody whose lock is over", {}, { heldUntil: now }, undefined],
  ["the third time in a day", { lately: { count: 2, oldest: ago(hour) } }, {}, undefined],
  [
    "not a fourth time, until the first is a day old",
    { lately: { count: maxHoldsPerDay, oldest: ago(hour) } },
    {},
    { code: "hold_limit", until: ahead(day - hour) },
  ],
  [
    "not a fourth time, whenever the first was",
    { lately: { count: maxHoldsPerDay, oldest: null } },
    {},
    { code: "hold_limit", until: ahead(day) },
  ],
] as const)("Lock now: %s", (_, more, subject, refusal) => {
  expect(holdRefusal({ ...facts, helpers: ["Marcus"], ...more, subject: { ...petra, ...subject } })).toEqual(
    refusal,
  );
});

test.each([
  ["a Payments Admin unlocks", true, "olivia", ahead(hour), undefined],
  ["nobody else does", false, "sam", ahead(hour), { code: "not_payments_admin", helpers: [] }],
  ["nobody unlocks oneself", true, "petra", ahead(hour), { code: "self", helpers: [] }],
  ["what is not locked stays as it is", true, "olivia", null, { code: "not_held", name: "Petra" }],
  ["what is over is not locked", true, "olivia", now, { code: "not_held", name: "Petra" }],
])("Lock now: %s", (_, isPaymentsAdmin, id, heldUntil, refusal) => {
  const subject = { ...petra, heldUntil };
  expect(releaseRefusal({ actor: { id, isPaymentsAdmin }, subject, helpers: [], now })).toEqual(refusal);
});

test("the bell rings twice a day for one person, and says when it rings again", () => {
  expect(helpCallRefusal({ count: 1, oldest: ago(hour) }, now)).toBeUndefined();
  const refused = (oldest: Date | null) => helpCallRefusal({ count: 2, oldest }, now);
  expect(refused(ago(hour))).toEqual({ code: "help_limit", until: ahead(day - hour) });
  expect(refused(null)).toEqual({ code: "help_limit", until: ahead(day) });
});
