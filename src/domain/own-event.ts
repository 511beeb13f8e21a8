/** One entry of the audit trail that concerns a person, as the person is told of it. */
export type OwnEvent = {
  kind: string;
  /** Who did it: the person, somebody else, or nobody that could be named (a timer, an operator, a mailed link). */
  by: "me" | "other" | "nobody";
  /** The other's name: who did it to me, or to whom I did it; empty where it is nobody. */
  name: string;
  /** Of a set-up or a removal: which kind of factor, and whether it took the place of one. */
  factor: string;
  isReplacement: boolean;
};

type Say = string | ((event: OwnEvent) => string);

/** What one did oneself, or what happened to the own account by itself. */
const own: Record<string, Say> = {
  signed_in: "You signed in",
  signed_out: "You signed out",
  sessions_ended: "You signed out other devices",
  wrong_sign_in: "A wrong password was typed for your account",
  sign_in_locked: "Sign-in was paused: too many wrong passwords",
  sign_in_held: "Sign-in was refused while your account was locked for safety",
  wrong_password: "A wrong password was typed to change your password",
  wrong_code: "A wrong code was typed for your account",
  codes_locked: "Your codes were locked for 30 minutes: too many wrong ones",
  act_refused: "You tried something that isn't allowed",
  factor_activated: ({ factor, isReplacement }) =>
    isReplacement ? `You replaced your ${partName(factor)}` : `You set up your ${partName(factor)}`,
  factor_removed: ({ factor }) => `You removed your ${partName(factor)}`,
  factor_turned_off: "A way to get codes was turned off: too many wrong codes",
  code_texted: "A code was texted to you",
  factor_confirmed: "You confirmed your sign-in codes after using your recovery code",
  factor_given_back: "Your sign-in codes work again",
  recovery_code_used: "Your recovery code was used to sign in",
  recovery_code_issued: "A new recovery code was made",
  recovery_code_saved: "You saved your recovery code",
  password_changed: "Your password was changed",
  password_chosen: "You chose a new password",
  password_link_asked: "A link for a new password was asked for",
  wrong_halves: "A wrong setup code was typed for your account",
  halves_locked: "Your setup code was paused: too many wrong ones",
  help_asked: "You asked for help because you lost your phone",
  invitation_asked: "You asked for a new invitation",
  own_email_begun: "You asked to change your sign-in email",
  own_email_changed: "Your sign-in email was changed",
  own_email_cancelled: "You cancelled the change of your sign-in email",
  own_email_stopped: "The change of your sign-in email was stopped from your old mailbox",
  own_phone_begun: "You asked to change your contact phone",
  own_phone_changed: "Your contact phone was changed",
  own_phone_cancelled: "You cancelled the change of your contact phone",
  email_changed: "Your sign-in email was corrected",
  email_change_cancelled: "The correction of your sign-in email was called off",
  invitation_accepted: "You accepted your invitation",
  setup_code_accepted: "Your setup code was used",
  setup_code_sent_again: "You had your setup code sent again",
  new_code_asked: "You asked for a new setup code",
  reset_completed: "You set up your sign-in codes again after a reset",
  reset_stopped: "A reset of your sign-in codes was stopped from your mailbox",
  reset_lapsed: "Your setup code ran out",
  link_claimed: "You began to link a Slack account",
  slack_linked: "A Slack account was linked to yours",
  slack_unlinked: "A Slack account was unlinked from yours",
  slack_link_suspended: "Your Slack account was deactivated, so it can't act for you",
  wrong_link_number: "A wrong number was typed in Slack to link an account to yours",
  break_glass_opened: "Emergency access to your account was asked for",
  break_glass_confirmed: "Your sign-in codes were reset by emergency access",
  break_glass_refused: "Emergency access to your account was refused",
  company_created: "Your account was made",
  user_invited: "You were invited",
};

/** What somebody else did to this account. */
const suffered: Record<string, Say> = {
  reset_asked: ({ name }) => `${name} asked for a reset of your sign-in codes`,
  reset_executed: ({ name }) => `${name} reset your sign-in codes`,
  reset_renewed: ({ name }) => `${name} had a new setup code sent to you`,
  reset_undone: ({ name }) => `${name} undid the reset of your sign-in codes`,
  user_held: ({ name }) => `${name} locked your account for safety`,
  user_released: ({ name }) => `${name} unlocked your account`,
  user_invited: ({ name }) => `${name} invited you`,
  user_deactivated: ({ name }) => `${name} deactivated your account`,
  user_reactivated: ({ name }) => `${name} reactivated your account`,
  payments_admin_granted: ({ name }) => `${name} made you a Payments Admin`,
  payments_admin_removed: ({ name }) => `${name} removed you as a Payments Admin`,
  system_administrator_raised: ({ name }) => `${name} made you a System Administrator`,
  system_administrator_lowered: ({ name }) => `${name} removed you as a System Administrator`,
  email_change_approved: ({ name }) => `${name} approved a correction of your sign-in email`,
  request_made: ({ name }) => `${name} asked for a change to your account`,
};

/** What one did to others: a stranger in one's place would do just that. */
const done: Record<string, Say> = {
  reset_asked: ({ name }) => `You asked for a reset of ${name}'s MFA`,
  reset_executed: ({ name }) => `You reset ${name}'s MFA`,
  reset_renewed: ({ name }) => `You had a new setup code sent to ${name}`,
  reset_undone: ({ name }) => `You undid a reset of ${name}'s MFA`,
  user_held: ({ name }) => `You locked ${name}'s account for safety`,
  user_released: ({ name }) => `You unlocked ${name}'s account`,
  user_invited: ({ name }) => `You invited ${name}`,
  invitation_resent: ({ name }) => `You had ${name}'s invitation sent again`,
  invitation_withdrawn: ({ name }) => `You withdrew ${name}'s invitation`,
  user_deactivated: ({ name }) => `You deactivated ${name}'s account`,
  user_reactivated: ({ name }) => `You reactivated ${name}'s account`,
  payments_admin_granted: ({ name }) => `You made ${name} a Payments Admin`,
  payments_admin_removed: ({ name }) => `You removed ${name} as a Payments Admin`,
  system_administrator_raised: ({ name }) => `You made ${name} a System Administrator`,
  system_administrator_lowered: ({ name }) => `You removed ${name} as a System Administrator`,
  email_change_approved: ({ name }) => `You approved a correction of ${name}'s sign-in email`,
  half_shown: ({ name }) => `You were shown your half of ${name}'s setup code`,
  request_made: ({ name }) => `You asked for a change to ${name}'s account`,
  request_approved: ({ name }) => `You approved a request about ${name}`,
  request_denied: ({ name }) => `You denied a request about ${name}`,
  request_cancelled: ({ name }) => `You cancelled a request about ${name}`,
};

/** What one did that is about nobody in particular. */
const general: Record<string, Say> = {
  request_made: "You made a request",
  request_approved: "You approved a request",
  request_denied: "You denied a request",
  request_cancelled: "You cancelled a request",
  policy_changed: "You changed the company's settings",
  slack_install_begun: "You began to add a Slack workspace",
  workspace_installed: "You added a Slack workspace",
};

/** Everything that is told; the rest is left out where the events are read. */
export const toldKinds: readonly string[] = [...new Set([own, suffered, done, general].flatMap(Object.keys))];

/** A sentence without its full stop; undefined for what does not concern this person in this way. */
export function ownEventText(event: OwnEvent): string | undefined {
  const said = sayOf(event);
  return typeof said === "function" ? said(event) : said;
}

function sayOf({ kind, by, name }: OwnEvent): Say | undefined {
  if (by === "other") return suffered[kind];
  if (by === "nobody") return own[kind];
  return (name === "" ? undefined : done[kind]) ?? own[kind] ?? general[kind];
}

const partName = (factor: string) =>
  ({ totp: "authenticator app", sms: "phone for text messages" })[factor] ?? "sign-in codes";
