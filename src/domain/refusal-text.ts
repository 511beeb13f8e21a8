import { accountTexts } from "./account-refusal-text.ts";
import { channelTexts } from "./channel-fault-text.ts";
import { passwordBlockTexts } from "./password-block-text.ts";
import type { Refusal } from "./refusal.ts";

/** How an edge says other people's words, times and ways on: Slack escapes and dates, the portal does it its way. */
export type RefusalWords = {
  said: (text: string) => string;
  /** "at 2:29 PM Eastern", "today at 2:29 PM", "in 25 minutes". */
  when: (date: Date) => string;
  /** "until 6:40 PM Eastern", "for 25 minutes more". */
  until: (date: Date) => string;
  /** "Ask Nora or Marcus."; with nobody to name `otherwise`, or whoever the edge knows better. */
  ask: (helpers: string[], otherwise: string) => string;
  /** A Slack command, as a reader of this edge is told of it. Takes what is said already. */
  command: (typed: string) => string;
  /** The company, said already. */
  company: string;
};

type All = {
  [Code in Refusal["code"]]: (refusal: Extract<Refusal, { code: Code }>, words: RefusalWords) => string;
};

const texts = {
  not_payments_admin: ({ helpers }, { ask }) =>
    `Only Payments Admins can do this. ${ask(helpers, "a Payments Admin")}`,
  not_system_administrator: ({ helpers }, { ask }) =>
    `Only System Administrators can do this. ${ask(helpers, "a System Administrator")}`,
  not_administrator: ({ helpers }, { ask }) =>
    `Only Payments Admins and System Administrators can do this. ${ask(helpers, "an administrator")}`,
  not_employee: ({ helpers }, { ask }) =>
    `This is for the company's own team. Need help with your account? ${ask(helpers, "whoever invited you")}`,
  held: ({ until: end, helpers }, { until, said }) =>
    `Locked for safety ${until(end)} because the phone may be stolen. A Payments Admin${helpers.length > 0 ? ` (${orText(helpers.map(said))})` : ""} can unlock it.`,

  no_text_sent: () =>
    "No code was texted for this that still works. Choose Text me a code, and type the one that comes.",
  text_too_soon: ({ at, waitMs }, { when }) =>
    `The last one was texted a moment ago. You can text it again ${waitMs < maxSecondsMs ? secondsText(waitMs) : when(at)}.`,
  text_limit: ({ cap, until }, { when }) =>
    `${textCapTexts[cap]} It works again ${when(until)}. Until then, use your authenticator app or your recovery code.`,
  no_texts: () =>
    "Codes can't be texted to you here. Use your authenticator app, or your recovery code on the payments portal.",
  app_only: () =>
    "Your company wants administrators to use an authenticator app, so no code was texted. Use the app.",
  text_setup_exhausted: () =>
    "Too many wrong codes for this phone. Sign in again to begin anew, or set up an authenticator app.",
  password_link_unknown: () =>
    'We don\'t know this link. Copy the whole link from the email, or choose "Forgot your password?" on the sign-in page for a new one.',
  password_link_over: () =>
    'This link has run out: it works once, for 30 minutes, and only the newest one counts. Choose "Forgot your password?" on the sign-in page for a new one.',
  password_blocked: ({ why }, { ask }) => `${passwordBlockTexts[why]} ${ask([], "whoever invited you")}`,
  help_limit: ({ until }, { when, ask }) =>
    `You have asked for help twice in a day. You can ask again ${when(until)}. If it can't wait, call. ${ask([], "whoever invited you")}`,

  email_known: ({ name, status }, { said, command }) =>
    ({
      invited: `${said(name)} is already invited. Type ${command("/payments-invite")} with this address and choose Resend.`,
      unfinished: `${said(name)} accepted an invitation already, but never set up sign-in codes. If the password is lost, type ${command("/payments-invite")} with this address and choose Resend invitation.`,
      active: `${said(name)} already has an account with this address. No invitation is needed; for somebody else, use another address.`,
      deactivated: `${said(name)} has a deactivated account with this address. A System Administrator can reactivate it: type ${command("/payments-invite")} with this address.`,
    })[status],
  email_domain: ({ domains }, { said }) =>
    `Team members need an address at ${orText(domains.slice(0, 5).map(said))}. Anyone else is invited as a payee.`,
  no_open_invitation: (_, { command }) =>
    `There is no open invitation for this address. Invite the person with ${command("/payments-invite")}.`,

  unknown_person: ({ near }, { company, said }) =>
    `No one at ${company} signs in with this address. ${
      near.length > 0
        ? `Did you mean ${orText(near.slice(0, 3).map(({ email }) => said(email)))}?`
        : "Check it with the person, and try again."
    }`,
  self: ({ helpers }, { said, command }) =>
    helpers.length > 0
      ? `That's you. Ask another Payments Admin: ${orText(helpers.map(said))}.`
      : `That's you. Ask another Payments Admin. There is none yet? Use your recovery code, or have somebody made one with ${command("/payments-grant")}. If neither works, ask whoever runs Latchkey for emergency access.`,
  person_deactivated: ({ name }, { said, command }) =>
    `${said(name)}'s account is deactivated. A System Administrator can reactivate it with ${command("/payments-invite")}.`,
  person_invited: ({ name, email }, { said, command }) =>
    `${said(name)} hasn't accepted the invitation yet. Resend it instead: type ${command(`/payments-invite ${said(email)}`)} and choose Resend.`,
  never_enrolled: ({ name, email }, { said, command }) =>
    `${said(name)} has never set up sign-in codes, so there is nothing to reset. They will be asked to at the next sign-in. Password forgotten, too? A System Administrator can send a new invitation: type ${command(`/payments-invite ${said(email)}`)} and choose Resend invitation.`,
  reset_limit: ({ limit, until }, { when }) =>
    `${limitTexts[limit]} Try again ${when(until)}. Nothing was changed.`,
  reset_over: ({ name }, { said }) =>
    `That reset of ${said(name)} is over. Start a new one if they still can't sign in.`,
  undo_too_late: ({ name }, { said, command }) =>
    `${said(name)} has begun to set up a phone, so this reset can't be undone any more. If you doubt that it's ${said(name)}, type ${command("/payments-reset-mfa")} and choose Lock now.`,
  undo_stolen: ({ name }, { said, command }) =>
    `This reset can't be undone: the phone may be stolen, so ${said(name)}'s old codes are gone for good. The way back in is the setup code; ${command("/payments-reset-mfa")} sends a new one.`,
  half_unknown: () =>
    "We don't know this reset, or it isn't yours. Only whoever verified the person is shown the second half of their code.",
  half_shown: ({ name, at }, { said, when, command }) =>
    `You were shown this half ${when(at)}; it is shown once. Lost it? Type ${command("/payments-reset-mfa")} and choose Send new code, or ask a Payments Admin to: ${said(name)} gets a new first half by email, and you a new second one.`,
  half_over: ({ name }, { said, command }) =>
    `This code opens nothing any more, so there is nothing to read to ${said(name)}. If they still can't sign in, type ${command("/payments-reset-mfa")}.`,

  hold_limit: ({ until }, { when }) =>
    `You have used Lock now as often as one person may in a day. It works again ${when(until)}. If it can't wait, call a Payments Admin: a reset stops the old phone too.`,
  already_held: ({ name, until: end }, { said, until }) =>
    `${said(name)} is already locked for safety ${until(end)}. A Payments Admin can unlock the account.`,
  not_held: ({ name }, { said, command }) =>
    `${said(name)} isn't locked for safety, so there is nothing to unlock. If they can't sign in, ${command("/payments-reset-mfa")} shows what helps.`,

  self_role: () =>
    "That's you. Nobody changes their own role, email or account here. Ask another administrator.",
  payee_has_no_role: ({ name }, { said }) =>
    `${said(name)} is a payee, and payees can't be administrators. Choose a team member.`,
  not_yet_system_administrator: ({ name }, { said, command }) =>
    `Only System Administrators can become Payments Admins, and ${said(name)} isn't one. A System Administrator can change that first: type ${command("/payments")} and choose Manage someone.`,
  already_payments_admin: ({ name }, { said }) => `${said(name)} is already a Payments Admin. Nothing to do.`,
  is_no_payments_admin: ({ name }, { said, command }) =>
    `${said(name)} isn't a Payments Admin, so there is nothing to remove. ${command("/payments-admins")} shows who is.`,
  already_system_administrator: ({ name }, { said }) =>
    `${said(name)} is already a System Administrator. Nothing to do.`,
  is_no_system_administrator: ({ name }, { said }) =>
    `${said(name)} isn't a System Administrator, so there is nothing to remove. Choose somebody else, or close this.`,
  already_deactivated: ({ name }, { said }) =>
    `${said(name)}'s account is already deactivated. Nothing to do.`,
  not_deactivated: ({ name }, { said, command }) =>
    `${said(name)}'s account isn't deactivated, so there is nothing to reactivate. If they can't sign in, ${command("/payments-reset-mfa")} shows what helps.`,
  last_payments_admin: ({ name }, { said, command }) =>
    `${said(name)} is the only Payments Admin who has set up MFA. First another one must have: add them with ${command("/payments-grant")}.`,
  last_system_administrator: ({ name }, { said }) =>
    `${said(name)} is the only System Administrator. Make somebody else one first.`,
  can_sign_in: ({ name }, { said }) =>
    `${said(name)} can still sign in, so nobody else changes the email. ${said(name)} can do it on the payments portal, under Account security.`,

  request_open: (refusal, words) =>
    `${openRequestText(refusal, words)} Type ${words.command("/payments")} to ${refusal.mayDecide ? "review and approve it" : "follow it"}.`,
  request_unknown: (_, { command }) =>
    `This request can't be found. Type ${command("/payments")} to see what waits for you.`,
  request_closed: ({ state, byName, at, isAlone }, { said, when }) => {
    const by = byName === null ? undefined : said(byName);
    return by && isAlone
      ? `${by} already went ahead without approval ${when(at)}. Nothing more to do.`
      : closedTexts[state](by, when(at));
  },
  already_approved: ({ at, missing }, { when }) =>
    `You already approved this ${when(at)}. It needs ${missingText(missing)}, from somebody else.`,
  own_request: ({ helpers }, { ask }) =>
    `You asked for this yourself, so somebody else must decide. ${ask(helpers, "another administrator")}`,
  about_you: ({ helpers }, { ask }) =>
    `This is about you, so somebody else must decide. ${ask(helpers, "another administrator")}`,
  not_approver: ({ helpers, isForBoth }, { ask }) =>
    `Only Payments Admins${isForBoth ? " and System Administrators" : ""} can decide this. ${ask(helpers, isForBoth ? "an administrator" : "a Payments Admin")}`,
  not_requester: ({ name }, { said }) =>
    `Only ${said(name)}, who asked for this, can do that. Ask ${said(name)}.`,
  elsewhere: () =>
    "This button doesn't belong to this conversation. Open the request in the approvals channel, in your direct messages with the app, or in its Home.",
  nobody_can_decide: ({ name, hasRecoveryCode }, { said, command }) =>
    `Nobody can decide this right now, so nothing was asked. ${
      hasRecoveryCode ? `With the password, ${said(name)}'s recovery code still lets them in. ` : ""
    }A System Administrator can make somebody else a Payments Admin with ${command("/payments-grant")}. If nobody can, ask whoever runs Latchkey for emergency access.`,
  ask_limit: ({ until }, { when }) =>
    `That's as many resets as you may ask for in a day. Ask again ${when(until)}. If it can't wait, call a Payments Admin.`,
  remind_too_soon: ({ at }, { when }) =>
    `They heard of it less than 10 minutes ago. You can remind them ${when(at)}.`,
  wait_for_approval: ({ at, missing }, { when }) =>
    at
      ? `This needs ${missingText(missing)}. If nobody decides, you can proceed without approval, starting ${when(at)}.`
      : `This needs ${missingText(missing)}, and proceeding without approval is switched off. Choose Remind to tell those who can decide.`,
  requester_may_not: ({ name }, { said }) =>
    `${said(name)}, who asked for this, may not do it any more. Nothing was changed. Deny it; whoever may do it can ask again.`,
  requester_held: ({ name, until: end }, { said, until }) =>
    `${said(name)}, who asked for this, is locked for safety ${until(end)}: perhaps it wasn't them. Nothing was changed. Talk to them first, or deny it.`,
  was_reset_since: ({ name }, { said }) =>
    `${said(name)} was reset after this was asked. Nothing was changed. If they still can't sign in, ask again.`,
  policy_changed_since: () =>
    "The approval settings changed after this was asked. Nothing was changed. Look at them in Home, and ask again.",
  nothing_changes: () =>
    "Nothing would change: it is so already, or was changed since. Open this again to see how it stands.",
  channel_unusable: ({ why }) => channelTexts[why],

  ...accountTexts,
} satisfies Partial<All>;

type SharedCode = keyof typeof texts;
type SharedRefusal = Extract<Refusal, { code: SharedCode }>;

/** What each edge says itself, because it is another situation there. A new refusal falls here, and compiles nowhere without words. */
export type EdgeRefusal = Exclude<Refusal, SharedRefusal>;

export const isShared = (refusal: Refusal): refusal is SharedRefusal => Object.hasOwn(texts, refusal.code);

/** Refusals about other people, roles and requests: the same words in Slack and in the portal (COPY). */
export function sharedRefusalText(refusal: SharedRefusal, words: RefusalWords): string {
  const text = texts[refusal.code] as (refusal: SharedRefusal, words: RefusalWords) => string;
  return text(refusal, words);
}

/** What stands in the way, where a button beside it is the way on. */
export const openRequestText = (
  { name, requesterName, at }: Extract<Refusal, { code: "request_open" }>,
  { said, when }: Pick<RefusalWords, "said" | "when">,
) =>
  `There is already a request ${name ? `about ${said(name)}` : "for this"}: ${requesterName ? said(requesterName) : "somebody"} asked ${when(at)}.`;

/** "Nora", "Nora or Marcus", "Nora, Marcus, or Sam". */
export const orText = (names: string[]) =>
  new Intl.ListFormat("en-US", { type: "disjunction" }).format(names);

const missingText = (missing: number) => (missing === 1 ? "1 more approval" : `${missing} more approvals`);

/** A time of day says too little of a wait that is shorter than this. */
const maxSecondsMs = 120_000;

/** "in 25 seconds". */
export function secondsText(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return seconds === 1 ? "in a second" : `in ${seconds} seconds`;
}

const textCapTexts = {
  number: "That's as many codes as one phone may be texted in a day.",
  user: "That's as many codes as one person may be texted in a day.",
  address: "Too many codes were texted for people on this network today.",
  company: "Too many codes were texted for your company today.",
};

/** Read by the approver too, whose own limit it need not be. */
const limitTexts = {
  actor: "That's as many resets as one administrator may do in an hour.",
  subject: "That's as many resets as one person may have in a day.",
  company: "That's as many resets as a company may have in a day.",
};

type ClosedState = Extract<Refusal, { code: "request_closed" }>["state"];

const again = "Nothing was changed. If it's still needed, ask again.";
const approved = (by: string | undefined, when: string) =>
  by
    ? `${by} already approved this ${when}. Nothing more to do.`
    : `This was already done ${when}. Nothing more to do.`;
const closedTexts: Record<ClosedState, (by: string | undefined, when: string) => string> = {
  approved,
  executed: approved,
  denied: (by, when) => `${by ? `${by} denied this` : "This was denied"} ${when}. ${again}`,
  cancelled: (by, when) => `${by ? `${by} cancelled this` : "This was cancelled"} ${when}. ${again}`,
  expired: (_, when) => `This expired ${when}: nobody decided in time. ${again}`,
};
