import { notSixDigitsText } from "../domain/form-text.ts";
import { type EdgeRefusal, orText } from "../domain/refusal-text.ts";
import { askText, codeNames, triesText, whenText } from "./refusal-phrases.ts";
import type { CodeKind, RefusalContext, Texts } from "./refusal-text.ts";

/** Where to look when a code is wrong. */
const wrongCodeHints: Record<CodeKind, string> = {
  app: "Type the code that your authenticator app shows now.",
  text: "Type the code from our newest text message.",
  either: "Type the code that your app shows now, or the one from our newest text message.",
  setup: "Use the newest email: each new code replaces the one before.",
  recovery: "Compare it with the copy you saved.",
};

/** Refusals about oneself: links, sign-in, codes, setting up. */
export const ownTexts: Texts<EdgeRefusal["code"]> = {
  not_linked: () => "Your Slack isn't linked yet. In Slack, type /payments-me and choose Link my Slack.",
  deactivated: (_, context) => `This account isn't active. ${askText(context)}`,

  wrong_code: ({ triesLeft }, { wanted = "app" }) =>
    triesLeft > 0
      ? `That code isn't right. ${wrongCodeHints[wanted]} ${triesText(triesLeft)}`
      : "That code isn't right, and it was the last try. Sign in again to go on.",
  wrong_kind_of_code: ({ typed }, { wanted = "app" }) =>
    typed === "other"
      ? notSixDigitsText
      : `That looks like ${codeNames[typed].typed}. Here we need ${codeNames[wanted].wanted}.`,
  code_already_used: (_, { wanted = "app" }) =>
    wanted === "app" || wanted === "either"
      ? "You already used this code. Wait for the next one (up to 30 seconds)."
      : "This code was already used. Use a newer one.",
  locked: ({ until, helpers }, context) =>
    `Too many wrong codes. Try again ${whenText(until, context)}${helpers.length > 0 ? `, or ask ${orText(helpers)}` : ""}. Nothing was changed.`,
  challenge_expired: () => "This sign-in took too long. Sign in again to go on.",
  challenge_spent: () => "This sign-in was already finished. Sign in again to go on.",
  challenge_exhausted: () => "Too many wrong codes in this sign-in. Sign in again to go on.",
  no_factor: (_, context) => `Sign-in codes aren't set up for this account. ${askText(context)}`,

  invitation_unknown: (_, context) =>
    `We don't know this invitation. Copy the whole link from the email. If that doesn't help: ${askText(context)}`,
  invitation_expired: (_, context) =>
    `This invitation has run out. It was good for 14 days. ${askText(context)}`,
  invitation_used: () =>
    "This invitation was already used. Sign in with the email it was sent to and your password.",

  wrong_sign_in: () => "That email and password don't belong together. Check both and try again.",
  sign_in_locked: ({ until }, context) =>
    `Too many tries. Try again ${whenText(until, context)}. Nothing was changed.`,
  sign_in_busy: () =>
    "Very many people are signing in just now. Nothing is wrong with what you typed. Wait a minute, then try again.",
  session_over: () => "You were signed out. Sign in again to go on.",
  password: ({ fault }) => passwordTexts[fault],

  enrolment_void: () =>
    "This setup was begun anew or stopped elsewhere, so it can't be finished here. Sign in again to go on.",
  wrong_app_code: () =>
    "That code isn't right. Type the code that your authenticator app shows now. If it keeps failing, check that your phone sets its time by itself.",
  recovery_code_not_ticked: () =>
    "Save the code first, then tick the box. It's your way back in if you lose your phone.",
  recovery_code_gone: () => "The code was shown for 30 minutes and is gone. Make a new one and save it.",

  setup_code_expired: () => 'This setup code has run out. Choose "Send the code again" below.',
  wrong_halves: () =>
    "That email and code don't open anything right now. Check both, and type both halves of the code. After several wrong tries wait 30 minutes. If it still fails, ask whoever read you the second half for a new code.",
  resend_too_soon: ({ at }, context) =>
    `We just sent it. Check your spam folder too. You can send it again ${whenText(at, context)}.`,
  resend_exhausted: () => 'We can\'t send this code any more. Choose "Ask for a new code" below.',
  stop_link_unknown: (_, context) =>
    `We don't know this link. Copy the whole link from the email. ${callText(context)}`,
  stop_link_used: (_, context) => `This link was already used, or its 7 days are over. ${callText(context)}`,

  link_unknown: () =>
    "We don't know this link. In Slack, type /payments-me and choose Link my Slack for a new one.",
  link_done: () =>
    "You can use the payments commands in Slack now. Type /payments-me there to see how you stand.",
  link_expired: () =>
    "This link has run out: it works once, for 15 minutes. In Slack, type /payments-me and choose Link my Slack for a new one.",
  slack_identity_taken: (_, context) =>
    `This Slack account belongs to somebody else here already. ${askText(context)}`,
  user_has_link: () =>
    "You've already linked a Slack account in this workspace. In Slack, type /payments-me there to unlink it first.",
  wrong_number: ({ triesLeft }) => `That number isn't right. ${triesText(triesLeft)}`,
  no_number_waiting: () => "No number is waiting. In Slack, type /payments-me and choose Link my Slack.",
};

const passwordTexts = {
  too_short: "Use at least 12 characters. A few words make a good password.",
  too_long: "Use at most 128 characters.",
  common: "This password is on the lists that attackers try first. Choose another.",
  context: "Leave out your name, your email and the company's name: attackers try those first.",
};

/** For somebody who fears a thief, a call is the way on. */
const callText = (context: RefusalContext) =>
  context.help ? `Worried? ${askText(context)}` : "Worried? Call the company at a number you already have.";
