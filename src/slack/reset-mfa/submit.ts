import { renewedText } from "../../domain/form-text.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { attestationOf, linkIn, resetLabels } from "../../domain/reset-text.ts";
import { askForReset } from "../../flows/ask-for-reset.ts";
import { openResetForm } from "../../flows/open-reset-form.ts";
import { renewReset } from "../../flows/renew-reset.ts";
import { type ResetSubmitted, resetMfa } from "../../flows/reset-mfa.ts";
import { fieldErrors, type SubmissionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { ShownView, SubmissionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { refusalText } from "../refusal-text.ts";
import { errorsOf, readChallengeId } from "../submission.ts";
import { plainVoice } from "../voice.ts";
import { Submission as AskSubmission, askIds } from "./ask-modal.ts";
import { Submission as ConfirmSubmission, confirmIds } from "./confirm-modal.ts";
import { doneModal, doneText } from "./done-modal.ts";
import { drawForm } from "./draw-form.ts";
import { typedIn } from "./inputs.ts";
import { Submission as RenewSubmission, renewIds } from "./renew-modal.ts";
import { waitingMessage, waitingModal } from "./waiting-modal.ts";

/** Code and act in one submission. Whom it is about is what the challenge was bound to. */
export async function submitConfirm(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const { deps, actor, companyId } = context;
  const typed = ConfirmSubmission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const challengeId = readChallengeId(view.private_metadata, companyId);
  if (!challengeId) return tellRefusal(context, { code: "challenge_expired" });
  const {
    reason,
    verified_how: verifiedHow,
    note,
    code,
    password_forgotten: isPasswordForgotten,
  } = typed.data;
  const label = view.submit?.text === resetLabels.approval ? resetLabels.approval : resetLabels.now;
  const attestation = attestationOf(verifiedHow, label);
  const why = { reason, verifiedHow, attestation, note, link: linkIn(note), isPasswordForgotten };
  const input = { challengeId, code, ...why };
  const result = await resetMfa(deps, actor, input);
  if (!result.ok)
    return refuseForm(context, { view, challengeId, refusal: result.refusal, blockId: confirmIds.code });
  return showSubmitted(context, { result: result.value, isStolen: reason === "stolen", isPasswordForgotten });
}

type Shown = { result: ResetSubmitted; isStolen: boolean; isPasswordForgotten: boolean };

function showSubmitted(
  { companyId, company, publicUrl }: LinkedContext,
  { result, isStolen, isPasswordForgotten }: Shown,
): SubmissionAnswer {
  const { card, submitted, facts } = result;
  if (facts) {
    const waiting = { companyId, company, facts };
    return update(waitingModal(waiting), waitingMessage(waiting));
  }
  const { resetId, codeExpiresAt } = submitted.kind === "executed" ? submitted.effect : {};
  if (!codeExpiresAt || !resetId) throw new Error("a reset neither executed nor waits");
  // Its message has not been taken by Slack yet: there is no thread to be seen.
  const shared = { companyId, publicUrl, card, codeExpiresAt, isStolen, threadUrl: undefined };
  // Whoever made it without anybody's yes is who verified the person.
  const half = isPasswordForgotten ? { resetId, name: "", isViewer: true } : null;
  const done = { ...shared, half, requestId: submitted.request.id };
  return update(doneModal(done, false), doneText(done, false));
}

/** No code: whoever decides gives theirs. */
export async function submitAsk(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const { deps, actor, companyId, company } = context;
  const typed = AskSubmission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const challengeId = readChallengeId(view.private_metadata, companyId);
  if (!challengeId) return tellRefusal(context, { code: "challenge_expired" });
  const { reason, verified_how: verifiedHow, note, password_forgotten: isPasswordForgotten } = typed.data;
  const attestation = attestationOf(verifiedHow, resetLabels.ask);
  const why = { reason, verifiedHow, attestation, note, link: linkIn(note), isPasswordForgotten };
  const input = { challengeId, ...why };
  const result = await askForReset(deps, actor, input);
  if (!result.ok)
    return refuseForm(context, { view, challengeId, refusal: result.refusal, blockId: askIds.reason });
  const waiting = { companyId, company, facts: result.value.facts };
  return update(waitingModal(waiting), waitingMessage(waiting));
}

export async function submitRenewal(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const { deps, actor, companyId, publicUrl } = context;
  const typed = RenewSubmission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const challengeId = readChallengeId(view.private_metadata, companyId);
  if (!challengeId) return tellRefusal(context, { code: "challenge_expired" });
  const result = await renewReset(deps, actor, { challengeId, code: typed.data.code });
  if (!result.ok)
    return refuseForm(context, { view, challengeId, refusal: result.refusal, blockId: renewIds.code });
  const done = { companyId, publicUrl, ...result.value };
  return update(doneModal(done, true), doneText(done, true));
}

type Refused = { view: ShownView; challengeId: string; refusal: Refusal; blockId: string };

/**
 * At the field where the person looks, and everything typed stays. A form that ran out is drawn again with all that was typed
 * but the code, and with the rights and facts of now; a request that stands in the way is a door.
 */
async function refuseForm(
  context: LinkedContext,
  { view, challengeId, refusal, blockId }: Refused,
): Promise<SubmissionAnswer> {
  const { deps, actor, company } = context;
  const at = (why: Refusal) =>
    why.code === "request_open"
      ? tellRefusal(context, why)
      : fieldErrors({ [blockId]: refusalText(why, plainVoice(company.timeZone, company.displayName)) });
  if (refusal.code !== "challenge_expired" && refusal.code !== "challenge_exhausted") return at(refusal);
  const { isPasswordForgotten = false } = typedIn(view);
  const again = await openResetForm(deps, actor, { again: challengeId, isPasswordForgotten });
  // A form that was sent already, or a right that is gone: that says more than "too old".
  if (!again.ok) return at(again.refusal);
  const { kind } = again.value;
  const notice = kind === "ask" || kind === "door" ? renewedTexts[kind] : renewedText[refusal.code];
  const isPushed = Boolean(view.previous_view_id);
  return update(drawForm(context, { form: again.value, isPushed, notice, typed: typedIn(view) }), notice);
}

const renewedTexts = {
  ask: "This form was open too long, so it was renewed. Nothing was changed. Look it over and send it again.",
  door: "This form was open too long, and things have changed since. Nothing was sent.",
};
