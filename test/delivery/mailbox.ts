import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll } from "vitest";

type ReceivedMail = { from: string; to: string[]; raw: string };

/** Throws what the server answers instead of taking the mail. */
type Judge = (recipient: string) => { code: number } | undefined;

/** A real SMTP server that keeps what it takes. `judge` may refuse a recipient. */
export async function startMailbox() {
  const mails: ReceivedMail[] = [];
  const state: { judge: Judge } = { judge: () => undefined };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _session, done) => {
      const refusal = state.judge(address);
      done(refusal && Object.assign(new Error("no"), { responseCode: refusal.code }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : "";
        mails.push({
          from,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString("utf8"),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  afterAll(close);
  return { mails, state, close, url: `smtp://127.0.0.1:${port}` };
}

/** The header lines of a mail, unfolded. */
export const headersOf = (raw: string) =>
  (raw.split("\r\n\r\n", 1)[0] ?? "").replace(/\r\n[ \t]+/g, " ").split("\r\n");

export const header = (raw: string, name: string) =>
  headersOf(raw)
    .find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `))
    ?.slice(name.length + 2);

/** All parts with quoted-printable undone, to look for words in. */
export const readable = (raw: string) =>
  raw
    .replaceAll("=\r\n", "")
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
