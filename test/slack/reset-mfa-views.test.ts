import type { ModalView } from "@slack/types";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { ApprovalReason } from "../../src/domain/refusal.ts";
import { submissionPayload } from "../../src/slack/payload.ts";
import { askModal } from "../../src/slack/reset-mfa/ask-modal.ts";
import { confirmModal } from "../../src/slack/reset-mfa/confirm-modal.ts";
import { doneModal } from "../../src/slack/reset-mfa/done-modal.ts";
import { doorModal } from "../../src/slack/reset-mfa/door-modal.ts";
import { releasedModal, releaseModal } from "../../src/slack/reset-mfa/release-modal.ts";
import { renewModal } from "../../src/slack/reset-mfa/renew-modal.ts";
import { undoModal, undoneModal } from "../../src/slack/reset-mfa/undo-modal.ts";
import { waitingModal } from "../../src/slack/reset-mfa/waiting-modal.ts";
import { whoModal } from "../../src/slack/reset-mfa/who-modal.ts";
import { restoreView } from "../../src/slack/restore-view.ts";
import { mrkdwnVoice } from "../../src/slack/voice.ts";
import { shown } from "./helpers/payloads.ts";
import {
  at,
  binding,
  card,
  company,
  companyId,
  doubtful,
  requestId,
  reset,
  threadUrl,
  waiting,
} from "./helpers/reset-cards.ts";
import { date, maybe, problems, text } from "./helpers/views.ts";

const voice = mrkdwnVoice("America/New_York", "Acme Builders");
const done = {
  ...{ companyId, publicUrl: "https://pay.acme.com", card, codeExpiresAt: at, isStolen: false },
  ...{ half: null, requestId, threadUrl: undefined },
};
const half = { resetId: "fedcba9876543210", name: "Sam Okafor", isViewer: true };
const needs = { required: 1, deciders: ["Nora", "Olivia"] };
const release = {
  challengeId: "",
  userId: "0123456789abcdef",
  firstName: "Petra",
  name: "Petra Alvarez",
  until: at,
  byName: "Sam Okafor",
};

const door = { companyId, company, binding, card, isPushed: false };
const waits = {
  code: "request_open" as const,
  requestId,
  name: "Petra",
  requesterName: "Sam Okafor",
  at,
  mayDecide: true,
};
const nobody = { code: "nobody_can_decide" as const, name: "Petra", hasRecoveryCode: true };

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
  "reset-confirm-forgotten": confirmModal({
    ...{ binding, ...needs, isPushed: false, typed: { isPasswordForgotten: true } },
    card: { ...card, warnings: [{ why: "password_forgotten", at: null }] },
  }),
  "reset-ask": askModal({ binding, card, ...needs, reset: null, isPushed: false }),
  "reset-ask-open": askModal({
    binding,
    card: doubtful,
    required: 2,
    deciders: ["Nora", "Olivia", "Marcus"],
    reset,
    isPushed: true,
  }),
  "reset-door-follow": doorModal({ ...door, refusal: { ...waits, mayDecide: false }, mayRelease: false }),
  "reset-door-review": doorModal({ ...door, card: doubtful, refusal: waits, mayRelease: true }),
  "reset-door-nobody": doorModal({ ...door, refusal: nobody, mayRelease: false }),
  "reset-renew": renewModal({ companyId, binding, card, isPushed: false, reset }),
  "reset-renew-halves": renewModal({
    ...{ companyId, binding, card, isPushed: false },
    reset: { ...reset, isPasswordForgotten: true },
  }),
  "reset-done": doneModal(done, false),
  "reset-done-half": doneModal({ ...done, half }, false),
  "reset-renewed-half": doneModal({ ...done, half: { ...half, isViewer: false } }, true),
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
  "password_forgotten",
  "reset_lately",
  "email_changed",
  "phone_changed",
  "password_changed",
);
const anyCard = fc.record({
  userId: fc.constant("0123456789abcdef"),
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
  helpNumber: maybe(fc.constantFrom("0007", "4821")),
  warnings: fc.array(fc.record({ why, at: maybe(date) }), { maxLength: 6 }),
  companyName: text,
  timeZone: fc.constantFrom("America/New_York", "Asia/Kathmandu", "UTC"),
});
const anyTyped = fc.record(
  { reason: text, verifiedHow: text, note: text, isPasswordForgotten: fc.boolean() },
  { requiredKeys: [] },
);

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
      const isPasswordForgotten = typed.isPasswordForgotten === true;
      const reader = isPasswordForgotten ? { ...half, name: one.name, isViewer: isPushed } : null;
      const unfinished = {
        ...reset,
        isPasswordForgotten,
        outcome: "lapsed" as const,
        actorName: one.name,
        executedAt: when,
      };
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
        doorModal({
          ...{ companyId, company, binding, card: one, isPushed, notice, mayRelease: isPushed },
          refusal: isPushed
            ? { ...waits, name: one.firstName, requesterName: one.name }
            : { ...nobody, name: one.name },
        }),
        renewModal({ companyId, binding, card: one, isPushed, reset: unfinished, notice }),
        doneModal({ ...done, card: one, half: reader }, isPushed),
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
