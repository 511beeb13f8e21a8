import { readRequestRef } from "../../domain/request-buttons.ts";
import { openProceed, type ProceedForm, proceedWithRequest } from "../../flows/proceed-with-request.ts";
import { type ActionAnswer, fieldErrors, type SubmissionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload, SubmissionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { errorsOf, readChallengeId, writeBinding } from "../submission.ts";
import { mrkdwnVoice } from "../voice.ts";
import { approvedModal, approvedText } from "./decided-modal.ts";
import { proceedIds, proceedModal, Submission } from "./proceed-modal.ts";
import { refuseAtCode, renewalNotice } from "./refuse-form.ts";

/** *Proceed without approval*: only whoever asked, and only after the wait (DESIGN 2). */
export async function openProceeding(
  context: LinkedContext,
  { value }: ActionPayload,
): Promise<ActionAnswer> {
  const requestId = readRequestRef(value, context.companyId);
  if (!requestId) return tellRefusal(context, { code: "request_unknown" });
  const form = await openProceed(context.deps, context.actor, requestId);
  if (!form.ok) return tellRefusal(context, form.refusal);
  return update(drawProceeding(context, form.value), "Press the button again to open the form.");
}

function drawProceeding({ companyId, company }: LinkedContext, form: ProceedForm, notice?: string) {
  const { challengeId, facts } = form;
  const binding = writeBinding({ companyId, challengeId });
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  return proceedModal({ binding, facts, voice, ...(notice ? { notice } : {}) });
}

export async function submitProceeding(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const { deps, actor, companyId, company } = context;
  const typed = Submission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const challengeId = readChallengeId(view.private_metadata, companyId);
  if (!challengeId) return tellRefusal(context, { code: "challenge_expired" });
  const result = await proceedWithRequest(deps, actor, { challengeId, code: typed.data.code });
  const blockId = proceedIds.code;
  if (!result.ok) {
    const notice = renewalNotice(result.refusal);
    if (!notice) return refuseAtCode(context, { blockId, refusal: result.refusal });
    const again = await openProceed(deps, actor, { again: challengeId });
    if (!again.ok) return refuseAtCode(context, { blockId, refusal: again.refusal });
    return update(drawProceeding(context, again.value, notice), notice);
  }
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  const done = { companyId, company, facts: result.value.facts, voice, mayUndo: context.isPaymentsAdmin };
  return update(approvedModal(done), approvedText(done));
}
