import { type Sentence, say } from "../words.ts";
import type { MessageContext } from "./context.ts";
import { mailTo } from "./mail.ts";
import { directMessage } from "./notice.ts";

/** What an alarm says, in Slack and in the mail beside it. */
export type Words = { subject: string; sentences: Sentence[] };

/** To Slack alone: the mail beside it reaches those without. */
export function alertBySlack({ address, company }: MessageContext, words: Words | undefined) {
  return words && address && { dm: directMessage(address, { ...words, zone: company.timeZone }) };
}

/** The same by mail, whatever Slack does. */
export function alertByMail(context: MessageContext, words: Words | undefined) {
  if (!words) return undefined;
  const greeting = { sentence: say`Hi ${context.recipient.firstName},` };
  return mailTo(context, words.subject, [greeting, ...words.sentences.map((sentence) => ({ sentence }))]);
}
