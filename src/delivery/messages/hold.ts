import { fullName } from "../../domain/person.ts";
import { findHold, type Hold } from "../../store/holds.ts";
import { findUser, type User } from "../../store/users.ts";
import { say } from "../words.ts";
import { alertByMail, alertBySlack, type Words } from "./alert.ts";
import type { MessageContext, Renderer } from "./context.ts";
import { callForHelp, mailTo, signInUrl } from "./mail.ts";
import { noticeTo } from "./notice.ts";

/** To the person whose account was locked: by mail alone, as the phone may be in the wrong hands. */
export const heldMail: Renderer = async (context) => {
  const facts = await findHeld(context);
  if (!facts) return undefined;
  const { company, recipient } = context;
  const { hold, by } = facts;
  return mailTo(context, `Your account at ${company.displayName} is locked for safety`, [
    {
      sentence: say`Hi ${recipient.firstName}, ${by} at ${company.displayName} locked your account ${{ when: hold.createdAt }}, because your phone may be in the wrong hands. You're signed out everywhere, and nobody can sign in or use your codes until ${{ until: hold.until }}. Nothing else was changed.`,
    },
    {
      sentence: say`${{ strong: "Is your phone lost or stolen?" }} Please ${callForHelp(context)}: your sign-in codes can be reset, and that ends the lock.`,
    },
    {
      sentence: say`${{ strong: "Do you still have it?" }} Tell them, and a Payments Admin can unlock your account at once.`,
    },
  ]);
};

/** To each administrator, in Slack and by mail: who locked whom, and what to do. */
export const heldAlert: Renderer = async (context) => alertBySlack(context, await heldWords(context));
export const heldAlertMail: Renderer = async (context) => alertByMail(context, await heldWords(context));

async function heldWords(context: MessageContext): Promise<Words | undefined> {
  const facts = await findHeld(context);
  if (!facts) return undefined;
  const { hold, by, subject } = facts;
  const name = fullName(subject);
  return {
    subject: `Alert: ${name}'s account is locked for safety`,
    sentences: [
      say`${{ strong: `${name}'s account is locked for safety.` }} ${by} locked it ${{ when: hold.createdAt }}, until ${{ until: hold.until }}: the phone may be in the wrong hands.`,
      say`Call ${subject.firstName} at a number that you already had. If the phone is gone, reset ${subject.firstName}'s MFA with ${{ code: `/payments-reset-mfa ${subject.email}` }}; if it is safe, a Payments Admin can unlock the account there.`,
      say`Does it surprise you? Ask ${by} why.`,
    ],
  };
}

/** To the person, when a Payments Admin ended the lock. */
export const releasedMail: Renderer = async (context) => {
  const facts = await findReleased(context);
  if (!facts) return undefined;
  const { company, recipient } = context;
  return mailTo(context, `Your account at ${company.displayName} is unlocked`, [
    {
      sentence: say`Hi ${recipient.firstName}, ${facts.by} at ${company.displayName} unlocked your account ${{ when: facts.endedAt }}. You can sign in again with your password and your codes.`,
    },
    { button: "Sign in", url: signInUrl(context) },
    {
      sentence: say`${{ strong: "Is your phone still lost?" }} Please ${callForHelp(context)} now.`,
    },
  ]);
};

/** To whoever had locked it. */
export const releasedNotice: Renderer = async (context) => {
  const facts = await findReleased(context);
  if (!facts) return undefined;
  const name = fullName(facts.subject);
  return noticeTo(context, {
    subject: `${name}'s account is unlocked`,
    sentences: [
      say`${{ strong: `${name}'s account is unlocked.` }} ${facts.by} ended the lock ${{ when: facts.endedAt }}.`,
      say`Is the phone still in the wrong hands? Call ${facts.by} now.`,
    ],
  });
};

type Facts = { hold: Hold; subject: User; by: string };

async function findFacts({ tx, message }: MessageContext): Promise<Facts | undefined> {
  const hold = await findHold(tx, message.refId);
  const subject = hold && (await findUser(tx, hold.userId));
  if (!subject) return undefined;
  const actor = await findUser(tx, hold.actorId);
  return { hold, subject, by: actor ? fullName(actor) : "A colleague" };
}

/** As long as it holds: ended by its time, a reset or a colleague, other messages tell more. */
async function findHeld(context: MessageContext): Promise<Facts | undefined> {
  const facts = await findFacts(context);
  return facts && !facts.hold.endedAt && facts.hold.until > context.now ? facts : undefined;
}

async function findReleased(context: MessageContext) {
  const facts = await findFacts(context);
  const endedAt = facts?.hold.endedAt;
  const by = facts?.hold.endedBy ? await findUser(context.tx, facts.hold.endedBy) : undefined;
  return endedAt && by && { ...facts, endedAt, by: fullName(by) };
}
