import { isWaiting } from "../../domain/contact-change.ts";
import type { OwnNews } from "../../domain/own-news.ts";
import { findContactChange } from "../../store/contact-changes.ts";
import type { MailPart } from "../mail-layout.ts";
import { type Sentence, say } from "../words.ts";
import { getSecret, type MessageContext, type Renderer } from "./context.ts";
import { callForHelp, mailTo } from "./mail.ts";

/** What happened, and what a person should know of it. `what` goes on after "Hi Petra,". */
type News = { subject: string; what: string; so: string };

const news: Record<Exclude<OwnNews, "email_begun" | "email_changed">, News> = {
  app_added: {
    subject: "An authenticator app was added",
    what: "an authenticator app was added to your account",
    so: "Its codes work at sign-in from now on.",
  },
  app_replaced: {
    subject: "Your authenticator app was replaced",
    what: "a new authenticator app took the place of your old one",
    so: "The old one no longer works, and you were signed out everywhere else.",
  },
  app_removed: {
    subject: "Your authenticator app was removed",
    what: "the authenticator app was removed from your account",
    so: "Its codes no longer work, and you were signed out everywhere else.",
  },
  text_added: {
    subject: "Sign-in codes by text message were added",
    what: "a phone for sign-in codes by text message was added to your account",
    so: "Codes can be texted to it from now on.",
  },
  text_replaced: {
    subject: "Your phone for sign-in codes was replaced",
    what: "a new phone for sign-in codes by text message took the place of your old one",
    so: "The old number gets no more codes, and you were signed out everywhere else.",
  },
  text_removed: {
    subject: "Sign-in codes by text message were removed",
    what: "the phone for sign-in codes by text message was removed from your account",
    so: "It gets no more codes, and you were signed out everywhere else.",
  },
  recovery_code_made: {
    subject: "You have a new recovery code",
    what: "a new recovery code was made for your account",
    so: "The old one no longer works: throw it away.",
  },
  slack_unlinked: {
    subject: "Your Slack account was unlinked",
    what: "a Slack account was unlinked from your account",
    so: "It can't act for you any more.",
  },
  phone_added: {
    subject: "A contact phone was added",
    what: "a phone number that we call you at was added to your account",
    so: "Somebody may call it to make sure that it's you. Sign-in codes don't go there.",
  },
  phone_changed: {
    subject: "Your contact phone was changed",
    what: "the phone number that we call you at was changed",
    so: "We call the new one from now on.",
  },
};

/** To the owner, wherever they read: what was done from a session that was signed in as them (R23, R47, R51). */
export const ownAccountMail: Renderer = async (context) => {
  const kind = getSecret(context, "news");
  if (kind === "email_begun") return emailBegun(context);
  if (kind === "email_changed") return emailChanged(context);
  const told = isTold(kind) ? news[kind] : undefined;
  if (!told) throw new Error("a newer process tells news that this one does not know");
  const { company } = context;
  const where = say`at ${company.displayName} payments ${{ when: context.message.createdAt }}${deviceOf(context)}`;
  return mailTo(context, `${told.subject} at ${company.displayName}`, [
    { sentence: say`Hi ${context.recipient.firstName}, ${told.what} ${where}. ${told.so}` },
    { sentence: say`${{ strong: "Was it you?" }} There is nothing to do.` },
    ...ifNotYou(context),
  ]);
};

const isTold = (kind: string): kind is keyof typeof news => Object.hasOwn(news, kind);

/** R51: to the old address at once, with the link that stops it; nothing any more once it is done or stopped. */
async function emailBegun(context: MessageContext) {
  const { company, recipient, message, publicUrl, payload, tx, now } = context;
  const change = await findContactChange(tx, getSecret(context, "changeId"));
  if (!change || !isWaiting(change, recipient, now)) return undefined;
  return mailTo(context, `Your sign-in email at ${company.displayName} may change`, [
    {
      sentence: say`Hi ${recipient.firstName}, someone signed in as you asked ${{ when: message.createdAt }}${deviceOf(context)} to change the email that you sign in with at ${company.displayName} payments, to ${payload["newEmail"] ?? "another address"}.`,
    },
    { sentence: say`Nothing has changed yet: the new address must be confirmed first.` },
    { sentence: say`${{ strong: "Was it you?" }} There is nothing to do here.` },
    {
      sentence: say`${{ strong: "Wasn't it you?" }} Stop it now, then choose a new password. Stopping needs no sign-in.`,
    },
    { button: "Stop this change", url: `${publicUrl}/email/${getSecret(context, "stopToken")}/stop` },
    { sentence: say`Or ${callForHelp(context)}.` },
  ]);
}

/** R51: to both addresses, when it is done. */
function emailChanged(context: MessageContext) {
  const { company, recipient, message, payload } = context;
  const { oldEmail = "your old address", newEmail = "a new one" } = payload;
  return mailTo(context, `Your sign-in email at ${company.displayName} was changed`, [
    {
      sentence: say`Hi ${recipient.firstName}, the email that you sign in with at ${company.displayName} payments was changed from ${oldEmail} to ${newEmail} ${{ when: message.createdAt }}${deviceOf(context)}. Your password and your sign-in codes are the same as before.`,
    },
    { sentence: say`${{ strong: "Was it you?" }} There is nothing to do. Sign in with the new address.` },
    { sentence: say`${{ strong: "Wasn't it you?" }} Please ${callForHelp(context)} now.` },
  ]);
}

/** ", from Safari on iPhone": what the session's browser says of itself. */
const deviceOf = ({ payload }: MessageContext): Sentence =>
  payload["device"] ? say`, from ${payload["device"]}` : say``;

const ifNotYou = (context: MessageContext): MailPart[] => [
  {
    sentence: say`${{ strong: "Wasn't it you?" }} Someone else is signed in as you. Please ${callForHelp(context)} now, and choose a new password.`,
  },
  { button: "See your account", url: `${context.publicUrl}/account/security` },
];
