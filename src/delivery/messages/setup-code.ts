import { maskEmail } from "../../domain/email.ts";
import { findResetFacts, type ResetFacts } from "../../store/message-facts.ts";
import type { MailPart } from "../mail-layout.ts";
import { say } from "../words.ts";
import { getSecret, type MessageContext, type Renderer } from "./context.ts";
import { findReaderName } from "./half.ts";
import { callForHelp, mailTo, signInUrl } from "./mail.ts";
import { reasonText } from "./reason.ts";

/** The setup code, or the mailed half of one, to the sign-in address alone: who did it, when, why, whom to call, and how to stop it (R47). */
export const setupCodeMail: Renderer = async (context) => {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (facts?.reset.outcome !== "open" || facts.reset.codeExpiresAt <= context.now) return undefined;
  const isHalf = facts.reset.isPasswordForgotten;
  const subject = isHalf ? "Your half of the setup code" : "Your setup code";
  return mailTo(context, `${subject} for ${context.company.displayName}`, [
    whatHappened(context, facts),
    ...(isHalf ? await halfParts(context, facts) : wholeParts(context, facts)),
    ...howToStop(context),
  ]);
};

/** To the address that the sign-in address replaced lately: the same without the code (R47). */
export const resetElsewhereMail: Renderer = async (context) => {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (facts?.reset.outcome !== "open") return undefined;
  const { company, recipient } = context;
  const code = facts.reset.isPasswordForgotten ? "Half of a setup code" : "A setup code";
  return mailTo(context, `Your sign-in codes for ${company.displayName} were reset`, [
    whatHappened(context, facts),
    {
      sentence: say`${code} went to ${maskEmail(recipient.email)}, the address that you sign in with now.`,
    },
    ...howToStop(context),
  ]);
};

/** Who, when and why. */
function whatHappened({ company, recipient }: MessageContext, { reset, actorName }: ResetFacts): MailPart {
  const name = company.displayName;
  const who =
    reset.actorId === null ? say`${actorName}, who runs Latchkey for ${name},` : say`${actorName} at ${name}`;
  const password = reset.isPasswordForgotten
    ? say`Whoever has both halves of the code chooses a new password, too; until then the old one stays.`
    : say`Your password hasn't changed.`;
  return {
    sentence: say`Hi ${recipient.firstName}, ${who} reset your sign-in codes ${{ when: reset.executedAt }}. Reason: ${reasonText(reset.reason)}. Your old codes no longer work. ${password}`,
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

function wholeParts(context: MessageContext, { reset }: ResetFacts): MailPart[] {
  const name = context.company.displayName;
  return [
    {
      label: "Your setup code",
      code: getSecret(context, "code"),
      note: say`Good until ${{ until: reset.codeExpiresAt }}. Works once.`,
    },
    { button: "Sign in and set up your phone", url: signInUrl(context) },
    { steps },
    {
      sentence: say`No phone yet, or the code ran out? Sign in and choose "Send the code again". Don't give this code to anyone. ${name} will never ask for it.`,
    },
  ];
}

const steps = [
  "Have your new phone with you.",
  "Sign in with your password.",
  "Type the setup code.",
  "Follow the steps, and write down your new recovery code.",
];

/** Whoever reads this mailbox has half of a code; whoever reads the other half has the other: neither has enough. */
async function halfParts(context: MessageContext, { reset }: ResetFacts): Promise<MailPart[]> {
  const { company, publicUrl } = context;
  const reader = await findReaderName(context.tx, reset);
  return [
    {
      label: "Your half of the setup code",
      code: getSecret(context, "code"),
      note: say`Good until ${{ until: reset.codeExpiresAt }}. Works once, together with the other half.`,
    },
    {
      sentence: say`${{ strong: `${reader} reads you the other half,` }} on the phone or in person, having checked that it's you. Never give anyone your half, not even ${reader}: you listen, and you type.`,
    },
    {
      button: "Type both halves",
      url: `${publicUrl}/sign-in/setup-code?company=${encodeURIComponent(company.slug)}`,
    },
    { steps: halfSteps },
    { sentence: say`No phone yet, or the code ran out? Ask ${reader} for a new one.` },
  ];
}

const halfSteps = [
  "Have your new phone with you, and the other half of the code.",
  "Type your email and both halves.",
  "Choose a new password.",
  "Follow the steps, and write down your new recovery code.",
];
