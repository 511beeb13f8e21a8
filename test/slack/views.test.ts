import type { ModalView } from "@slack/types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../../src/slack/answer.ts";
import { notLinkedMessage } from "../../src/slack/gate-messages.ts";
import { tellHelp, tellUsage } from "../../src/slack/help.ts";
import { meMessage } from "../../src/slack/me/messages.ts";
import { linkedModal, numberModal } from "../../src/slack/me/modal.ts";
import { submissionPayload } from "../../src/slack/payload.ts";
import { confirmModal } from "../../src/slack/reset-mfa/confirm-modal.ts";
import { doneModal } from "../../src/slack/reset-mfa/done-modal.ts";
import { renewModal } from "../../src/slack/reset-mfa/renew-modal.ts";
import { whoModal } from "../../src/slack/reset-mfa/who-modal.ts";
import { restoreView } from "../../src/slack/restore-view.ts";
import { mrkdwnVoice } from "../../src/slack/voice.ts";
import { shown } from "./helpers/payloads.ts";
import { blockProblems, date, maybe, problems, text } from "./helpers/views.ts";

const voice = mrkdwnVoice("America/New_York");
const at = new Date("2026-11-20T19:32:00Z");
const binding = "acmecompan.0123456789abcdef";
const sender = { slackUserId: "U1", teamId: "T1" };

const card = {
  firstName: "Petra",
  name: "Petra Alvarez",
  email: "petra@alvarezdrywall.com",
  organisation: "Alvarez Drywall",
  relationship: "payee" as "employee" | "payee",
  factors: ["totp"] as "totp"[],
  lastSignInAt: at as Date | null,
  contactPhone: "+1 555 010 3344" as string | null,
  contactPhoneSince: at as Date | null,
  hasRecoveryCode: true,
  lockedUntil: null as Date | null,
  companyName: "Acme Builders",
  timeZone: "America/New_York",
};
const reset = {
  executedAt: at,
  actorName: "Olivia Reyes",
  outcome: "open" as "open" | "lapsed",
  codeExpiresAt: at,
  mailAcceptedAt: at as Date | null,
};
const company = {
  displayName: "Acme Builders",
  slug: "acme-builders",
  timeZone: "America/New_York",
  helpName: "Olivia Reyes",
  helpEmail: "olivia@acmebuilders.com",
  helpPhone: null,
  market: "US",
};
const me = {
  name: "Olivia Reyes",
  email: "olivia@acmebuilders.com",
  role: "system_administrator" as const,
  isPaymentsAdmin: true,
  hasFactor: true,
  hasRecoveryCode: true,
  linkedAt: at,
  lastSignInAt: at,
};
const views: Record<string, ModalView> = {
  "reset-who": whoModal(),
  "reset-confirm": confirmModal({ binding, card, isPushed: true }),
  "reset-confirm-again": confirmModal({
    binding,
    card,
    isPushed: false,
    notice: "This form was renewed.",
    typed: { reason: "stolen", verifiedHow: "video", note: "Ticket 8841" },
  }),
  "reset-renew": renewModal({ binding, card, isPushed: false, reset }),
  "reset-done": doneModal({ card, codeExpiresAt: at }, false),
  "reset-renewed": doneModal({ card, codeExpiresAt: at }, true),
  "link-number": numberModal(),
  linked: linkedModal({ firstName: "Marcus", companyName: "Acme Builders" }, voice),
};
const help = await tellHelp({ company });
const messages: Record<string, Message> = {
  me: meMessage(me, voice),
  "not-linked": notLinkedMessage({
    company,
    firstName: "Marcus",
    linkUrl: "https://latchkey.test/link/x.y",
  }),
  "link-suspended": notLinkedMessage({
    company,
    firstName: "Marcus",
    linkUrl: "https://latchkey.test/link/x.y",
    isSuspended: true,
  }),
  help: help.kind === "message" ? help.message : { text: "" },
};

describe("snapshots that paste into Block Kit Builder", () => {
  it.each(Object.entries(views))("view %s", async (name, view) => {
    await expect(`${JSON.stringify(view, null, 2)}\n`).toMatchFileSnapshot(`views/${name}.json`);
  });
  it.each(Object.entries(messages))("message %s", async (name, message) => {
    await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot(`views/message-${name}.json`);
  });
});

it("every view and message is what Slack takes", () => {
  expect(Object.entries(views).flatMap(([name, view]) => problems(view).map((one) => [name, one]))).toEqual(
    [],
  );
  expect(
    Object.entries(messages).flatMap(([name, { blocks }]) => blockProblems(blocks).map((one) => [name, one])),
  ).toEqual([]);
});

it("titles and buttons have at most 24 characters", () => {
  for (const view of Object.values(views)) {
    for (const text of [view.title, view.submit, view.close])
      expect(text?.text.length ?? 0).toBeLessThanOrEqual(24);
  }
});

const anyCard = fc.record({
  firstName: text,
  name: text,
  email: text,
  organisation: maybe(text),
  relationship: fc.constantFrom("employee" as const, "payee" as const),
  factors: fc.constantFrom<"totp"[]>([], ["totp"]),
  lastSignInAt: maybe(date),
  contactPhone: maybe(text),
  contactPhoneSince: maybe(date),
  hasRecoveryCode: fc.boolean(),
  lockedUntil: maybe(date),
  companyName: text,
  timeZone: fc.constantFrom("America/New_York", "Asia/Kathmandu", "UTC"),
});
const anyTyped = fc.record({ reason: text, verifiedHow: text, note: text }, { requiredKeys: [] });

it("every view stays within Slack's limits whatever people, companies and typing are like", () => {
  const any = fc.record({
    card: anyCard,
    typed: anyTyped,
    notice: text,
    at: date,
    mailAcceptedAt: maybe(date),
    isPushed: fc.boolean(),
  });
  fc.assert(
    fc.property(any, ({ card: one, typed: form, notice, at: when, mailAcceptedAt, isPushed }) => {
      const own = mrkdwnVoice(one.timeZone);
      const unfinished = {
        executedAt: when,
        actorName: one.name,
        outcome: "lapsed" as const,
        codeExpiresAt: when,
        mailAcceptedAt,
      };
      const person = {
        ...me,
        name: one.name,
        email: one.email,
        linkedAt: when,
        lastSignInAt: one.lastSignInAt,
      };
      const drawn = [
        confirmModal({ binding, card: one, isPushed, notice, typed: form }),
        renewModal({ binding, card: one, isPushed, reset: unfinished, notice }),
        doneModal({ card: one, codeExpiresAt: when }, isPushed),
        linkedModal({ firstName: one.firstName, companyName: one.companyName }, own),
      ];
      expect(drawn.flatMap(problems)).toEqual([]);
      const linkUrl = `https://latchkey.test/link/${"x".repeat(60)}`;
      const strange = { ...company, displayName: one.companyName, helpName: one.name };
      expect(blockProblems(meMessage(person, own).blocks)).toEqual([]);
      expect(
        blockProblems(notLinkedMessage({ company: strange, firstName: one.firstName, linkUrl }).blocks),
      ).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it("a restored form is what Slack takes, keeps what was typed, and forgets the code", () => {
  const values = {
    reason: { option: "stolen" },
    verified_how: { option: "video" },
    note: "keep",
    code: "777333",
  };
  const view = confirmModal({ binding, card, isPushed: true });
  const body = { type: "view_submission", user: { id: "U1" }, view: shown(sender, view, values) };
  const restored = restoreView(submissionPayload(body).view, ["That code isn't right."]);
  const drawn = JSON.stringify(restored);
  expect(problems(restored)).toEqual([]);
  expect(restored.blocks).toHaveLength(view.blocks.length + 1);
  expect(drawn).toContain('"initial_value":"keep"');
  expect(drawn).not.toContain("777333");
  expect(restored.private_metadata).toBe(binding);
});

it("a text that a command does not understand is never repeated", () => {
  expect(JSON.stringify(tellUsage({ name: "/payments-invite" }))).toContain("/payments-invite");
});
