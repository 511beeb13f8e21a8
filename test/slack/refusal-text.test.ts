import { describe, expect, it, test } from "vitest";
import type { Refusal } from "../../src/domain/refusal.ts";
import { refusalText as portalText, type RefusalContext } from "../../src/portal/refusal-text.ts";
import { refusalText } from "../../src/slack/refusal-text.ts";
import { mrkdwnVoice, plainVoice } from "../../src/slack/voice.ts";
import { forbiddenWords, refusedAt, sampleRefusals, until } from "../helpers/refusals.ts";

const zone = "America/New_York";
const plain = plainVoice(zone, "Acme Builders");
const mrkdwn = mrkdwnVoice(zone, "Acme & <!channel>");
const say = (refusal: Refusal) => refusalText(refusal, plain);

describe("every refusal", () => {
  it.each(sampleRefusals("Petra"))("%s is a whole sentence in our readers' words", (_, refusal) => {
    for (const voice of [plain, mrkdwn]) {
      const text = refusalText(refusal, voice);
      expect(text).toMatch(/^[A-Z].*[.?]$/);
      expect(text).not.toMatch(forbiddenWords);
      expect(text).not.toMatch(/ {2}|\bat (<!date|at )|\.\.|\( ?\)/);
      expect(text.length).toBeLessThan(600);
    }
  });

  it.each(sampleRefusals("<!channel> & <https://evil.example|Olivia>"))(
    "%s escapes what others wrote in mrkdwn, and not where it is plain (R63)",
    (_, refusal) => {
      const text = refusalText(refusal, mrkdwn);
      const rest = text.replace(/<!date\^\d+\^\{date_short_pretty\} at \{time\}\|[^<>]+>/g, "");
      expect(rest).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
      expect(refusalText(refusal, plain)).not.toMatch(/&(amp|lt|gt);|<!date/);
    },
  );

  test("MFA is a word for administrators only", () => {
    const named = sampleRefusals("Petra").filter(([, refusal]) => /\bMFA\b/.test(say(refusal)));
    expect(named.map(([code]) => code)).toEqual(["last_payments_admin"]);
  });

  test("whoever runs Latchkey is named only where nobody in the company can act", () => {
    const named = sampleRefusals("Petra")
      .filter(([, refusal]) => say(refusal).includes("whoever runs Latchkey"))
      .map(([code]) => code);
    expect([...new Set(named)]).toEqual(["self", "nobody_can_decide"]);
  });
});

test.each<[Refusal, string]>([
  [
    { code: "request_closed", state: "executed", byName: "Nora", at: refusedAt, name: "Petra" },
    "Nora already approved this at 2:32 PM Eastern. Nothing more to do.",
  ],
  [
    { code: "request_closed", state: "expired", byName: null, at: refusedAt, name: "Petra" },
    "This expired at 2:32 PM Eastern: nobody decided in time. Nothing was changed. If it's still needed, ask again.",
  ],
  [{ code: "self", helpers: ["Nora"] }, "That's you. Ask another Payments Admin: Nora."],
  [
    { code: "person_invited", name: "Petra", email: "petra@alvarezdrywall.com" },
    "Petra hasn't accepted the invitation yet. Resend it instead: type /payments-invite petra@alvarezdrywall.com and choose Resend.",
  ],
  [
    { code: "held", until, helpers: ["Nora"] },
    "Locked for safety until 3:05 PM Eastern because the phone may be stolen. A Payments Admin (Nora) can unlock it.",
  ],
  [
    { code: "not_approver", helpers: ["Nora", "Marcus"], isForBoth: true },
    "Only Payments Admins and System Administrators can decide this. Ask Nora or Marcus.",
  ],
  [
    {
      code: "request_open",
      requestId: "0123456789ABCDEF",
      name: "Petra",
      requesterName: "Sam Okafor",
      at: refusedAt,
      mayDecide: true,
    },
    "There is already a request about Petra: Sam Okafor asked at 2:32 PM Eastern. Type /payments to review and approve it.",
  ],
  [
    { code: "wait_for_approval", at: until, missing: 1 },
    "This needs 1 more approval. If nobody decides, you can proceed without approval, starting at 3:05 PM Eastern.",
  ],
])("%o", (refusal, text) => {
  expect(say(refusal)).toBe(text);
});

test("in a message a time is Slack's own, without a second 'at'", () => {
  const refusal: Refusal = {
    code: "request_closed",
    state: "approved",
    byName: "Nora",
    at: refusedAt,
    name: "",
  };
  expect(refusalText(refusal, mrkdwn)).toMatch(/^Nora already approved this <!date\^1795203120\^/);
});

test("the portal says the same of requests, roles and other people", () => {
  const context: RefusalContext = { now: refusedAt, zone };
  for (const code of ["self_role", "elsewhere"] as const)
    expect(portalText({ code }, context)).toBe(say({ code }));
  const own: Refusal = { code: "own_request", requestId: "0123456789ABCDEF", helpers: ["Marcus"] };
  for (const refusal of [own, { code: "about_you", helpers: ["Marcus", "Nora"] }] satisfies Refusal[])
    expect(portalText(refusal, context)).toBe(say(refusal));
  const late: Refusal = {
    code: "request_closed",
    state: "denied",
    byName: "Olivia",
    at: refusedAt,
    name: "Petra",
  };
  expect(portalText(late, context)).toBe(say(late));
});
