import { notSixDigitsText, overTexts, wrongCodeText } from "../domain/form-text.ts";
import type { Refusal } from "../domain/refusal.ts";
import {
  type EdgeRefusal,
  isShared,
  openRequestText,
  orText,
  type RefusalWords,
  sharedRefusalText,
} from "../domain/refusal-text.ts";
import type { Voice } from "./voice.ts";

type Texts = {
  [Code in EdgeRefusal["code"]]: (
    refusal: Extract<EdgeRefusal, { code: Code }>,
    words: RefusalWords,
  ) => string;
};

/** What a refusal says in Slack: what is the matter, and the way on. The types make it exhaustive. */
export function refusalText(refusal: Refusal, voice: Voice): string {
  const words = wordsOf(voice);
  if (isShared(refusal)) return sharedRefusalText(refusal, words);
  const text = texts[refusal.code] as (refusal: EdgeRefusal, words: RefusalWords) => string;
  return text(refusal, words);
}

/** The same of an open request, where a button beside it leads there. */
export const doorText = (refusal: Extract<Refusal, { code: "request_open" }>, voice: Voice): string =>
  openRequestText(refusal, wordsOf(voice));

const wordsOf = ({ at, said, company }: Voice): RefusalWords => ({
  said,
  company,
  when: (date) => whenText(at(date)),
  until: (date) => `until ${at(date)}`,
  ask: (helpers, otherwise) => `Ask ${helpers.length > 0 ? orText(helpers.map(said)) : otherwise}.`,
  command: (typed) => typed,
});

/** Slack writes "today at 2:29 PM" for its own dates; before a bare time of day stands "at". */
const whenText = (said: string) => (said.startsWith("<!date^") ? said : `at ${said}`);

const startAgain = "Close this and start again.";
const inPortal = "Use the link in your email, or sign in on the payments portal.";

const texts: Texts = {
  not_linked: () => "Your Slack isn't linked any more. Type /payments-me to link it again.",
  deactivated: () => "Your account is deactivated. If that's wrong, ask a System Administrator.",

  wrong_code: ({ triesLeft }) => wrongCodeText(triesLeft),
  wrong_kind_of_code: ({ typed }) => wrongKind[typed],
  code_already_used: () => "You already used this code. Wait for the next one (up to 30 seconds).",
  locked: ({ until, helpers }, { when, said }) =>
    `Too many wrong codes. Try again ${when(until)}, or ask ${helpers.length > 0 ? orText(helpers.map(said)) : "another administrator"}. Nothing was changed.`,
  challenge_expired: () => overTexts.challenge_expired(startAgain),
  challenge_spent: () =>
    "This form was already sent once, and can't be sent again. Close it and start again to see how things stand.",
  challenge_exhausted: () => overTexts.challenge_exhausted(startAgain),
  no_factor: () =>
    "You have no way to get sign-in codes right now. Sign in on the payments portal to set one up, then come back.",

  invitation_unknown: () => `This invitation link isn't valid. ${inPortal}`,
  invitation_expired: () => "This invitation has expired. Ask for a new one.",
  invitation_used: () => "This invitation was already used. Sign in on the payments portal.",

  wrong_sign_in: () => "Email or password isn't right. Try again on the payments portal.",
  sign_in_locked: ({ until }, { when }) => `Too many tries. Sign in again ${when(until)}.`,
  sign_in_busy: () => "Very many people are signing in just now. Try again in a minute.",
  session_over: () => "You were signed out. Sign in again on the payments portal.",
  password: () => "Choose another password on the payments portal.",
  enrolment_void: () => "This setup is no longer valid. Sign in on the payments portal to begin anew.",
  wrong_app_code: () => "That code isn't right. Type the one that your authenticator app shows now.",
  recovery_code_not_ticked: () => "Save your recovery code on the payments portal first.",
  recovery_code_gone: () => "Your recovery code is no longer shown. Make a new one on the payments portal.",

  setup_code_expired: () => "This setup code has expired. Choose Send the code again on the sign-in page.",
  wrong_halves: () => "That code isn't right. Type both halves on the portal's setup code page.",
  resend_too_soon: ({ at }, { when }) => `A code was sent just now. The next one can be sent ${when(at)}.`,
  resend_exhausted: () =>
    "The code can't be sent again. A Payments Admin can send a new one with /payments-reset-mfa.",
  stop_link_unknown: () => `This link isn't valid. ${inPortal}`,
  stop_link_used: () => "This was already stopped. Nothing more to do.",

  link_unknown: () => "This link isn't valid any more. Type /payments-me for a new one.",
  link_done: () => "Your Slack is linked. Type /payments-me to see how you stand.",
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

const wrongKind = {
  other: notSixDigitsText,
  app: "That looks like a code from an authenticator app. Here we need another code.",
  setup:
    "That looks like a setup code from an email. Here we need the 6 digits from your own authenticator app.",
  recovery:
    "That looks like a recovery code. Never type it in Slack. Here we need the 6 digits from your authenticator app.",
};
