import type { ModalView } from "@slack/types";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { ApprovalReason } from "../../src/domain/refusal.ts";
import type { WaitingView } from "../../src/domain/waiting-text.ts";
import { submissionPayload } from "../../src/slack/payload.ts";
import { askModal } from "../../src/slack/reset-mfa/ask-modal.ts";
import { confirmModal } from "../../src/slack/reset-mfa/confirm-modal.ts";
import { doneModal } from "../../src/slack/reset-mfa/done-modal.ts";
import { releasedModal, releaseModal } from "../../src/slack/reset-mfa/release-modal.ts";
import { renewModal } from "../../src/slack/reset-mfa/renew-modal.ts";
import { undoModal, undoneModal } from "../../src/slack/reset-mfa/undo-modal.ts";
import { waitingModal } from "../../src/slack/reset-mfa/waiting-modal.ts";
import { whoModal } from "../../src/slack/reset-mfa/who-modal.ts";
import { restoreView } from "../../src/slack/restore-view.ts";
import { mrkdwnVoice } from "../../src/slack/voice.ts";
import { shown } from "./helpers/payloads.ts";
import { date, maybe, problems, text } from "./helpers/views.ts";

const voice = mrkdwnVoice("America/New_York", "Acme Builders");
const at = new Date("2026-11-20T19:32:00Z");
const companyId = "acmecompan";
const binding = `${companyId}.0123456789abcdef`;
const requestId = "0123456789abcdef";
const threadUrl = "https://slack.com/archives/C0APPROVALS/p1548261231000200";

const card = {
  firstName: "Petra",
  name: "Petra Alvarez",
  email: "petra@alvarezdrywall.com",
  organisation: "Alvarez Drywall" as string | null,
  relationship: "payee" as "employee" | "payee",
  factors: ["totp"] as "totp"[],
  lastSignInAt: at as Date | null,
  contactPhone: "+1 555 010 3344" as string | null,
  contactPhoneSince: at as Date | null,
  hasRecoveryCode: true,
  lockedUntil: null as Date | null,
  heldUntil: null as Date | null,
  warnings: [] as { why: ApprovalReason; at: Date | null }[],
  companyName: "Acme Builders",
  timeZone: "America/New_York",
};
const doubtful = {
  ...card,
  heldUntil: at,
  warnings: [
    { why: "administrator", at: null },
    { why: "phone_changed", at },
  ] satisfies typeof card.warnings,
};
const reset = {
  executedAt: at,
  actorName: "Olivia Reyes",
  outcome: "open" as "open" | "lapsed",
  codeExpiresAt: at,
  mailAcceptedAt: at as Date | null,
  isStolen: false,
  requestId: requestId as string | null,
  threadUrl: threadUrl as string | undefined,
};
const olivia = { firstName: "Olivia", lastName: "Reyes" };
const nora = { firstName: "Nora", lastName: "Kim" };
type Facts = Parameters<typeof waitingModal>[0]["facts"];
const waiting = (more: Partial<WaitingView["request"]> = {}): Facts => ({
  request: {
    id: requestId,
    requesterId: "samsamsamsamsams",
    state: "pending" as const,
    isAsk: true,
    isBreakGlass: false,
    isReducedQuorum: false,
    details: {
      kind: "reset" as const,
      reason: "lost_phone" as const,
      verifiedHow: "called" as const,
      attestation: "x",
      note: null,
      link: null,
    },
    createdAt: at,
    expiresAt: at,
    decidedAt: more.state ? at : null,
    denyReason: null,
    ...more,
  },
  requester: { firstName: "Sam", lastName: "Okafor" },
  subject: { ...card, lastName: "Alvarez" },
  decidedBy: more.state ? olivia : null,
  approvals: more.state === "executed" ? [olivia] : [],
  quorum: { required: 1, given: 0 },
  reset: more.state === "executed" ? { outcome: "open" as const, outcomeAt: null } : null,
  named: [nora, olivia],
  approvers: [nora, olivia],
});
const company = { displayName: "Acme Builders", timeZone: "America/New_York" };
const done = { companyId, card, codeExpiresAt: at, isStolen: false, requestId, threadUrl: undefined };
const needs = { required: 1, deciders: ["Nora", "Olivia"] };
const release = {
  challengeId: "",
  firstName: "Petra",
  name: "Petra Alvarez",
  until: at,
  byName: "Sam Okafor",
};

const views: Record<string, ModalView> = {
  "reset-who": whoModal(),
  "reset-who-message": whoModal({
    emails: ["petra@alvarezdrywall.com", "office@alvarezdrywall.com"],
    note: `Support message: ${threadUrl}`,
  }),
  "reset-confirm": confirmModal({ binding, card, required: 0, deciders: [], isPushed: true }),
  "reset-confirm-again": confirmModal({
    ...{ binding, card, required: 0, deciders: [], isPushed: false },
    notice: "This form was renewed.",
    typed: { reason: "stolen", verifiedHow: "video", note: "Ticket 8841" },
  }),
  "reset-confirm-ask": confirmModal({
    binding,
    card: { ...doubtful, heldUntil: null },
    ...needs,
    isPushed: false,
  }),
  "reset-confirm-held": confirmModal({ binding, card: doubtful, ...needs, isPushed: false }),
  "reset-ask": askModal({ binding, card, ...needs, reset: null, isPushed: false }),
  "reset-ask-open": askModal({
    binding,
    card: doubtful,
    required: 2,
    deciders: ["Nora", "Olivia", "Marcus"],
    reset,
    isPushed: true,
  }),
  "reset-renew": renewModal({ companyId, binding, card, isPushed: false, reset }),
  "reset-done": doneModal(done, false),
  "reset-renewed": doneModal({ ...done, threadUrl }, true),
  "reset-undo": undoModal({ binding, card, executedAt: at }),
  "reset-undone": undoneModal(card),
  "reset-release": releaseModal({ binding, form: release, voice }),
  "reset-released": releasedModal("Petra", voice),
  "reset-waiting": waitingModal({ companyId, company, facts: waiting() }),
  "reset-waiting-denied": waitingModal({
    companyId,
    company,
    facts: waiting({ state: "denied", denyReason: "not verified" }),
  }),
  "reset-waiting-executed": waitingModal({ companyId, company, facts: waiting({ state: "executed" }) }),
};

it.each(Object.entries(views))(
  "the view %s pastes into Block Kit Builder, and Slack takes it",
  async (name, view) => {
    await expect(`${JSON.stringify(view, null, 2)}\n`).toMatchFileSnapshot(`views/${name}.json`);
    expect(problems(view)).toEqual([]);
    for (const one of [view.title, view.submit, view.close])
      expect(one?.text.length ?? 0).toBeLessThanOrEqual(24);
  },
);

const why = fc.constantFrom<ApprovalReason>(
  "administrator",
  "reset_lately",
  "email_changed",
  "phone_changed",
  "password_changed",
);
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
  heldUntil: maybe(date),
  warnings: fc.array(fc.record({ why, at: maybe(date) }), { maxLength: 5 }),
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
    isPushed: fc.boolean(),
    required: fc.integer({ min: 0, max: 3 }),
    deciders: fc.array(text, { maxLength: 30 }),
    state: fc.constantFrom(undefined, "denied" as const, "expired" as const, "cancelled" as const),
  });
  fc.assert(
    fc.property(any, ({ card: one, typed, notice, at: when, isPushed, required, deciders, state }) => {
      const form = { binding, card: one, isPushed, notice, typed, required, deciders };
      const unfinished = { ...reset, outcome: "lapsed" as const, actorName: one.name, executedAt: when };
      const named = deciders.slice(0, 3).map((firstName) => ({ firstName, lastName: one.name }));
      const base = waiting(state ? { state, denyReason: one.name } : {});
      const facts = {
        ...base,
        subject: { ...one, lastName: one.name },
        decidedBy: { ...one, lastName: one.name },
        named,
        approvers: named,
      };
      const drawn = [
        whoModal({ emails: deciders, note: one.name }),
        confirmModal(form),
        askModal({ ...form, reset: isPushed ? unfinished : null }),
        renewModal({ companyId, binding, card: one, isPushed, reset: unfinished, notice }),
        doneModal({ ...done, card: one }, isPushed),
        undoModal({ binding, card: one, executedAt: when, notice }),
        undoneModal(one),
        releaseModal({ binding, form: { ...release, ...one, until: when, byName: one.name }, voice, notice }),
        releasedModal(one.firstName, voice),
        waitingModal({ companyId, company: { ...company, displayName: one.companyName }, facts }),
      ];
      expect(drawn.flatMap(problems)).toEqual([]);
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
  const view = confirmModal({ binding, card, required: 0, deciders: [], isPushed: true });
  const sender = { slackUserId: "U1", teamId: "T1" };
  const body = { type: "view_submission", user: { id: "U1" }, view: shown(sender, view, values) };
  const restored = restoreView(submissionPayload(body).view, ["That code isn't right."]);
  const drawn = JSON.stringify(restored);
  expect(problems(restored)).toEqual([]);
  expect(restored.blocks).toHaveLength(view.blocks.length + 1);
  expect(drawn).toContain('"initial_value":"keep"');
  expect(drawn).not.toContain("777333");
  expect(restored.private_metadata).toBe(binding);
});
