import { expect, test } from "vitest";
import { type WaitingView, waitingText, waitingTexts } from "../../src/domain/waiting-text.ts";
import { governance, name, resetDetails, view, words } from "./helpers/request-view.ts";

const [olivia, nora, marcus] = [name("Olivia", "Reyes"), name("Nora", "Kim"), name("Marcus", "Webb")];
type More = Parameters<typeof view>[0] & Partial<Pick<WaitingView, "named" | "approvers">>;
const waiting = ({ named = [olivia], approvers = named, ...more }: More = {}) =>
  waitingText({ ...view(more), named, approvers }, "Acme", words);
const policy = { kind: "policy" as const, before: governance("C1"), after: governance(null) };

test("while it waits: whom it was sent to, how many more can decide, and that it may be closed", () => {
  const asked = (named: (typeof olivia)[], approvers = named) => waiting({ named, approvers }).texts[0];
  expect(asked([olivia])).toBe("Asked ‹Olivia› at 19:32.");
  expect(asked([olivia, nora, marcus])).toBe("Asked ‹Olivia›, ‹Nora› and ‹Marcus› at 19:32.");
  expect(asked([olivia, nora], [olivia, nora, marcus])).toBe("Asked ‹Olivia›, ‹Nora› and 1 more at 19:32.");
  expect(asked([])).toBe("Asked everybody who can decide at 19:32.");
  const { closing, buttons } = waiting();
  expect(closing).toMatch(/^You can close this/);
  expect(buttons).toBe("pending");
});

test("who agreed is said once somebody has", () => {
  expect(waiting().texts.join(" ")).not.toContain("Approved");
  expect(waiting({ approvals: [nora] }).texts[1]).toMatch(/^Approved by ‹Nora›;/);
});

test("of a reset: what to tell the person on the phone, and of halves another thing", () => {
  expect(waiting().texts).toHaveLength(2);
  expect(waiting().texts[1]).toMatch(/^\*Tell ‹Petra›:\* .*‹Acme› payments.*password/);
  const halves = waiting({ request: { details: { ...resetDetails, isPasswordForgotten: true } } });
  expect(halves.texts[1]).toMatch(/half/);
  expect(waiting({ subject: null }).texts).toHaveLength(1);
  expect(waiting({ request: { details: policy } }).texts).toHaveLength(1);
});

test("a no says whose it is, why, and that one calls before asking again", () => {
  const denied = (more: More, denyReason: string | null = null) =>
    waiting({ ...more, request: { details: resetDetails, ...more.request, state: "denied", denyReason } });
  expect(denied({ decidedBy: olivia }, "not verified").texts).toEqual([
    "‹Olivia› denied this: *‹not verified›*. Call ‹Petra› at a number we already had, then ask again.",
  ]);
  expect(denied({}).texts[0]).toMatch(/^Somebody denied this\. Call/);
  expect(denied({ subject: null }).texts).toEqual(["Somebody denied this."]);
  expect(denied({ request: { details: policy } }).texts).toEqual(["Somebody denied this."]);
  expect(denied({}).buttons).toBe("again");
});

test.each([
  ["expired", "again", / Nothing was changed\.$/],
  ["cancelled", "none", / Nothing was changed\.$/],
  ["approved", "none", /^Approved/],
  ["executed", "none", /^Done/],
] as const)("what is %s leaves %s to press", (state, buttons, text) => {
  const over = waiting({ request: { state } });
  expect(over.buttons).toBe(buttons);
  expect(over.texts).toEqual([expect.stringMatching(text)]);
  expect(over.closing).toBeUndefined();
});

test("once a reset is done one hears of its end while it is open, and its text stands last", () => {
  const reset = (outcome: "open" | "completed") => ({ reset: { outcome, outcomeAt: null } });
  const open = waiting({ request: { state: "executed" }, ...reset("open") });
  expect(open.closing).toMatch(/‹Petra› is back in/);
  expect(waitingTexts(open)).toEqual([...open.texts, open.closing]);
  const completed = waiting({ request: { state: "executed" }, ...reset("completed") });
  expect(completed.closing).toBeUndefined();
  expect(waitingTexts(completed)).toEqual(completed.texts);
  expect(
    waiting({ request: { state: "executed" }, ...reset("open"), subject: null }).closing,
  ).toBeUndefined();
});
