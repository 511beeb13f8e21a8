import { connectMail, type MailerOptions } from "./email.ts";

/** Connects and signs in to the mail server as a mail would, and with `to` really sends one. Throws what the server, or the way to it, answered. */
export async function tryMail({ smtpUrl, mailFrom }: MailerOptions, to: string | undefined): Promise<string> {
  const transport = connectMail(smtpUrl);
  try {
    await transport.verify();
    if (to === undefined) return "accepts our connection";
    const { response } = await transport.sendMail({
      from: { name: "Latchkey", address: mailFrom },
      to: { name: "", address: to },
      subject: "Test mail from Latchkey",
      text: `If you can read this, mail from Latchkey reaches you. It was sent by "doctor".\n`,
      headers: { "Auto-Submitted": "auto-generated" },
    });
    return `took a test mail: ${response.slice(0, 200)}`;
  } finally {
    transport.close();
  }
}
