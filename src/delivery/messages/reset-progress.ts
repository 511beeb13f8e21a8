import { fullName } from "../../domain/person.ts";
import { verificationLifetimeMs } from "../../domain/reset.ts";
import { hasGrant } from "../../store/grants.ts";
import { findResetFacts, type ResetFacts } from "../../store/message-facts.ts";
import { type Sentence, say } from "../words.ts";
import type { MessageContext, Renderer } from "./context.ts";
import { noticeTo } from "./notice.ts";

/** All of these go to whoever made the reset, and end with the next step. */
export const resetCompletedNotice: Renderer = async (context) => {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (facts?.reset.outcome !== "completed") return undefined;
  const { subject, reset } = facts;
  return noticeTo(context, {
    subject: `${fullName(subject)} is back in`,
    sentences: [
      say`${{ strong: `${fullName(subject)} is back in.` }}`,
      say`They set up MFA again ${{ when: reset.outcomeAt ?? context.now }}. Nothing more to do.`,
    ],
  });
};

export const resetLapsedNotice: Renderer = async (context) => {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (facts?.reset.outcome !== "lapsed") return undefined;
  const name = fullName(facts.subject);
  return noticeTo(context, {
    subject: `${name} isn't back in: the setup code expired`,
    sentences: [
      say`${{ strong: `${name} isn't back in: the setup code expired.` }}`,
      facts.reset.isPasswordForgotten
        ? say`Call ${facts.subject.firstName} and ask whether a phone and the mailbox are at hand. A new code has two new halves: you read them the second.`
        : say`Call ${facts.subject.firstName} and ask whether a phone and the password are at hand.`,
      await nextStep(context, facts),
    ],
  });
};

export const resetMailRefusedNotice: Renderer = async (context) => {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (!facts || !isWaiting(facts) || !facts.reset.mailRefusedAt) return undefined;
  const name = fullName(facts.subject);
  return noticeTo(context, {
    subject: `The setup code for ${name} couldn't be delivered`,
    sentences: [
      say`${{ strong: `The setup code for ${name} couldn't be delivered.` }} The mail to ${facts.subject.email} was given up ${{ when: facts.reset.mailRefusedAt }}.`,
      say`Call ${facts.subject.firstName} at a number that you already had, and check that the address is right and the mailbox takes mail.`,
      await nextStep(context, facts),
    ],
  });
};

export const newCodeAskedNotice: Renderer = async (context) => {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (!facts || !isWaiting(facts)) return undefined;
  const { reset, subject } = facts;
  // A code was sent since: the wish is granted.
  if (!reset.renewalAskedAt || reset.renewalAskedAt < reset.codeSentAt) return undefined;
  return noticeTo(context, {
    subject: `${fullName(subject)} asks for a new setup code`,
    sentences: [
      say`${{ strong: `${fullName(subject)} asks for a new setup code.` }}`,
      say`They signed in with their password ${{ when: reset.renewalAskedAt }}, and have no code that works.`,
      await nextStep(context, facts),
    ],
  });
};

/** The person is not back in, and a new code would help. */
const isWaiting = ({ reset }: ResetFacts) => reset.outcome === "open" || reset.outcome === "lapsed";

/** Whoever asked for the reset without being a Payments Admin may not send a code: then the next step is somebody else's. */
async function nextStep(
  { tx, recipient, now }: MessageContext,
  { reset, subject }: ResetFacts,
): Promise<Sentence> {
  const verifiedUntil = new Date(reset.executedAt.getTime() + verificationLifetimeMs);
  const command = { code: `/payments-reset-mfa ${subject.email}` };
  const isVerified = verifiedUntil > now;
  if (!(await hasGrant(tx, recipient.id)))
    return isVerified
      ? say`Next step: ask a Payments Admin to type ${command} in Slack and choose "Send new code". ${subject.firstName} needn't be verified again until ${{ until: verifiedUntil }}.`
      : say`Next step: verify ${subject.firstName} again, type ${command} in Slack and ask for a new reset: the last verification is too old.`;
  return isVerified
    ? say`Next step: type ${command} in Slack and choose "Send new code". You needn't verify ${subject.firstName} again until ${{ until: verifiedUntil }}.`
    : say`Next step: verify ${subject.firstName} again, type ${command} in Slack and make a new reset: the last verification is too old.`;
}
