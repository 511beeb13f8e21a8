import { maskEmail } from "../../domain/email.ts";
import { findResetFacts, type ResetFacts } from "../../store/message-facts.ts";
import type { MailPart } from "../mail-layout.ts";
import { say } from "../words.ts";
import { getSecret, type MessageContext, type Renderer } from "./context.ts";
import { callForHelp, mailTo } from "./mail.ts";
import { reasonText } from "./reason.ts";

/** The setup code, to the sign-in address alone: who did it, when, why, whom to call, and how to stop it (R47). */
export const setupCodeMail: Renderer = async (context) => {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (facts?.reset.outcome !== "open" || facts.reset.codeExpiresAt <= context.now) return undefined;
  const { company, publicUrl } = context;
  const { reset } = facts;
  const name = company.displayName;
  return mailTo(context, `Your setup code for ${name}`, [
    whatHappened(context, facts),
    {
      label: "Your setup code",
      code: getSecret(context, "code"),
      note: say`Good until ${{ until: reset.codeExpiresAt }}. Works once.`,
    },
    {
      button: "Sign in and set up your phone",
      url: `${publicUrl}/sign-in?company=${encodeURIComponent(company.slug)}`,
    },
    { steps },
    {
      sentence: say`No phone yet, or the code ran out? Sign in and choose "Send the code again". Don't give this code to anyone. ${name} will never ask for it.`,
    },
    ...howToStop(context),
  ]);
};

/** To the address that the sign-in address replaced lately: the same without the code (R47). */
export const resetElsewhereMail: Renderer = async (context) => {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (facts?.reset.outcome !== "open") return undefined;
  const { company, recipient } = context;
  return mailTo(context, `Your sign-in codes for ${company.displayName} were reset`, [
    whatHappened(context, facts),
    {
      sentence: say`A setup code went to ${maskEmail(recipient.email)}, the address that you sign in with now.`,
    },
    ...howToStop(context),
  ]);
};

/** Who, when and why. */
function whatHappened({ company, recipient }: MessageContext, { reset, actorName }: ResetFacts): MailPart {
  const name = company.displayName;
  const who =
    reset.actorId === null ? say`${actorName}, who runs Latchkey for ${name},` : say`${actorName} at ${name}`;
  return {
    sentence: say`Hi ${recipient.firstName}, ${who} reset your sign-in codes ${{ when: reset.executedAt }}. Reason: ${reasonText(reset.reason)}. Your old codes no longer work. Your password hasn't changed.`,
  };
}

function howToStop(context: MessageContext): MailPart[] {
  const url = `${context.publicUrl}/not-me/${getSecret(context, "stopToken")}`;
  return [
    { sentence: say`${{ strong: "Didn't ask for this?" }} ${{ link: "Stop this reset", url }}` },
    {
      sentence: say`Or ${callForHelp(context)}. Your accounts with other companies aren't affected.`,
    },
  ];
}

const steps = [
  "Have your new phone with you.",
  "Sign in with your password.",
  "Type the setup code.",
  "Follow the steps, and write down your new recovery code.",
];
