import type { ApprovalReason } from "../domain/refusal.ts";
import { askText, helpersText, orText, whenText } from "./refusal-phrases.ts";
import type { Texts } from "./refusal-text.ts";

export type OthersCode =
  | "email_known"
  | "email_domain"
  | "no_open_invitation"
  | "unknown_person"
  | "self"
  | "person_deactivated"
  | "person_invited"
  | "never_enrolled"
  | "needs_approval"
  | "reset_limit"
  | "reset_over";

/** Refusals about somebody else. Only administrators read them. */
export const othersTexts: Texts<OthersCode> = {
  email_known: ({ name, status }) => knownTexts[status](name),
  email_domain: ({ domains }) => `Use an address at ${orText(domains)}.`,
  no_open_invitation: () => "No invitation is open for this person. Invite them anew.",
  unknown_person: ({ near }) =>
    near.length > 0
      ? `No one signs in with this address. Did you mean ${orText(near.map(({ email }) => email))}?`
      : "No one signs in with this address. Check it, or invite them.",
  self: ({ helpers }, context) => `That's you. ${helpersText(helpers, context)}`,
  person_deactivated: ({ name }) =>
    `${name}'s account isn't active. A System Administrator can bring it back.`,
  person_invited: ({ name }) => `${name} hasn't accepted the invitation yet. Resend it instead.`,
  never_enrolled: ({ name }) => `${name} hasn't set up MFA yet and will be asked at the next sign-in.`,
  needs_approval: ({ name, why }, context) =>
    `Resetting MFA for ${name} needs another administrator: ${approvalTexts[why]}. ${askText(context)}`,
  reset_limit: ({ until }, context) =>
    `That's as many resets as we allow. Try again ${whenText(until, context)}.`,
  reset_over: ({ name }) => `The reset for ${name} is over. Start a new one if they still can't sign in.`,
};

const knownTexts = {
  invited: (name: string) => `${name} was invited with this address already. Resend the invitation instead.`,
  active: (name: string) => `${name} signs in with this address already. Nothing to do.`,
  deactivated: (name: string) =>
    `${name} had an account with this address. A System Administrator can bring it back.`,
};

const approvalTexts: Record<ApprovalReason, string> = {
  administrator: "they are an administrator",
  email_changed: "their email changed in the last 7 days",
  phone_changed: "their phone changed in the last 7 days",
  password_changed: "their password changed in the last 7 days",
  reset_lately: "they had a reset in the last 30 days",
};
