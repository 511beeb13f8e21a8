import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { judgeSignature, parseCheckpoint } from "../../src/crypto/checkpoint.ts";
import { createMailer } from "../../src/delivery/email.ts";
import { planCheckpoints } from "../../src/flows/plan-checkpoints.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { setChannel } from "../helpers/channel.ts";
import { day } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { acme } from "../helpers/people.ts";
import { header, startMailbox } from "./mailbox.ts";
import { deliverAll, slackThat } from "./setup.ts";

const { db, owner } = await testDatabase();
const mailbox = await startMailbox();
const { privateKey: auditSigningKey } = generateKeyPairSync("ed25519");

beforeEach(() => owner`truncate outbox, timers`);

/** The parts of a mail that a person can save, decoded: text, HTML, and the attached file. */
function partsOf(raw: string): { head: string; body: string }[] {
  const boundaries = [...raw.matchAll(/boundary="?([^";\r\n]+)/g)].map((match) => match[1] ?? "");
  const parts = boundaries.reduce((all, one) => all.flatMap((part) => part.split(`--${one}`)), [raw]);
  return parts.map((part) => {
    const [head = "", ...body] = part.trimStart().split("\r\n\r\n");
    return { head, body: decoded(head, body.join("\r\n\r\n")) };
  });
}

function decoded(head: string, body: string): string {
  if (/base64/i.test(head)) return Buffer.from(body, "base64").toString("utf8");
  if (!/quoted-printable/i.test(head)) return body;
  const hex = (_all: string, code: string) => String.fromCharCode(Number.parseInt(code, 16));
  return body.replaceAll("=\r\n", "").replace(/=([0-9A-F]{2})/g, hex);
}

test("R55: it leaves by SMTP to the System Administrator and by one line to the channel; what arrives verifies, from the attached file and from the words of the mail", async () => {
  const { deps: keyless, clock } = testDeps(db);
  const deps = { ...keyless, auditSigningKey };
  const company = await acme(deps, clock);
  await setChannel(owner, company);
  await owner`truncate outbox`;
  await planCheckpoints(deps);
  clock.advance(day);
  while ((await runTimers(deps)) > 0);
  const posts: string[] = [];
  const slack = slackThat(async (_companyId, { text }) => {
    posts.push(text);
    return { ok: true, receipt: {} };
  });
  const sendMail = createMailer({ smtpUrl: mailbox.url, mailFrom: "payments@acme.com" });
  await deliverAll(deps, { sendMail, slack });

  const mails = mailbox.mails.filter(({ raw }) => header(raw, "Subject")?.startsWith("Audit checkpoint"));
  expect(mails.map(({ to }) => to)).toEqual([["olivia@acmebuilders.example"]]);
  const parts = partsOf(mails[0]?.raw ?? "");
  const file = parts.find(({ head }) => /filename=.?checkpoint-acme-builders-\d+\.txt/.test(head));
  const words = parts.find(({ head, body }) => /text\/plain/.test(head) && body.includes("Hi Olivia"));
  for (const part of [file, words]) {
    const read = parseCheckpoint(part?.body ?? "");
    expect(read).toMatchObject({ companyId: company.companyId });
    expect(read && judgeSignature(createPublicKey(auditSigningKey), read)).toBe("signed");
    expect(posts).toEqual([expect.stringContaining(`\`${read?.hash}\``)]);
  }
  expect(posts[0]).not.toMatch(/<[@!](?!date)/);
});
