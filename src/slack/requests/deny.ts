import { readRequestRef, writeRequestRef } from "../../domain/request-buttons.ts";
import { denyRequest } from "../../flows/deny-request.ts";
import { type ActionAnswer, fieldErrors, type SubmissionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload, SubmissionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { errorsOf } from "../submission.ts";
import { mrkdwnVoice } from "../voice.ts";
import { deniedModal, deniedText } from "./decided-modal.ts";
import { denyModal, Submission } from "./deny-modal.ts";
import { findToDecide } from "./find-to-decide.ts";

/** *Deny*: why, and no code. */
export async function openDenial(context: LinkedContext, payload: ActionPayload): Promise<ActionAnswer> {
  const found = await findToDecide(context, payload, "deny");
  if (!found.ok) return tellRefusal(context, found.refusal);
  const { companyId, company } = context;
  const facts = found.value;
  const ref = writeRequestRef(companyId, facts.request.id);
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  return update(denyModal({ ref, facts, voice }), "Press Deny again to open the form.");
}

/** Whoever sends it is judged now, as for a yes (B15). */
export async function submitDenial(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const { deps, actor, companyId, company } = context;
  const typed = Submission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const requestId = readRequestRef(view.private_metadata, companyId);
  if (!requestId) return tellRefusal(context, { code: "request_unknown" });
  const denied = await denyRequest(deps, actor, { requestId, ...typed.data });
  if (!denied.ok) return tellRefusal(context, denied.refusal);
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  return update(deniedModal(denied.value, voice), deniedText(denied.value, voice));
}
