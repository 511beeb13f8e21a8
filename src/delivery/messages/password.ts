import { hashToken } from "../../crypto/token.ts";
import { type PasswordBlock, passwordBlock } from "../../domain/password-reset.ts";
import { findPasswordReset } from "../../store/password-resets.ts";
import { findResetActorName } from "../../store/reset-people.ts";
import { findLatestReset } from "../../store/resets.ts";
import type { MailPart } from "../mail-layout.ts";
import { say } from "../words.ts";
import { alertByMail, alertBySlack, type Words } from "./alert.ts";
import { getSecret, type MessageContext, type Renderer } from "./context.ts";
import { callForHelp, mailTo, signInUrl } from "./mail.ts";

/** The link to a new password, as long as it is the newest and still good. */
export const passwordLinkMail: Renderer = async (context) => {
  const { tx, company, recipient, message, publicUrl, now } = context;
  const token = getSecret(context, "token");
  const link = await findPasswordReset(tx, hashToken(token));
  if (!link || link.usedAt || link.voidedAt || link.expiresAt <= now) return undefined;
  return mailTo(context, `Choose a new password for ${company.displayName}`, [
    {
      sentence: say`Hi ${recipient.firstName}, somebody asked ${{ when: message.createdAt }} to choose a new password for your account at ${company.displayName}.`,
    },
    { button: "Choose a new password", url: `${publicUrl}/password/reset/${token}` },
    {
      sentence: say`The link works once, until ${{ until: link.expiresAt }}, and only the newest one counts. It doesn't sign you in: you need your sign-in codes as before.`,
    },
    {
      sentence: say`${{ strong: "Didn't ask for this?" }} Do nothing, and your password stays as it is. If it happens again, ${callForHelp(context)}.`,
    },
  ]);
};

/** Why there is no link, and what to do instead: to the mailbox alone, as the page says nothing (R04, R28). */
export const passwordBlockedMail: Renderer = async (context) => {
  const { tx, company, recipient, message, now } = context;
  const why = passwordBlock(recipient, await findLatestReset(tx, recipient.id), now);
  // It may have passed since: then asking again brings the link.
  if (!why || why !== getSecret(context, "why")) return undefined;
  return mailTo(context, `Your password at ${company.displayName} can't be changed by email now`, [
    {
      sentence: say`Hi ${recipient.firstName}, somebody asked ${{ when: message.createdAt }} to choose a new password for your account at ${company.displayName}. Nothing was changed.`,
    },
    ...(await blocked[why](context)),
  ]);
};

/** What to do instead. */
const blocked: Record<PasswordBlock, (context: MessageContext) => MailPart[] | Promise<MailPart[]>> = {
  invited: () => [
    {
      sentence: say`Your account isn't open yet: you choose its password when you accept your invitation. Use the link in the newest invitation that you have. If it has run out, open it and choose "Ask for a new one".`,
    },
  ],
  not_set_up: (context) => [
    {
      sentence: say`Your account was never set up to the end, and a mailbox alone can't do that. Please ${callForHelp(context)} and say that you need a new invitation.`,
    },
  ],
  held: (context) => [
    {
      sentence: say`Your account is locked for safety, because your phone may be in the wrong hands. Please ${callForHelp(context)}.`,
    },
  ],
  reset_waits: async (context) => {
    const reset = await findLatestReset(context.tx, context.recipient.id);
    const by = reset ? await findResetActorName(context.tx, reset) : context.company.displayName;
    const when = reset ? say` ${{ when: reset.executedAt }}` : say``;
    return [
      {
        sentence: say`${by} reset your sign-in codes${when}, and the setup code comes to this mailbox. Until you have set up your phone, the password can't be changed by email, too: whoever reads your mail would have all they need.`,
      },
      {
        sentence: say`${{ strong: "Do you remember it after all?" }} Sign in with it and type the setup code from the other email.`,
      },
      { button: "Sign in", url: signInUrl(context) },
      {
        sentence: say`${{ strong: "Forgotten?" }} Please ${callForHelp(context)} and say: "My password is forgotten, too." They make sure that it's you, and help you with both.`,
      },
    ];
  },
};

/** That it was changed: to every address, so that a stolen mailbox cannot hide it. */
export const passwordChangedMail: Renderer = async (context) => alertByMail(context, wordsOf(context));
export const passwordChangedDm: Renderer = async (context) => alertBySlack(context, wordsOf(context));

function wordsOf(context: MessageContext): Words {
  const { company, message } = context;
  return {
    subject: `Your password at ${company.displayName} was changed`,
    sentences: [
      say`Your password at ${company.displayName} payments was changed ${{ when: message.createdAt }}, and you were signed out everywhere. Your sign-in codes are as before.`,
      say`${{ strong: "Wasn't it you?" }} Somebody can read your email. Please ${callForHelp(context)} now, and change the password of your mailbox.`,
    ],
  };
}
