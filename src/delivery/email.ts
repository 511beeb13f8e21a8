import { createTransport } from "nodemailer";
import type { Mail, Senders, Sent } from "./rendered.ts";
import { onOneLine } from "./words.ts";

export type MailerOptions = {
  smtpUrl: string;
  /** An address alone: its name is the company's. */
  mailFrom: string;
};

/** From connecting to the last answer; well within the outbox's lease, so that no second worker sends meanwhile. */
const sendTimeoutMs = 30_000;
const stepTimeoutMs = 10_000;
const maxResponseLength = 200;

/** Mail over SMTP. Nothing that nodemailer would log is logged: its log repeats whole mails. */
export function createMailer({ smtpUrl, mailFrom }: MailerOptions): NonNullable<Senders["sendMail"]> {
  const transport = connectMail(smtpUrl);
  const host = new URL(smtpUrl).hostname;
  const domain = mailFrom.slice(mailFrom.lastIndexOf("@") + 1);
  return async (mail, messageId): Promise<Sent> => {
    if (!isOneAddress(mail.to)) return { ok: false, retryable: false, reason: "bad_address" };
    try {
      const sent = await transport.sendMail({
        ...headersOf(mail, mailFrom),
        messageId: `<${messageId}@${domain}>`,
        text: mail.text,
        html: mail.html,
        ...(mail.attachment ? { attachments: [fileOf(mail.attachment)] } : {}),
        signal: AbortSignal.timeout(sendTimeoutMs),
      });
      return { ok: true, receipt: { host, response: sent.response.slice(0, maxResponseLength) } };
    } catch (error) {
      return failureOf(error);
    }
  };
}

/** No step of it waits longer than 10 s. */
export const connectMail = (smtpUrl: string) =>
  createTransport({
    url: smtpUrl,
    connectionTimeout: stepTimeoutMs,
    greetingTimeout: stepTimeoutMs,
    socketTimeout: stepTimeoutMs,
    dnsTimeout: stepTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

/** Addresses as objects, so that nothing in a name or an address is parsed as another recipient; names on one line (R63). */
const headersOf = ({ to, fromName, replyTo, subject }: Mail, mailFrom: string) => ({
  from: { name: onOneLine(`${fromName} payments`), address: mailFrom },
  to: { name: "", address: to },
  ...(isOneAddress(replyTo.email)
    ? { replyTo: { name: onOneLine(replyTo.name), address: replyTo.email } }
    : {}),
  subject: onOneLine(subject),
  // RFC 3834: no out-of-office answers to a machine; Exchange wants its own word for it.
  headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
});

const fileOf = ({ name, text }: NonNullable<Mail["attachment"]>) => ({
  filename: name,
  content: text,
  contentType: "text/plain; charset=utf-8",
});

const isOneAddress = (address: string) => /^[^\s<>(),;:"@]+@[^\s<>(),;:"@]+$/u.test(address);

type SmtpError = Error & { code?: unknown; command?: unknown; responseCode?: unknown; permanent?: unknown };

/**
 * Only a 5xx about this recipient or this message is final (RFC 5321 4.2.1). One about ourselves (login, sender, greeting)
 * is the operator's to mend, and no mail may be lost over it (R57); so is everything without an answer.
 */
function failureOf(error: unknown): Sent {
  const { code, command, responseCode, permanent }: Partial<SmtpError> = error instanceof Error ? error : {};
  const isAboutMessage = command === "RCPT TO" || command === "DATA";
  if (typeof responseCode === "number") {
    return {
      ok: false,
      retryable: !(permanent === true && isAboutMessage),
      reason: `smtp_${responseCode}`,
    };
  }
  return { ok: false, retryable: true, reason: typeof code === "string" ? `smtp_${code}` : "smtp_unknown" };
}
