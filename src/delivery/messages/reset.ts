import { fullName } from "../../domain/person.ts";
import { findResetFacts, hasUsableFactor } from "../../store/message-facts.ts";
import { type Sentence, say } from "../words.ts";
import { getSecret, type MessageContext, type Renderer } from "./context.ts";
import { callForHelp, mailTo } from "./mail.ts";
import { noticeTo } from "./notice.ts";
import { reasonText } from "./reason.ts";

/** To the person, when the new factor is active (R47). */
export const resetCompletedMail: Renderer = async (context) => {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (facts?.reset.outcome !== "completed") return undefined;
  const { company, recipient, publicUrl } = context;
  const { reset, actorName } = facts;
  return mailTo(context, `Your new sign-in codes for ${company.displayName}`, [
    {
      sentence: say`Hi ${recipient.firstName}, your new sign-in codes at ${company.displayName} were set up ${{ when: reset.outcomeAt ?? context.now }}. Your old codes are gone for good.${reset.isPasswordForgotten ? " The password that you chose on the way is the one that counts now." : ""}`,
    },
    {
      sentence: say`${actorName} reset them ${{ when: reset.executedAt }}. Reason: ${reasonText(reset.reason)}. If you did this, you're done.`,
    },
    {
      sentence: say`${{ strong: "Wasn't it you?" }} Say so now. It ends what was set up and signs everyone out.`,
    },
    { button: "I didn't do this", url: `${publicUrl}/not-me/${getSecret(context, "stopToken")}` },
    { sentence: say`Or ${callForHelp(context)}. Your accounts with other companies aren't affected.` },
  ]);
};

/** To the person, after "I didn't ask for this" (R48). */
export const resetStoppedMail: Renderer = async (context) => {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (facts?.reset.outcome !== "stopped") return undefined;
  const { company, recipient, publicUrl } = context;
  const stoppedAt = facts.reset.outcomeAt ?? context.now;
  const canReturn = await hasUsableFactor(context.tx, facts.reset);
  const opening = {
    sentence: say`Hi ${recipient.firstName}, the reset of your sign-in codes at ${company.displayName} was stopped ${{ when: stoppedAt }}. Its setup code no longer works, and you're signed out everywhere. Everyone who runs payments there has been told.`,
  };
  const url = `${publicUrl}/sign-in?company=${encodeURIComponent(company.slug)}`;
  const wayBack = canReturn
    ? [
        {
          sentence: say`${{ strong: "Still have your phone?" }} Sign in with your password and a code from your authenticator app. Your codes then work as before.`,
        },
        { button: "Sign in", url },
      ]
    : [{ sentence: say`Your sign-in codes stay turned off. To get back in, ${callForHelp(context)}.` }];
  const closing = {
    sentence: say`Didn't stop it yourself, or think that someone knows your password? Please ${callForHelp(context)}.`,
  };
  return mailTo(context, `Your reset at ${company.displayName} was stopped`, [opening, ...wayBack, closing]);
};

/** To each administrator, by mail beside Slack. */
export const resetStoppedAlertMail: Renderer = async (context) => {
  const words = await stoppedWords(context);
  if (!words) return undefined;
  const greeting = { sentence: say`Hi ${context.recipient.firstName},` };
  return mailTo(context, words.subject, [greeting, ...words.sentences.map((sentence) => ({ sentence }))]);
};

/** The same to Slack: whoever made the reset, and each administrator. */
export const resetStoppedNotice: Renderer = async (context) => {
  const words = await stoppedWords(context);
  return words && noticeTo(context, words);
};

async function stoppedWords(context: MessageContext) {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (facts?.reset.outcome !== "stopped") return undefined;
  const { reset, subject, actorName } = facts;
  const name = fullName(subject);
  const sentences: Sentence[] = [
    say`${{ strong: `${name}'s MFA reset was stopped.` }} Someone with the link from the mail said ${{ when: reset.outcomeAt ?? context.now }} that they didn't ask for it.`,
    say`${actorName} made the reset ${{ when: reset.executedAt }}. Reason: ${reasonText(reset.reason)}. ${name} (${subject.email}) is signed out everywhere, and the setup code no longer works.`,
    say`Call ${subject.firstName} at a number that you already had, before anything else: the mailbox or the phone may be in the wrong hands.`,
  ];
  return { subject: `Alert: ${name}'s MFA reset was stopped`, sentences };
}
