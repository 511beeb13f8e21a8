import { findResetFacts } from "../../store/message-facts.ts";
import { say } from "../words.ts";
import { getSecret, type Renderer } from "./context.ts";
import { callForHelp, mailTo } from "./mail.ts";
import { reasonText } from "./reason.ts";

/** The setup code, to the sign-in address alone: who did it, when, why, whom to call, and how to stop it (R47). */
export const setupCodeMail: Renderer = async (context) => {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (facts?.reset.outcome !== "open" || facts.reset.codeExpiresAt <= context.now) return undefined;
  const { company, recipient, publicUrl } = context;
  const { reset, actorName } = facts;
  const name = company.displayName;
  const who =
    reset.actorId === null ? say`${actorName}, who runs Latchkey for ${name},` : say`${actorName} at ${name}`;
  const stopUrl = `${publicUrl}/not-me/${getSecret(context, "stopToken")}`;
  return mailTo(context, `Your setup code for ${name}`, [
    {
      sentence: say`Hi ${recipient.firstName}, ${who} reset your sign-in codes ${{ when: reset.executedAt }}. Reason: ${reasonText(reset.reason)}. Your old codes no longer work. Your password hasn't changed.`,
    },
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
    {
      sentence: say`${{ strong: "Didn't ask for this?" }} ${{ link: "Stop this reset", url: stopUrl }}`,
    },
    {
      sentence: say`Or ${callForHelp(context)}. Your accounts with other companies aren't affected.`,
    },
  ]);
};

const steps = [
  "Have your new phone with you.",
  "Sign in with your password.",
  "Type the setup code.",
  "Follow the steps, and write down your new recovery code.",
];
