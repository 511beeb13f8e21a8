import type { ApprovalReason, Refusal } from "../domain/refusal.ts";
import type { Voice } from "./voice.ts";

type Texts = {
  [Code in Refusal["code"]]: (refusal: Extract<Refusal, { code: Code }>, voice: Voice) => string;
};

/** What a refusal says in Slack: what is the matter, and the way on. The type makes it exhaustive. */
export function refusalText(refusal: Refusal, voice: Voice): string {
  const text = texts[refusal.code] as (refusal: Refusal, voice: Voice) => string;
  return text(refusal, voice);
}

const startAgain = "Close this and start again.";
const inPortal = "Use the link in your email, or sign in on the payments portal.";

const texts: Texts = {
  not_linked: () => "Your Slack isn't linked any more. Type /payments-me to link it again.",
  deactivated: () => "Your account is deactivated. If that's wrong, ask a System Administrator.",
  not_payments_admin: ({ helpers }, { said }) =>
    `Only Payments Admins can do this. Ask ${anyOf(helpers, said, "a Payments Admin")}.`,
  not_system_administrator: ({ helpers }, { said }) =>
    `Only System Administrators can do this. Ask ${anyOf(helpers, said, "a System Administrator")}.`,

  wrong_code: ({ triesLeft }) =>
    triesLeft > 0
      ? `That code isn't right. ${triesLeft} ${triesLeft === 1 ? "try" : "tries"} left.`
      : "That code isn't right, and this was the last try in this form. Send it once more to begin anew.",
  wrong_kind_of_code: ({ typed }) => wrongKind[typed],
  code_already_used: () => "You already used this code. Wait for the next one (up to 30 seconds).",
  locked: ({ until, helpers }, { at, said }) =>
    `Too many wrong codes. Try again at ${at(until)}, or ask ${anyOf(helpers, said, "another administrator")}. Nothing was changed.`,
  challenge_expired: () => `This form is no longer valid. ${startAgain} Nothing was changed.`,
  challenge_spent: () =>
    "This form was already sent once, and can't be sent again. Close it and start again to see how things stand.",
  challenge_exhausted: () => `Too many wrong codes in this form. ${startAgain} Nothing was changed.`,
  no_factor: () =>
    "You haven't set up an authenticator app yet. Sign in on the payments portal to set it up, then come back.",

  email_known: ({ name, status }, { said }) => `${said(name)} ${knownAs[status]}`,
  email_domain: ({ domains }, { said }) =>
    `Team members need an address at ${domains.slice(0, 5).map(said).join(" or ")}. For anyone else choose Payee.`,
  invitation_unknown: () => `This invitation link isn't valid. ${inPortal}`,
  invitation_expired: () => "This invitation has expired. Ask for a new one.",
  invitation_used: () => "This invitation was already used. Sign in on the payments portal.",
  no_open_invitation: () => "There is no open invitation for this address. Invite the person first.",

  wrong_sign_in: () => "Email or password isn't right. Try again on the payments portal.",
  sign_in_locked: ({ until }, { at }) => `Too many tries. Sign in again at ${at(until)}.`,
  session_over: () => "You were signed out. Sign in again on the payments portal.",
  password: () => "Choose another password on the payments portal.",
  enrolment_void: () => "This set-up is no longer valid. Sign in on the payments portal to begin anew.",
  wrong_app_code: () => "That code isn't right. Type the one that your authenticator app shows now.",
  recovery_code_not_ticked: () => "Save your recovery code on the payments portal first.",
  recovery_code_gone: () => "Your recovery code is no longer shown. Make a new one on the payments portal.",

  unknown_person: ({ near }, { company, said }) =>
    `No one at ${company} signs in with this address.${didYouMean(near, said)}`,
  self: ({ helpers }, { said }) =>
    helpers.length > 0
      ? `That's you. Ask another Payments Admin: ${anyOf(helpers, said, "")}.`
      : "That's you. Ask another Payments Admin. There is none yet? Use your recovery code, or ask whoever runs Latchkey for emergency access.",
  person_deactivated: ({ name }, { said }) =>
    `${said(name)}'s account is deactivated, so there is nothing to reset. A System Administrator can look into it.`,
  person_invited: ({ name }, { said }) =>
    `${said(name)} hasn't accepted the invitation yet, so there is nothing to reset. Ask whoever runs Latchkey to send it again.`,
  never_enrolled: ({ name }, { said }) =>
    `${said(name)} has never set up sign-in codes, so there is nothing to reset. They will be asked to at the next sign-in.`,
  needs_approval: ({ name, why, hasRecoveryCode }, { said }) =>
    `${said(name)}'s reset needs a second person's approval, because ${approvalReasonText[why]}. Approvals haven't come to Latchkey yet. ${
      hasRecoveryCode
        ? "Their recovery code, with their password, gets them back in."
        : "They have no recovery code either: ask whoever runs Latchkey."
    }`,
  reset_limit: ({ limit, until }, { at }) =>
    `${limitText[limit]} Try again at ${at(until)}. Nothing was changed.`,
  reset_over: ({ name }, { said }) => `That reset of ${said(name)} is over. ${startAgain}`,
  setup_code_expired: () => "This setup code has expired. Choose Send the code again on the sign-in page.",
  resend_too_soon: ({ at: when }, { at }) =>
    `A code was sent just now. The next one can be sent at ${at(when)}.`,
  resend_exhausted: () =>
    "The code can't be sent again. A Payments Admin can send a new one with /payments-reset-mfa.",
  stop_link_unknown: () => `This link isn't valid. ${inPortal}`,
  stop_link_used: () => "This was already stopped.",

  link_unknown: () => "This link isn't valid any more. Type /payments-me for a new one.",
  link_done: () => "Your Slack is linked.",
  link_expired: () => "This link has expired. Type /payments-me for a new one.",
  slack_identity_taken: () =>
    "This Slack account is linked to somebody already. Type /payments-me to see it, or to unlink it first.",
  user_has_link: () =>
    "Your payments account is linked to another Slack account here. Unlink that one first, on the payments portal.",
  wrong_number: ({ triesLeft }) =>
    triesLeft > 0
      ? `That's not the number on the page. ${triesLeft} ${triesLeft === 1 ? "try" : "tries"} left.`
      : "That's not the number on the page. Type /payments-me to begin anew.",
  no_number_waiting: () => "No number is waiting for you. Type /payments-me and choose Link my Slack first.",
};

/** Above a form that was drawn again with a new challenge: everything but the code is still there. */
export const renewedText = {
  challenge_expired:
    "This form was open too long, so it was renewed. Nothing was changed. Type a new code below.",
  challenge_exhausted:
    "Too many wrong codes, so this form was renewed. Nothing was changed. Check that you read the right entry in your app.",
};

const wrongKind = {
  app: "That looks like a code from an authenticator app. Here we need another code.",
  setup:
    "That looks like a setup code from an email. Here we need the 6 digits from your own authenticator app.",
  recovery:
    "That looks like a recovery code. Never type it in Slack. Here we need the 6 digits from your authenticator app.",
};

const knownAs = {
  invited: "is already invited. Ask whoever runs Latchkey to send the invitation again.",
  active: "already has an account with this address. No invitation is needed.",
  deactivated: "has a deactivated account with this address. Ask whoever runs Latchkey to reactivate it.",
};

const approvalReasonText: Record<ApprovalReason, string> = {
  administrator: "they are an administrator",
  email_changed: "their email address changed in the last 7 days",
  phone_changed: "their contact phone changed in the last 7 days",
  password_changed: "their password changed in the last 7 days",
  reset_lately: "they were reset in the last 30 days",
};

const limitText = {
  actor: "You have reset as many people as one person may in an hour.",
  subject: "This person was reset as often as allowed in a day.",
  company: "Your company has reached its limit of resets for a day.",
};

/** "Nora", "Nora or Marcus", or the role when nobody is known. */
function anyOf(helpers: string[], said: Voice["said"], otherwise: string): string {
  const [first, second] = helpers.map(said);
  if (!first) return otherwise;
  return second ? `${first} or ${second}` : first;
}

function didYouMean(near: { name: string; email: string }[], said: Voice["said"]): string {
  const emails = near.slice(0, 3).map((person) => said(person.email));
  return emails.length > 0
    ? ` Did you mean ${emails.join(" or ")}?`
    : " Check it with the person, and try again.";
}
