import { readRequestRef } from "../../domain/request-buttons.ts";
import { approveRequest } from "../../flows/approve-request.ts";
import { type DecisionForm, openDecision } from "../../flows/open-decision.ts";
import { type ActionAnswer, fieldErrors, type SubmissionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload, SubmissionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { errorsOf, readChallengeId, writeBinding } from "../submission.ts";
import { mrkdwnVoice } from "../voice.ts";
import { approvedModal, approvedText } from "./decided-modal.ts";
import { decisionIds, decisionModal, Submission } from "./decision-modal.ts";
import { placeRefusal } from "./place.ts";
import { refuseAtCode, renewalNotice } from "./refuse-form.ts";

/** *Approve*, on the request's own message. */
export async function openApproval(context: LinkedContext, payload: ActionPayload): Promise<ActionAnswer> {
  const requestId = readRequestRef(payload.value, context.companyId);
  if (!requestId) return tellRefusal(context, { code: "request_unknown" });
  const elsewhere = await placeRefusal(context, payload, requestId);
  return elsewhere ? tellRefusal(context, elsewhere) : openForm(context, requestId);
}

/** *Review*, from Home, a list or another form: the same form, which shows before it asks. */
export async function openReview(context: LinkedContext, { value }: ActionPayload): Promise<ActionAnswer> {
  const requestId = readRequestRef(value, context.companyId);
  return requestId ? openForm(context, requestId) : tellRefusal(context, { code: "request_unknown" });
}

/** In the place of the view that was clicked in: Slack takes three on top of each other, and a door may be the second. */
async function openForm(context: LinkedContext, requestId: string): Promise<ActionAnswer> {
  const form = await openDecision(context.deps, context.actor, requestId);
  if (!form.ok) return tellRefusal(context, form.refusal);
  return update(drawDecision(context, form.value), tooLateText);
}

const tooLateText =
  "That took too long, so Slack couldn't open the form. Nothing was changed. Press the button again.";

function drawDecision({ companyId, company }: LinkedContext, form: DecisionForm, notice?: string) {
  const { challengeId, ...opened } = form;
  const binding = writeBinding({ companyId, challengeId });
  const { timeZone, displayName } = company;
  const shared = { companyId, binding, timeZone, voice: mrkdwnVoice(timeZone, displayName) };
  return decisionModal({ ...opened, ...shared, ...(notice ? { notice } : {}) });
}

/** Code and decision in one submission. Which request it is about is what the challenge was bound to (R37). */
export async function submitApproval(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const { deps, actor, companyId, company } = context;
  const typed = Submission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const challengeId = readChallengeId(view.private_metadata, companyId);
  if (!challengeId) return tellRefusal(context, { code: "challenge_expired" });
  const result = await approveRequest(deps, actor, { challengeId, code: typed.data.code });
  const blockId = decisionIds.code;
  if (!result.ok) {
    const notice = renewalNotice(result.refusal);
    if (!notice) return refuseAtCode(context, { blockId, refusal: result.refusal });
    const again = await openDecision(deps, actor, { again: challengeId });
    if (!again.ok) return refuseAtCode(context, { blockId, refusal: again.refusal });
    return update(drawDecision(context, again.value, notice), notice);
  }
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  const mayUndo = context.isPaymentsAdmin;
  const approved = { companyId, company, facts: result.value.facts, voice, mayUndo };
  return update(approvedModal(approved), approvedText(approved));
}
