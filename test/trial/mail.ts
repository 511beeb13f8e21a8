import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { readable } from "../delivery/mailbox.ts";

export type TrialMail = { to: string; text: string };
/** `busy`: come back later; `lost`: taken, and the connection breaks before it says so; `refused`: no such mailbox. */
export type MailFault = "busy" | "lost" | "refused";

/** A real SMTP server that fails as it is told, and keeps what it takes. */
export async function startMail() {
  const mails: TrialMail[] = [];
  let fault: (() => MailFault | undefined) | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) => {
      const now = fault?.();
      if (now === "busy") return done(Object.assign(new Error("try again later"), { responseCode: 451 }));
      if (now === "refused") return done(Object.assign(new Error("no such mailbox"), { responseCode: 550 }));
      done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const text = readable(Buffer.concat(chunks).toString("utf8"));
        for (const { address } of session.envelope.rcptTo) mails.push({ to: address, text });
        // What was taken and not confirmed comes again: twice is allowed, never is not.
        if (fault?.() === "lost") return done(Object.assign(new Error("broken"), { responseCode: 421 }));
        done();
      });
    },
  });
  // A client that is killed resets its connection.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    mails,
    url: `smtp://127.0.0.1:${port}`,
    fail: (next: typeof fault) => {
      fault = next;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
