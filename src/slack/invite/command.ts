import { renewedText } from "../../domain/form-text.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { beginStepUp } from "../../flows/begin-step-up.ts";
import { inviteUser } from "../../flows/invite-user.ts";
import { renewChallenge } from "../../flows/renew-challenge.ts";
import type { PersonCard } from "../../flows/view-person.ts";
import {
  type ActionAnswer,
  type CommandAnswer,
  fieldErrors,
  none,
  open,
  push,
  type SubmissionAnswer,
  sayText,
  update,
} from "../answer.ts";
import { emailIn } from "../command-text.ts";
import type { LinkedContext } from "../handler.ts";
import { tellUsage } from "../help.ts";
import type { ActionPayload, CommandPayload, ShownView, SubmissionPayload } from "../payload.ts";
import { showPerson } from "../people/command.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { refusalText } from "../refusal-text.ts";
import { errorsOf, readChallengeId, writeBinding } from "../submission.ts";
import { mrkdwnVoice, plainVoice } from "../voice.ts";
import { invitedModal, invitedText } from "./done-modal.ts";
import { inviteIds, inviteModal, Submission, type Typed } from "./modal.ts";

/** `/payments-invite [email]`: the form, with the address filled in; the card of somebody who is here already. */
export async function startInvite(
  context: LinkedContext,
  { text, name }: CommandPayload,
): Promise<CommandAnswer> {
  const email = emailIn(text);
  if (text !== "" && !email) return tellUsage(context, { name });
  const shown = email && context.isSystemAdministrator ? await showKnown(context, { email }) : undefined;
  return shown ? open(shown.view) : openInvite(context, { email });
}

/** The person behind an address with what can be done instead of inviting them; undefined: nobody is. */
async function showKnown(context: LinkedContext, whom: { email: string; isPushed?: boolean }) {
  const shown = await showPerson(context, { isPushed: false, ...whom, notice: knownNotice });
  return "refusal" in shown ? undefined : shown;
}

const knownNotice: Record<PersonCard["status"] | "unfinished", string> = {
  unfinished:
    "*Accepted, but never set up.* Nothing was sent. If the password is lost, a new invitation can be sent.",
  invited: "*Invited already.* Nothing was sent. The same invitation can be sent again.",
  active: "*There is an account with this address already.* No invitation is needed.",
  deactivated: "*There is a deactivated account with this address.* Reactivate it instead of inviting anew.",
};

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

/** The kind was chosen: the form asks what fits it, and keeps what was typed. */
export async function redrawInvite(context: LinkedContext, { view }: ActionPayload): Promise<ActionAnswer> {
  const challengeId = view && readChallengeId(view.private_metadata, context.companyId);
  if (!challengeId) return none;
  return update(formModal(context, { challengeId, typed: typedIn(view) }), "The form was updated.");
}

const incomplete = "Now say a little more about this person.";

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
  const {
    invite_relationship: relationship,
    first_name: firstName,
    last_name: lastName,
    code,
    role,
  } = typed.data;
  const { organisation = null, contact_phone: contactPhone = null } = typed.data;
  // Sent before the form had asked what fits the kind: it is drawn as it should have been.
  const isUnasked = relationship === "payee" ? organisation === null : role === undefined;
  if (isUnasked)
    return update(formModal(context, { challengeId, typed: typedIn(view), notice: incomplete }), incomplete);
  const payee =
    relationship === "payee" ? { organisation, contactPhone } : { organisation: null, contactPhone: null };
  const invitee = { relationship, email, firstName, lastName, ...payee };
  const roleOf = relationship === "employee" && role ? { role } : {};
  const result = await inviteUser(deps, actor, { ...invitee, ...roleOf, challengeId, code });
  if (!result.ok) return refuseInvite(context, { view, challengeId, email, refusal: result.refusal });
  const voice = mrkdwnVoice(company.timeZone);
  return update(invitedModal(result.value, { companyId, voice }), invitedText(result.value, voice));
}

type Refused = { view: ShownView; challengeId: string; email: string; refusal: Refusal };

/** About the invitee: at the address, or with the person's card. About the code, or the form: at the code; a form that ran out is drawn again. */
async function refuseInvite(
  context: LinkedContext,
  { view, challengeId, email, refusal }: Refused,
): Promise<SubmissionAnswer> {
  const voice = plainVoice(context.company.timeZone);
  const text = refusalText(refusal, voice);
  if (refusal.code === "email_known") return pointTo(context, { email, refusal });
  if (refusal.code === "email_domain") return fieldErrors({ [inviteIds.email]: text });
  if (refusal.code === "request_open") return tellRefusal(context, refusal);
  if (refusal.code === "challenge_expired" || refusal.code === "challenge_exhausted") {
    const renewed = await renewChallenge(context.deps, context.actor, { challengeId });
    if (!renewed.ok) return fieldErrors({ [inviteIds.code]: refusalText(renewed.refusal, voice) });
    const notice = renewedText[refusal.code];
    const form = { challengeId: renewed.value.challengeId, typed: typedIn(view), notice };
    return update(formModal(context, form), notice);
  }
  return fieldErrors({ [inviteIds.code]: text });
}

type Known = { email: string; refusal: Extract<Refusal, { code: "email_known" }> };

/** Somebody invited or deactivated: the card offers the way on. The form waits under it with all that was typed. */
async function pointTo(context: LinkedContext, { email, refusal }: Known): Promise<SubmissionAnswer> {
  const { company } = context;
  const atField = fieldErrors({ [inviteIds.email]: refusalText(refusal, plainVoice(company.timeZone)) });
  if (refusal.status === "active") return atField;
  const shown = await showKnown(context, { email, isPushed: true });
  return shown ? push(shown.view, refusalText(refusal, mrkdwnVoice(company.timeZone))) : atField;
}

function typedIn({ state: { values } }: ShownView): Typed {
  const text = (id: string) => values[id]?.[id]?.value ?? undefined;
  const option = (id: string) => values[id]?.[id]?.selected_option?.value;
  return {
    relationship: option(inviteIds.relationship),
    firstName: text(inviteIds.firstName),
    lastName: text(inviteIds.lastName),
    email: text(inviteIds.email),
    role: option(inviteIds.role),
    organisation: text(inviteIds.organisation),
    contactPhone: text(inviteIds.contactPhone),
  };
}
