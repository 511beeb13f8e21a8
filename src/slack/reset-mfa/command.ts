import type { Refusal } from "../../domain/refusal.ts";
import { openResetForm, type ResetForm } from "../../flows/open-reset-form.ts";
import { renewReset } from "../../flows/renew-reset.ts";
import { resetMfa } from "../../flows/reset-mfa.ts";
import {
  type ActionAnswer,
  type CommandAnswer,
  fieldErrors,
  open,
  push,
  type SubmissionAnswer,
  sayText,
  update,
} from "../answer.ts";
import { emailIn } from "../command-text.ts";
import type { LinkedContext } from "../handler.ts";
import { tellUsage } from "../help.ts";
import type { ActionPayload, CommandPayload, SubmissionPayload } from "../payload.ts";
import { refusalText } from "../refusal-text.ts";
import { errorsOf, readChallengeId, writeBinding } from "../submission.ts";
import { mrkdwnVoice, plainVoice } from "../voice.ts";
import { attestationOf, Submission as ConfirmSubmission, confirmIds, confirmModal } from "./confirm-modal.ts";
import { doneModal, doneText } from "./done-modal.ts";
import { redrawForm } from "./redraw.ts";
import { Submission as RenewSubmission, renewIds, renewModal } from "./renew-modal.ts";
import { Submission as WhoSubmission, whoIds, whoModal } from "./who-modal.ts";

/** `/payments-reset-mfa [email]`: with an address that names somebody, straight to the confirm view. */
export async function startReset(
  context: LinkedContext,
  { text, name }: CommandPayload,
): Promise<CommandAnswer> {
  if (text === "") return openWho(context);
  const email = emailIn(text);
  if (!email) return tellUsage({ name });
  const { deps, actor, company } = context;
  const form = await openResetForm(deps, actor, { email });
  if (!form.ok) return sayText(refusalText(form.refusal, mrkdwnVoice(company.timeZone, company.displayName)));
  return open(formModal(context, { form: form.value, isPushed: false }));
}

/** Somebody who may not reset hears it before the form, not after filling it in. */
export async function openWho({ isPaymentsAdmin, company }: LinkedContext) {
  if (isPaymentsAdmin) return open(whoModal());
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  return sayText(refusalText({ code: "not_payments_admin", helpers: [] }, voice));
}

export async function submitWho(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const typed = WhoSubmission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const { deps, actor, company } = context;
  const email = emailIn(typed.data.email);
  if (!email)
    return fieldErrors({ [whoIds.email]: "That's not an email address. It looks like name@company.com." });
  const form = await openResetForm(deps, actor, { email });
  if (!form.ok)
    return fieldErrors({
      [whoIds.email]: refusalText(form.refusal, plainVoice(company.timeZone, company.displayName)),
    });
  const next = formModal(context, { form: form.value, isPushed: true });
  return push(next, "The form is ready. Type /payments-reset-mfa with the same email to open it.");
}

/** From the form that offers a new code: a new reset of the same person in the place of the unfinished one. */
export async function openAnew(context: LinkedContext, { view }: ActionPayload): Promise<ActionAnswer> {
  const { deps, actor, company, companyId } = context;
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  const anewFor = view && readChallengeId(view.private_metadata, companyId);
  if (!anewFor) return sayText(refusalText({ code: "challenge_expired" }, voice));
  const form = await openResetForm(deps, actor, { anewFor });
  if (!form.ok) return sayText(refusalText(form.refusal, voice));
  return open(formModal(context, { form: form.value, isPushed: true }));
}

function formModal({ companyId }: LinkedContext, { form, isPushed }: { form: ResetForm; isPushed: boolean }) {
  const shared = {
    binding: writeBinding({ companyId, challengeId: form.challengeId }),
    card: form.card,
    isPushed,
  };
  return form.kind === "reset" ? confirmModal(shared) : renewModal({ ...shared, reset: form.reset });
}

/** Code and act in one submission. Whom it is about is what the challenge was bound to. */
export async function submitConfirm(
  context: LinkedContext,
  payload: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const { deps, actor, companyId } = context;
  const { view } = payload;
  const typed = ConfirmSubmission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const challengeId = readChallengeId(view.private_metadata, companyId);
  if (!challengeId) return refuseForm(context, { code: "challenge_expired" });
  const { reason, verified_how: verifiedHow, note, code } = typed.data;
  const attestation = attestationOf(verifiedHow);
  const result = await resetMfa(deps, actor, { challengeId, code, reason, verifiedHow, attestation, note });
  if (result.ok) return update(doneModal(result.value, false), doneText(result.value, false));
  const again = await redrawForm(context, { payload, challengeId, refusal: result.refusal });
  return again ?? refuseCode(context, confirmIds.code, result.refusal);
}

export async function submitRenewal(
  context: LinkedContext,
  payload: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const { deps, actor, companyId } = context;
  const typed = RenewSubmission.safeParse(payload.view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const challengeId = readChallengeId(payload.view.private_metadata, companyId);
  if (!challengeId) return refuseForm(context, { code: "challenge_expired" });
  const result = await renewReset(deps, actor, { challengeId, code: typed.data.code });
  if (result.ok) return update(doneModal(result.value, true), doneText(result.value, true));
  const again = await redrawForm(context, { payload, challengeId, refusal: result.refusal });
  return again ?? refuseCode(context, renewIds.code, result.refusal);
}

/** At the code's field: it is where the person looks, and everything typed stays. */
const refuseCode = ({ company }: LinkedContext, blockId: string, refusal: Refusal): SubmissionAnswer =>
  fieldErrors({ [blockId]: refusalText(refusal, plainVoice(company.timeZone, company.displayName)) });

const refuseForm = ({ company }: LinkedContext, refusal: Refusal): SubmissionAnswer =>
  sayText(refusalText(refusal, mrkdwnVoice(company.timeZone, company.displayName)));
