import { readRequestRef, writeRequestRef } from "../../domain/request-buttons.ts";
import { answerQuestion, askRequester } from "../../flows/note-on-request.ts";
import { viewRequest } from "../../flows/view-request.ts";
import { type ActionAnswer, fieldErrors, type SubmissionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload, SubmissionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { errorsOf } from "../submission.ts";
import { mrkdwnVoice } from "../voice.ts";
import { findToDecide } from "./find-to-decide.ts";
import { answeredText, answerModal, askedText, questionModal, Submission, sentModal } from "./note-modal.ts";

const againText = "Press the button again to open the form.";

/** *Ask Sam*, beside Approve and Deny. */
export async function openQuestion(context: LinkedContext, payload: ActionPayload): Promise<ActionAnswer> {
  const found = await findToDecide(context, payload, "ask_requester");
  if (!found.ok) return tellRefusal(context, found.refusal);
  const { companyId, company } = context;
  const facts = found.value;
  const ref = writeRequestRef(companyId, facts.request.id);
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  return update(questionModal({ ref, facts, voice }), againText);
}

export async function submitQuestion(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const typed = Submission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const { deps, actor, companyId, company } = context;
  const requestId = readRequestRef(view.private_metadata, companyId);
  if (!requestId) return tellRefusal(context, { code: "request_unknown" });
  const asked = await askRequester(deps, actor, { requestId, text: typed.data.text });
  if (!asked.ok) return tellRefusal(context, asked.refusal);
  const text = askedText(asked.value.name, mrkdwnVoice(company.timeZone));
  return update(sentModal("Question sent", text), text);
}

/** *Answer*, in the message that brought the question. */
export async function openAnswer(context: LinkedContext, { value }: ActionPayload): Promise<ActionAnswer> {
  const { deps, actor, companyId, company } = context;
  const requestId = readRequestRef(value, companyId);
  const seen = requestId ? await viewRequest(deps, actor, requestId) : undefined;
  if (!seen?.ok || seen.value.viewer === "colleague")
    return tellRefusal(context, { code: "request_unknown" });
  const { viewer, facts, question } = seen.value;
  if (viewer !== "requester")
    return tellRefusal(context, { code: "not_requester", name: facts.requester.firstName });
  const ref = writeRequestRef(companyId, facts.request.id);
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  return update(answerModal({ ref, facts, question, voice }), againText);
}

export async function submitAnswer(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const typed = Submission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const { deps, actor, companyId, company } = context;
  const requestId = readRequestRef(view.private_metadata, companyId);
  if (!requestId) return tellRefusal(context, { code: "request_unknown" });
  const answered = await answerQuestion(deps, actor, { requestId, text: typed.data.text });
  if (!answered.ok) return tellRefusal(context, answered.refusal);
  const text = answeredText(answered.value.askers, mrkdwnVoice(company.timeZone));
  return update(sentModal("Answer sent", text), text);
}
