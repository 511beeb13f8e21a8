import { fullName } from "../../domain/person.ts";
import { say } from "../words.ts";
import type { Renderer } from "./context.ts";
import { callForHelp, mailTo } from "./mail.ts";
import { reasonText } from "./reason.ts";
import { findShownRequest, isPending } from "./request-words.ts";

/** To the person, when a reset of theirs is asked for: who, when, why, and how to object while nothing has changed (R47). */
export const resetAskedMail: Renderer = async (context) => {
  const facts = await findShownRequest(context, context.message.refId);
  if (!facts || !isPending(facts) || facts.request.details.kind !== "reset") return undefined;
  const { company, recipient } = context;
  const { requester, request } = facts;
  const name = company.displayName;
  const isPasswordForgotten =
    request.details.kind === "reset" && request.details.isPasswordForgotten === true;
  const password = isPasswordForgotten ? say` They say that you forgot your password, too.` : say``;
  const ready = isPasswordForgotten
    ? say`half of a setup code comes to this address, and ${fullName(requester)} reads you the other. Have your phone ready.`
    : say`a setup code comes to this address. Have your phone and your password ready.`;
  return mailTo(context, `Someone asked to reset your sign-in codes for ${name}`, [
    {
      sentence: say`Hi ${recipient.firstName}, ${fullName(requester)} at ${name} asked ${{ when: request.createdAt }} to reset your sign-in codes. Reason: ${reasonText(facts.request.details.reason)}.${password}`,
    },
    {
      sentence: say`Nothing has changed yet: somebody else at ${name} decides. Until then your sign-in codes${isPasswordForgotten ? " and your password" : ""} work as always.`,
    },
    {
      sentence: say`${{ strong: "Was it your wish?" }} There is nothing to do. If it's approved, ${ready}`,
    },
    {
      sentence: say`${{ strong: "Didn't ask for this?" }} Please ${callForHelp(context)} now and say so: then it won't be done. Your accounts with other companies aren't affected.`,
    },
  ]);
};
