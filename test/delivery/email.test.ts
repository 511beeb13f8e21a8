import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { createMailer } from "../../src/delivery/email.ts";
import type { Mail } from "../../src/delivery/rendered.ts";
import { header, headersOf, readable, startMailbox } from "./mailbox.ts";

const mailbox = await startMailbox();
const send = createMailer({ smtpUrl: mailbox.url, mailFrom: "payments@acme.com" });

afterEach(() => {
  mailbox.state.judge = () => undefined;
  mailbox.mails.length = 0;
});

const mail: Mail = {
  to: "petra@alvarezdrywall.com",
  fromName: "Acme Builders",
  replyTo: { name: "Olivia Reyes", email: "olivia@acme.com" },
  subject: "Your setup code for Acme Builders",
  text: "Your setup code: K7QM4-T2X9F\n",
  html: "<p>Your setup code: K7QM4-T2X9F</p>",
};

test("sends from the company's name and answers with what the server said", async () => {
  const sent = await send(mail, "msg1.c1");
  expect(sent).toMatchObject({ ok: true, receipt: { host: "127.0.0.1" } });
  expect(sent.ok && sent.receipt["response"]).toMatch(/^250 /);
  const { from, to, raw } = mailbox.mails[0] ?? { from: "", to: [], raw: "" };
  expect({ from, to }).toEqual({ from: "payments@acme.com", to: ["petra@alvarezdrywall.com"] });
  expect(header(raw, "From")).toBe("Acme Builders payments <payments@acme.com>");
  expect(header(raw, "Reply-To")).toBe("Olivia Reyes <olivia@acme.com>");
  expect(header(raw, "Subject")).toBe("Your setup code for Acme Builders");
  expect(header(raw, "Message-ID")).toBe("<msg1.c1@acme.com>");
  expect(header(raw, "Auto-Submitted")).toBe("auto-generated");
  expect(header(raw, "Content-Type")).toContain("multipart/alternative");
  expect(readable(raw)).toContain("K7QM4-T2X9F");
});

test("R63: no name, subject or address adds a header, a recipient or a part", async () => {
  const nasty = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 80 }),
    fc.constantFrom(
      'Acme"\r\nBcc: eve@evil.com\r\n',
      "Acme\r\n\r\n<h1>hello</h1>",
      "Acme <eve@evil.com>, Bob",
      'Acme" <eve@evil.com>',
      "=?utf-8?Q?x=0D=0ABcc:_eve@evil.com?=",
      "Acme\u2028Bcc: eve@evil.com",
      "Acme, eve@evil.com; bob",
    ),
  );
  const expected = new Set(headersOf((await sendAndTake(mail)).raw).map(nameOf));
  await fc.assert(
    fc.asyncProperty(nasty, nasty, nasty, async (fromName, name, subject) => {
      const replyTo = { name, email: "olivia@acme.com" };
      const received = await sendAndTake({ ...mail, fromName, replyTo, subject });
      expect(received.to).toEqual([mail.to]);
      expect(received.from).toBe("payments@acme.com");
      // An empty subject has no header; nothing else may come or go.
      for (const line of headersOf(received.raw)) expect(expected).toContain(nameOf(line));
      expect(header(received.raw, "From")?.match(/<[^<>]*>$/)?.[0]).toBe("<payments@acme.com>");
      expect(header(received.raw, "Reply-To")).toMatch(/<olivia@acme\.com>$|^olivia@acme\.com$/);
    }),
    { numRuns: 40 },
  );
});

test.each([
  "petra@alvarezdrywall.com, eve@evil.com",
  "petra@alvarezdrywall.com\r\nRCPT TO:<eve@evil.com>",
  "Petra <petra@alvarezdrywall.com>",
  "petra",
  "",
])("R63: %j is not one address, and is not sent to", async (to) => {
  expect(await send({ ...mail, to }, "m")).toEqual({ ok: false, retryable: false, reason: "bad_address" });
  expect(mailbox.mails).toHaveLength(0);
});

test("a recipient refused for good is final, one refused for now is not", async () => {
  mailbox.state.judge = () => ({ code: 550 });
  expect(await send(mail, "m")).toEqual({ ok: false, retryable: false, reason: "smtp_550" });
  mailbox.state.judge = () => ({ code: 451 });
  expect(await send(mail, "m")).toEqual({ ok: false, retryable: true, reason: "smtp_451" });
});

test("R57: a server that is not there, or refuses our login, loses no mail", async () => {
  const gone = createMailer({ smtpUrl: "smtp://127.0.0.1:1", mailFrom: "payments@acme.com" });
  expect(await gone(mail, "m")).toEqual({ ok: false, retryable: true, reason: "smtp_ESOCKET" });
  const url = mailbox.url.replace("smtp://", "smtp://user:wrong@");
  const stranger = createMailer({ smtpUrl: url, mailFrom: "payments@acme.com" });
  expect(await stranger(mail, "m")).toMatchObject({ ok: false, retryable: true });
});

const nameOf = (line: string) => line.split(":", 1)[0]?.toLowerCase();

async function sendAndTake(one: Mail) {
  mailbox.mails.length = 0;
  expect(await send(one, "msg1.c1")).toMatchObject({ ok: true });
  const [received] = mailbox.mails;
  if (!received) throw new Error("no mail arrived");
  return received;
}
