import { expect, test } from "vitest";
import { type OwnEvent, ownEventText, toldKinds } from "../../src/domain/own-event.ts";

const event = (more: Partial<OwnEvent>): OwnEvent => ({
  ...{ kind: "signed_in", by: "me", name: "", factor: "", isReplacement: false },
  ...more,
});
const ways = ["me", "other", "nobody"] as const;
const textsOf = (kind: string, name: string) => ways.map((by) => ownEventText(event({ kind, by, name })));

test.each(toldKinds)("%s is told in a sentence's words, to somebody at least", (kind) => {
  const texts = [...textsOf(kind, "Sam"), ownEventText(event({ kind }))].filter((text) => text !== undefined);
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) expect(text).toMatch(/^(?!.*undefined)(\w|').*[^.\s]$/);
});

test.each(toldKinds)("%s by somebody else names them; by oneself, whom it was done to", (kind) => {
  const [mine, suffered] = textsOf(kind, "Sam");
  if (suffered !== undefined) expect(suffered).toMatch(/^Sam /);
  const alone = ownEventText(event({ kind }));
  if (mine !== alone) expect(mine).toContain("Sam");
  if (alone !== undefined) expect(alone).not.toContain("Sam");
});

test("what others did is told of others only, and what concerns nobody here not at all", () => {
  expect(ownEventText(event({ kind: "user_held", by: "nobody" }))).toBeUndefined();
  expect(ownEventText(event({ kind: "user_held", by: "other", name: "Sam" }))).toBe(
    "Sam locked your account for safety",
  );
  expect(ownEventText(event({ kind: "user_held", name: "Sam" }))).toBe("You locked Sam's account for safety");
  expect(ownEventText(event({ kind: "signed_in", by: "other", name: "Sam" }))).toBeUndefined();
  expect(ownEventText(event({ kind: "user_invited", by: "nobody" }))).toBe("You were invited");
  expect(ownEventText(event({ kind: "policy_changed", by: "nobody" }))).toBeUndefined();
  expect(ownEventText(event({ kind: "policy_changed" }))).toBe("You changed the company's settings");
  expect(ownEventText(event({ kind: "never_heard_of" }))).toBeUndefined();
});

test("R60: a set-up says which way to get codes, and whether it took another's place", () => {
  const said = (factor: string, isReplacement: boolean) =>
    ownEventText(event({ kind: "factor_activated", factor, isReplacement }));
  expect(said("totp", false)).toBe("You set up your authenticator app");
  expect(said("totp", true)).toBe("You replaced your authenticator app");
  expect(said("sms", false)).toBe("You set up your phone for text messages");
  expect(ownEventText(event({ kind: "factor_removed", factor: "sms" }))).toBe(
    "You removed your phone for text messages",
  );
  expect(said("other", true)).toBe("You replaced your sign-in codes");
});
