import { describe, expect, test } from "vitest";
import type { Refusal } from "../../src/domain/refusal.ts";
import { type RefusalContext, refusalStatus, refusalText } from "../../src/portal/refusal-text.ts";
import { forbiddenWords, sampleRefusals } from "../helpers/refusals.ts";

const now = new Date("2026-11-20T19:32:00Z");
const until = new Date("2026-11-20T20:05:00Z");
const known: RefusalContext = {
  now,
  zone: "America/New_York",
  help: { helpName: "Olivia Reyes", helpEmail: "olivia@acmebuilders.example", helpPhone: "+15550102200" },
};

const own: Refusal[] = [
  { code: "not_linked" },
  { code: "deactivated" },
  { code: "wrong_code", triesLeft: 4 },
  { code: "wrong_code", triesLeft: 0 },
  { code: "wrong_kind_of_code", typed: "setup" },
  { code: "code_already_used" },
  { code: "locked", until, helpers: [] },
  { code: "held", until, helpers: ["Nora"] },
  { code: "challenge_expired" },
  { code: "challenge_spent" },
  { code: "challenge_exhausted" },
  { code: "no_factor" },
  { code: "no_text_sent" },
  { code: "text_too_soon", at: until, waitMs: 25_000 },
  { code: "text_limit", cap: "number", until },
  { code: "no_texts" },
  { code: "app_only" },
  { code: "text_setup_exhausted" },
  { code: "invitation_unknown" },
  { code: "invitation_expired" },
  { code: "invitation_used" },
  { code: "wrong_sign_in" },
  { code: "sign_in_locked", until },
  { code: "session_over" },
  { code: "password", fault: "too_short" },
  { code: "password_link_unknown" },
  { code: "password_link_over" },
  { code: "password_blocked", why: "reset_waits" },
  { code: "password_blocked", why: "held" },
  { code: "help_limit", until },
  { code: "enrolment_void" },
  { code: "wrong_app_code" },
  { code: "recovery_code_not_ticked" },
  { code: "recovery_code_gone" },
  { code: "setup_code_expired" },
  { code: "resend_too_soon", at: until },
  { code: "resend_exhausted" },
  { code: "stop_link_unknown" },
  { code: "stop_link_used" },
  { code: "link_unknown" },
  { code: "link_expired" },
  { code: "slack_identity_taken" },
  { code: "user_has_link" },
];

test.each(sampleRefusals("Petra"))("%s is a whole sentence in our readers' words", (_, refusal) => {
  for (const context of [known, { now }, { now, zone: "America/New_York" }]) {
    const text = refusalText(refusal, context);
    expect(text).toMatch(/^[A-Z].*[.?]$/);
    expect(text).not.toMatch(forbiddenWords);
    expect(text).not.toMatch(/ {2}|\.\.|\( ?\)/);
  }
});

describe("what people outside administration read", () => {
  test.each(own.map((refusal) => [refusal.code, refusal] as const))(
    "%s is said in their words and leads on",
    (_, refusal) => {
      for (const context of [known, { now }]) {
        const text = refusalText(refusal, context);
        expect(text).not.toMatch(
          /\b(MFA|factor|epoch|step-up|enrol\w*|challenge|suspended|undefined|null)\b/i,
        );
        expect(text.split(/[.!?](?: |$)/).length, text).toBeGreaterThan(2);
      }
    },
  );

  test("a lock says until when and whom to ask", () => {
    expect(refusalText({ code: "locked", until, helpers: ["Nora", "Sam"] }, known)).toBe(
      "Too many wrong codes. Try again at 3:05 PM Eastern, or ask Nora or Sam. Nothing was changed.",
    );
    expect(refusalText({ code: "sign_in_locked", until }, { now })).toBe(
      "Too many tries. Try again in 33 minutes. Nothing was changed.",
    );
  });

  test("a lock for safety says for how long, and who can end it", () => {
    const held: Refusal = { code: "held", until, helpers: ["Nora"] };
    const why = "because the phone may be stolen. A Payments Admin (Nora) can unlock it.";
    expect(refusalText(held, known)).toBe(`Locked for safety until 3:05 PM Eastern ${why}`);
    expect(refusalText(held, { now })).toBe(`Locked for safety for 33 minutes more ${why}`);
  });

  test("a time of another day is said with its day", () => {
    const tomorrow = new Date("2026-11-21T19:20:00Z");
    expect(refusalText({ code: "sign_in_locked", until: tomorrow }, known)).toContain(
      "Try again on Saturday, Nov 21, 2:20 PM Eastern.",
    );
  });

  test("a code of another kind is named, and so is the one that is wanted", () => {
    expect(
      refusalText({ code: "wrong_kind_of_code", typed: "recovery" }, { ...known, wanted: "setup" }),
    ).toBe("That looks like your recovery code. Here we need the setup code from the email.");
  });

  test("help is named with its phone as people write it", () => {
    expect(refusalText({ code: "invitation_expired" }, known)).toContain(
      "Ask Olivia Reyes: olivia@acmebuilders.example or (555) 010-2200.",
    );
  });
});

test("a status says what kind of no it is", () => {
  expect(refusalStatus({ code: "link_unknown" })).toBe(404);
  expect(refusalStatus({ code: "request_unknown" })).toBe(404);
  expect(refusalStatus({ code: "held", until, helpers: [] })).toBe(429);
  expect(refusalStatus({ code: "invitation_used" })).toBe(410);
  expect(refusalStatus({ code: "locked", until, helpers: [] })).toBe(429);
  expect(refusalStatus({ code: "wrong_sign_in" })).toBe(422);
});
