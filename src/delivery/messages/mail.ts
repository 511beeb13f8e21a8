import { type MailPart, mailLayout } from "../mail-layout.ts";
import type { Mail } from "../rendered.ts";
import { type Sentence, say } from "../words.ts";
import type { MessageContext } from "./context.ts";

type MailContext = Pick<MessageContext, "company" | "recipient" | "payload">;

/**
 * A mail to the recipient's sign-in address, or to the other one that the payload names (`flows/tell-person.ts`). No code or
 * secret stands in `subject`.
 */
export function mailTo(
  { company, recipient, payload }: MailContext,
  subject: string,
  parts: readonly MailPart[],
): { mail: Mail } {
  const phone = company.helpPhone ? say` or ${company.helpPhone}` : say``;
  const footer = say`Sent by ${company.displayName} payments. Questions? ${company.helpName}, ${company.helpEmail}${phone}.`;
  const layout = mailLayout({ subject, parts, footer, zone: company.timeZone });
  return {
    mail: {
      to: payload["to"] ?? recipient.email,
      fromName: company.displayName,
      replyTo: { name: company.helpName, email: company.helpEmail },
      subject,
      ...layout,
    },
  };
}

/** Where the company's people sign in. */
export const signInUrl = ({ company, publicUrl }: Pick<MessageContext, "company" | "publicUrl">) =>
  `${publicUrl}/sign-in?company=${encodeURIComponent(company.slug)}`;

/** The request's own page: whoever is not signed in comes to it after sign-in. The company spares typing its name there. */
export const requestUrl = (
  { company, publicUrl }: Pick<MessageContext, "company" | "publicUrl">,
  requestId: string,
) => `${publicUrl}/payments/approvals/${requestId}?company=${encodeURIComponent(company.slug)}`;

/** "call Acme Builders at (555) 010-2200": the way out of every mail, by another channel than the mailbox. */
export const callForHelp = ({ company }: Pick<MessageContext, "company">): Sentence =>
  company.helpPhone
    ? say`call ${company.displayName} at ${company.helpPhone}`
    : say`write to ${company.displayName} at ${company.helpEmail}`;
