import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { readMime } from "../../src/demo/mime.ts";

async function written(mail: { subject: string; text: string; html?: string }) {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const sent = await transport.sendMail({
    from: { name: "Ácme Builders payments", address: "payments@acme.example" },
    to: "petra@alvarezdrywall.example",
    ...mail,
  });
  if (!Buffer.isBuffer(sent.message)) throw new Error("expected the mail's bytes");
  return readMime(sent.message);
}

test.each([
  ["plain", { subject: "Your setup code", text: "Code: K7QM4-T2X9F\n" }],
  ["both kinds", { subject: "Code", text: "Hi Petra,\nhello", html: "<p>Hi <b>Petra</b></p>" }],
  [
    "other letters",
    {
      subject: "Código für Zoë · 你好 and a long subject that must be folded",
      text: "Zoë – 你好 = 1",
      html: "<p>Zoë – 你好</p>",
    },
  ],
  ["long lines", { subject: "Long", text: `${"word ".repeat(400)}=3D`, html: `<p>${"x".repeat(3000)}</p>` }],
  [
    "many other letters",
    { subject: "Base64", text: "你好".repeat(500), html: `<p>${"你好".repeat(500)}</p>` },
  ],
])("a mail of %s reads as it was written", async (_, mail) => {
  const read = await written(mail);
  expect(read.subject).toBe(mail.subject);
  expect(read.text.replaceAll("\r\n", "\n").trimEnd()).toBe(mail.text.trimEnd());
  expect(read.html?.trimEnd()).toBe("html" in mail ? mail.html : undefined);
  expect(read.from).toContain("Ácme Builders payments");
  expect(read.to).toContain("petra@alvarezdrywall.example");
});
