import type { Refusal } from "../../domain/refusal.ts";
import { beginStepUp } from "../../flows/begin-step-up.ts";
import { inviteUser } from "../../flows/invite-user.ts";
import { renewChallenge } from "../../flows/renew-challenge.ts";
import { type CommandAnswer, fieldErrors, open, type SubmissionAnswer, sayText, update } from "../answer.ts";
import { emailIn } from "../command-text.ts";
import type { LinkedContext } from "../handler.ts";
import { tellUsage } from "../help.ts";
import type { CommandPayload, ShownView, SubmissionPayload } from "../payload.ts";
import { refusalText, renewedText } from "../refusal-text.ts";
import { errorsOf, readChallengeId, writeBinding } from "../submission.ts";
import { mrkdwnVoice, plainVoice } from "../voice.ts";
import { invitedModal, invitedText, inviteIds, inviteModal, Submission, type Typed } from "./modal.ts";

/** `/payments-invite [email]`: the form, with the address filled in. */
export async function startInvite(
  context: LinkedContext,
  { text, name }: CommandPayload,
): Promise<CommandAnswer> {
  const email = emailIn(text);
  return text === "" || email ? openInvite(context, { email }) : tellUsage({ name });
}

/** Who may not invite is told before typing; the flow decides again on locked rows. */
export async function openInvite(context: LinkedContext, typed: Typed = {}): Promise<CommandAnswer> {
  const { deps, actor, company, isSystemAdministrator } = context;
  const voice = mrkdwnVoice(company.timeZone);
  if (!isSystemAdministrator) {
    return sayText(refusalText({ code: "not_system_administrator", helpers: [company.helpName] }, voice));
  }
  const { challengeId } = await beginStepUp(deps, actor, { act: "invite" });
  return open(formModal(context, { challengeId, typed }));
}

type Form = { challengeId: string; typed: Typed; notice?: string };

const formModal = ({ companyId, company }: LinkedContext, { challengeId, ...form }: Form) =>
  inviteModal({
    ...form,
    binding: writeBinding({ companyId, challengeId }),
    companyName: company.displayName,
    voice: mrkdwnVoice(company.timeZone),
  });

export async function submitInvite(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const { deps, actor, companyId, company } = context;
  const typed = Submission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const email = emailIn(typed.data.email);
  if (!email)
    return fieldErrors({ [inviteIds.email]: "That's not an email address. It looks like name@company.com." });
  const challengeId = readChallengeId(view.private_metadata, companyId);
  if (!challengeId) return sayText(refusalText({ code: "challenge_expired" }, mrkdwnVoice(company.timeZone)));
  const { first_name: firstName, last_name: lastName, contact_phone: contactPhone, ...rest } = typed.data;
  const invitee = { ...rest, email, firstName, lastName, contactPhone };
  const result = await inviteUser(deps, actor, { ...invitee, challengeId });
  if (!result.ok) return refuseInvite(context, { view, challengeId, refusal: result.refusal });
  const voice = mrkdwnVoice(company.timeZone);
  return update(invitedModal(result.value, voice), invitedText(result.value, voice));
}

type Refused = { view: ShownView; challengeId: string; refusal: Refusal };

/** About the invitee: at the address. About the code, or the form: at the code; a form that ran out is drawn again. */
async function refuseInvite(
  context: LinkedContext,
  { view, challengeId, refusal }: Refused,
): Promise<SubmissionAnswer> {
  const voice = plainVoice(context.company.timeZone);
  const text = refusalText(refusal, voice);
  if (refusal.code === "email_known" || refusal.code === "email_domain")
    return fieldErrors({ [inviteIds.email]: text });
  if (refusal.code === "challenge_expired" || refusal.code === "challenge_exhausted") {
    const renewed = await renewChallenge(context.deps, context.actor, { challengeId });
    if (!renewed.ok) return fieldErrors({ [inviteIds.code]: refusalText(renewed.refusal, voice) });
    const notice = renewedText[refusal.code];
    const form = { challengeId: renewed.value.challengeId, typed: typedIn(view), notice };
    return update(formModal(context, form), notice);
  }
  return fieldErrors({ [inviteIds.code]: text });
}

function typedIn({ state: { values } }: ShownView): Typed {
  const text = (id: string) => values[id]?.[id]?.value ?? undefined;
  return {
    relationship: values[inviteIds.relationship]?.[inviteIds.relationship]?.selected_option?.value,
    firstName: text(inviteIds.firstName),
    lastName: text(inviteIds.lastName),
    email: text(inviteIds.email),
    organisation: text(inviteIds.organisation),
    contactPhone: text(inviteIds.contactPhone),
  };
}
