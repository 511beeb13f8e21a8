import { appendFile, readFile } from "node:fs/promises";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import { z } from "zod";
import { readMime } from "./mime.ts";

const StoredMail = z.object({
  id: z.number(),
  receivedAt: z.coerce.date(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
});
export type StoredMail = z.infer<typeof StoredMail>;

export type Mailbox = {
  /** What a mailer is configured with. */
  smtpUrl: string;
  /** Newest first. */
  list: () => StoredMail[];
  find: (id: number) => StoredMail | undefined;
  close: () => Promise<void>;
};

/** More than any mail of ours. */
const maxBytes = 1024 * 1024;

/** A real SMTP server on this machine, which keeps everybody's mail in `file`, a line each. */
export async function startMailbox(file: string, now: () => Date): Promise<Mailbox> {
  const mails = await readMails(file);
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    size: maxBytes,
    onData: (stream, _session, done) => {
      receive(stream).then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error("not kept")),
      );
    },
  });
  async function receive(stream: SMTPServerDataStream): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk));
    const mail = { id: mails.length + 1, receivedAt: now(), ...readMime(Buffer.concat(chunks)) };
    mails.push({ ...mail, html: mail.html });
    await appendFile(file, `${JSON.stringify(mail)}\n`, { mode: 0o600 });
  }
  const port = await listen(server);
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    list: () => mails.toReversed(),
    find: (id) => mails.find((mail) => mail.id === id),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function readMails(file: string): Promise<StoredMail[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  const lines = text.split("\n").filter(Boolean);
  return lines.map((line) => StoredMail.parse(JSON.parse(line)));
}

function listen(server: SMTPServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    const listening = server.listen(0, "127.0.0.1", () => {
      const address = listening.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}
