import { renewedText } from "../../domain/form-text.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { readRequestRef } from "../../domain/request-buttons.ts";
import { holdUser } from "../../flows/hold-user.ts";
import { openResetForm } from "../../flows/open-reset-form.ts";
import { openUndo } from "../../flows/open-undo.ts";
import { openRelease, releaseUser } from "../../flows/release-user.ts";
import { undoReset } from "../../flows/undo-reset.ts";
import { type ActionAnswer, fieldErrors, open, type SubmissionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload, SubmissionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { refusalText } from "../refusal-text.ts";
import { errorsOf, readChallengeId, writeBinding } from "../submission.ts";
import { mrkdwnVoice, plainVoice } from "../voice.ts";
import { drawForm } from "./draw-form.ts";
import { typedIn } from "./inputs.ts";
import {
  Submission as ReleaseSubmission,
  releasedModal,
  releasedText,
  releaseIds,
  releaseModal,
} from "./release-modal.ts";
import { Submission as UndoSubmission, undoIds, undoModal, undoneModal, undoneTextOf } from "./undo-modal.ts";

/** *Lock now*, in a form that waits for a decision: the form stays, with all that was typed, and says until when. */
export async function holdPerson(context: LinkedContext, { view }: ActionPayload): Promise<ActionAnswer> {
  const { deps, actor, company, companyId } = context;
  const challengeId = view && readChallengeId(view.private_metadata, companyId);
  if (!view || !challengeId) return tellRefusal(context, { code: "challenge_expired" });
  const held = await holdUser(deps, actor, { challengeId });
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  const { isPasswordForgotten = false } = typedIn(view);
  const form = await openResetForm(deps, actor, { again: challengeId, isPasswordForgotten });
  // The form's own trouble stands behind what was pressed.
  if (!form.ok) return tellRefusal(context, held.ok ? form.refusal : held.refusal);
  const next = form.value.kind === "door" ? "" : " Now send this form.";
  const notice = held.ok
    ? `*Locked until ${voice.at(held.value.until)}.* ${voice.said(held.value.name)} is signed out everywhere.${next}`
    : refusalText(held.refusal, voice);
  const isPushed = Boolean(view.previous_view_id);
  return update(drawForm(context, { form: form.value, isPushed, notice, typed: typedIn(view) }), notice);
}

/** *Unlock*, on the card. */
export async function openReleaseForm(
  context: LinkedContext,
  { view }: ActionPayload,
): Promise<ActionAnswer> {
  const { deps, actor, companyId, company } = context;
  const challengeId = view && readChallengeId(view.private_metadata, companyId);
  if (!challengeId) return tellRefusal(context, { code: "challenge_expired" });
  const form = await openRelease(deps, actor, { challengeId });
  if (!form.ok) return tellRefusal(context, form.refusal);
  const binding = writeBinding({ companyId, challengeId: form.value.challengeId });
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  return open(releaseModal({ binding, form: form.value, voice }));
}

export async function submitRelease(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const { deps, actor, companyId, company } = context;
  const typed = ReleaseSubmission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const challengeId = readChallengeId(view.private_metadata, companyId);
  if (!challengeId) return tellRefusal(context, { code: "challenge_expired" });
  const done = await releaseUser(deps, actor, { challengeId, ...typed.data });
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  if (done.ok) return update(releasedModal(done.value.name, voice), releasedText(done.value.name, voice));
  const notice = noticeOf(done.refusal);
  if (!notice) return refuseCode(context, releaseIds.code, done.refusal);
  const again = await openRelease(deps, actor, { again: challengeId });
  if (!again.ok) return refuseCode(context, releaseIds.code, again.refusal);
  const binding = writeBinding({ companyId, challengeId: again.value.challengeId });
  return update(releaseModal({ binding, form: again.value, voice, notice }), notice);
}

/** *Undo*, under "Reset done" or in the form that sends a new code. The button names the request; who may is decided anew. */
export async function openUndoForm(context: LinkedContext, { value }: ActionPayload): Promise<ActionAnswer> {
  const { deps, actor, companyId } = context;
  const requestId = readRequestRef(value, companyId);
  if (!requestId) return tellRefusal(context, { code: "request_unknown" });
  const form = await openUndo(deps, actor, { requestId });
  if (!form.ok) return tellRefusal(context, form.refusal);
  const { challengeId, ...shown } = form.value;
  return open(undoModal({ binding: writeBinding({ companyId, challengeId }), ...shown }));
}

export async function submitUndo(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const { deps, actor, companyId } = context;
  const typed = UndoSubmission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const challengeId = readChallengeId(view.private_metadata, companyId);
  if (!challengeId) return tellRefusal(context, { code: "challenge_expired" });
  const done = await undoReset(deps, actor, { challengeId, ...typed.data });
  if (done.ok) return update(undoneModal(done.value.card), undoneTextOf(done.value.card));
  const notice = noticeOf(done.refusal);
  if (!notice) return refuseCode(context, undoIds.code, done.refusal);
  const again = await openUndo(deps, actor, { again: challengeId });
  if (!again.ok) return refuseCode(context, undoIds.code, again.refusal);
  const { challengeId: next, ...shown } = again.value;
  return update(
    undoModal({ binding: writeBinding({ companyId, challengeId: next }), ...shown, notice }),
    notice,
  );
}

/** Why a form with nothing but a code in it is drawn again; undefined when a new challenge would not help. */
const noticeOf = ({ code }: Refusal) =>
  code === "challenge_expired" || code === "challenge_exhausted" ? renewedText[code] : undefined;

const refuseCode = ({ company }: LinkedContext, blockId: string, refusal: Refusal): SubmissionAnswer =>
  fieldErrors({ [blockId]: refusalText(refusal, plainVoice(company.timeZone, company.displayName)) });
