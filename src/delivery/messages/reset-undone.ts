import { fullName } from "../../domain/person.ts";
import { findResetFacts } from "../../store/message-facts.ts";
import { findUser } from "../../store/users.ts";
import { say } from "../words.ts";
import { alertByMail, alertBySlack, type Words } from "./alert.ts";
import type { MessageContext, Renderer } from "./context.ts";
import { callForHelp, mailTo, signInUrl } from "./mail.ts";
import { reasonText } from "./reason.ts";

/** To the person: the codes of before work again, and the setup code that may lie beside this mail does not. */
export const resetUndoneMail: Renderer = async (context) => {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (facts?.reset.outcome !== "undone") return undefined;
  const { company, recipient } = context;
  return mailTo(context, `Your sign-in codes for ${company.displayName} work as before`, [
    {
      sentence: say`Hi ${recipient.firstName}, the reset of your sign-in codes at ${company.displayName} was undone ${{ when: facts.reset.outcomeAt ?? context.now }}. Your codes work as before. The setup code that we emailed to you no longer works, and you're signed out everywhere.`,
    },
    {
      sentence: say`Your old recovery code stays void. You get a new one when you sign in next; write it down.`,
    },
    { button: "Sign in", url: signInUrl(context) },
    {
      sentence: say`${{ strong: "Don't have your phone any more?" }} Please ${callForHelp(context)} now.`,
    },
  ]);
};

/** To each administrator, in Slack and by mail. */
export const resetUndoneAlert: Renderer = async (context) =>
  alertBySlack(context, await undoneWords(context));
export const resetUndoneAlertMail: Renderer = async (context) =>
  alertByMail(context, await undoneWords(context));

async function undoneWords(context: MessageContext): Promise<Words | undefined> {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (facts?.reset.outcome !== "undone") return undefined;
  const { reset, subject, actorName } = facts;
  const name = fullName(subject);
  const { byId } = context.payload;
  const by = byId ? await findUser(context.tx, byId) : undefined;
  const who = by ? fullName(by) : "A Payments Admin";
  return {
    subject: `Alert: ${name}'s MFA reset was undone`,
    sentences: [
      say`${{ strong: `${name}'s MFA reset was undone.` }} ${who} undid it ${{ when: reset.outcomeAt ?? context.now }}; the MFA of before works again, and the setup code does not.`,
      say`${actorName} made the reset ${{ when: reset.executedAt }}. Reason: ${reasonText(reset.reason)}.`,
      say`Does it surprise you? Call ${subject.firstName} at a number that you already had, and ask whether the phone is there.`,
    ],
  };
}
