import { expect, test } from "vitest";
import { lockoutSentences } from "../../src/domain/lockout-text.ts";
import { askedAt, view, words } from "./helpers/request-view.ts";

const holder = {
  ...{ firstName: "Olivia", isOneself: false, hasRecoveryCode: false, isResetOpen: false },
  heldUntil: null as Date | null,
};
type Lockout = NonNullable<Parameters<typeof lockoutSentences>[0]>;
const out = (more: Partial<Lockout> = {}) =>
  lockoutSentences(
    { state: "out", companyName: "Acme", holders: [holder], others: [], requests: [], ...more },
    words,
  );

test("where all is well nothing is said; where one person is left, one sentence", () => {
  expect(lockoutSentences(undefined, words)).toEqual([]);
  expect(out({ state: "safe" })).toEqual([]);
  expect(out({ state: "alone" })).toEqual([expect.stringContaining("‹Acme› is one lost phone away")]);
});

test.each([
  [{}, "‹Olivia›: no recovery code is left."],
  [{ hasRecoveryCode: true }, /^‹Olivia›: use your recovery code/],
  [{ hasRecoveryCode: true, isResetOpen: true }, /^‹Olivia›: use the setup code .* They're not/],
  [{ isResetOpen: true, isOneself: true }, /^You: use the setup code .* You're not/],
  [{ isResetOpen: true, heldUntil: askedAt }, /^‹Olivia›: locked until at 19:32/],
])("who is locked out is told the nearest way back: %j", (more, text) => {
  const [, first = ""] = out({ holders: [{ ...holder, ...more }] });
  expect(first.replace(/^1\. /, "")).toMatch(text);
});

test("R15: who else could be given access is named, three at most and oneself never", () => {
  const others = ["Me", "Nora", "Marcus", "Sam", "Petra"].map((one) => ({
    name: one,
    isOneself: one === "Me",
  }));
  expect(out({ others })[2]).toContain("Administrator (‹Nora›, ‹Marcus›, ‹Sam›) access");
  expect(out()[2]).toContain("Administrator access");
  const four = out({ holders: Array.from({ length: 4 }, () => holder) })[1] ?? "";
  expect(four.split("‹Olivia›")).toHaveLength(4);
  expect(four).toMatch(/left\. ‹Olivia›/);
});

test("what is under way stands below", () => {
  expect(out()).toHaveLength(4);
  expect(out({ requests: [view()] }).slice(4)).toEqual([
    "*Under way*",
    expect.stringMatching(/^• ‹Sam Okafor› asks to .*Petra Alvarez›\. Waiting for approval/),
  ]);
});
