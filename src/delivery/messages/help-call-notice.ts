import { findHelpCall } from "../../store/help-calls.ts";
import { say } from "../words.ts";
import { alertByMail, alertBySlack, type Words } from "./alert.ts";
import type { MessageContext, Renderer } from "./context.ts";
import { callForHelp } from "./mail.ts";

/** To the person, on every address: somebody with the password says that the phone is lost. Never the number (DESIGN 3). */
export const helpCallMail: Renderer = async (context) => alertByMail(context, await wordsOf(context));
export const helpCallPersonDm: Renderer = async (context) => alertBySlack(context, await wordsOf(context));

async function wordsOf(context: MessageContext): Promise<Words | undefined> {
  const { tx, message, company } = context;
  const call = await findHelpCall(tx, message.refId);
  if (!call) return undefined;
  return {
    subject: `Somebody asked for help with your account at ${company.displayName}`,
    sentences: [
      say`Somebody with your password asked ${company.displayName} for help ${{ when: call.createdAt }}, and said that your phone is lost. Nothing was changed.`,
      say`${{ strong: "Was it you?" }} Then ${callForHelp(context)}. They may ask for the help number on the page; they never ask for any other code.`,
      say`${{ strong: "Wasn't it you?" }} Somebody knows your password. Please ${callForHelp(context)} now, and choose a new password: "Forgot your password?" on the sign-in page.`,
    ],
  };
}
