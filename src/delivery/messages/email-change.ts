import { maskEmail } from "../../domain/email.ts";
import { fullName } from "../../domain/person.ts";
import { emailObjectionMs } from "../../domain/request.ts";
import { say } from "../words.ts";
import type { Renderer } from "./context.ts";
import { callForHelp, mailTo } from "./mail.ts";
import { findShownRequest } from "./request-words.ts";

/** To the old address, as long as it is the person's: who changes it, to what, when, and how to object (DESIGN 2). */
export const emailChangeMail: Renderer = async (context) => {
  const facts = await findShownRequest(context, context.message.refId);
  const details = facts?.request.details;
  if (!facts?.request.decidedAt || facts.request.state !== "approved" || details?.kind !== "email")
    return undefined;
  const { company, recipient } = context;
  if (recipient.email !== details.from) return undefined;
  const { requester, decidedBy, request } = facts;
  const changesAt = new Date(facts.request.decidedAt.getTime() + emailObjectionMs);
  const approved = decidedBy ? say`, and ${fullName(decidedBy)} approved it` : say``;
  return mailTo(context, `Your sign-in email at ${company.displayName} will change`, [
    {
      sentence: say`Hi ${recipient.firstName}, ${fullName(requester)} at ${company.displayName} asked ${{ when: request.createdAt }} to change the email that you sign in with${approved}.`,
    },
    { sentence: say`It changes from ${details.from} to ${maskEmail(details.to)} ${{ when: changesAt }}.` },
    {
      sentence: say`${{ strong: "Was it your wish?" }} There is nothing to do. From then on sign in with the new address; your password stays the same.`,
    },
    {
      sentence: say`${{ strong: "Don't want this?" }} Please ${callForHelp(context)} before then and say so: then nothing changes. After it, whoever reads the new address gets your mail from ${company.displayName}.`,
    },
  ]);
};
