import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Check, clockCheck } from "../../src/cli/doctor/check.ts";
import { lookAtDomain } from "../../src/cli/doctor/mail.ts";
import { run } from "../../src/cli/run.ts";
import { readDeclared } from "../../src/demo/manifest.ts";
import { startEmulator } from "../../src/emulator/server.ts";
import { openClient } from "../../src/store/db.ts";
import { type Embedded, startEmbedded } from "../../src/store/embedded.ts";
import { startMailbox } from "../delivery/mailbox.ts";
import { account, startTwilioApi } from "../delivery/twilio-api.ts";
import { newDataDir } from "./data-dir.ts";

/** An operator's machine: a database of its own, a mail server, Slack and Twilio. */
const { dir, remove } = await newDataDir();
const mailbox = await startMailbox();
const twilio = await startTwilioApi();
const active = () => ({ status: 200, body: { status: "active", type: "Full" } });
twilio.state.answer = active;
const botToken = "xoxb-1234567890-abcdef";
const emulator = await startEmulator({
  signingSecret: "0123456789abcdef0f1e",
  botToken,
  declared: await readDeclared(),
});
let server: Embedded;
const { privateKey } = generateKeyPairSync("ed25519");
const secrets = {
  ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  AUDIT_SIGNING_KEY: privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"),
};
const DATA_DIR = join(dir, "data");
const cli = async (args: string[], more: Record<string, string> = {}) => {
  const { code, stdout = "", stderr = "" } = await run(args, { DATA_DIR, ...secrets, ...more });
  return { code, stdout, stderr };
};
const outside = {
  SLACK_SIGNING_SECRET: "0123456789abcdef0f1e",
  SLACK_BOT_TOKEN: botToken,
  SLACK_API_URL: emulator.apiUrl,
  SMTP_URL: mailbox.url,
  MAIL_FROM: "payments@acme.example",
  TWILIO_ACCOUNT_SID: account.accountSid,
  TWILIO_AUTH_TOKEN: randomBytes(16).toString("hex"),
  TWILIO_FROM: "+12125550100",
  TWILIO_API_URL: twilio.url,
};
const company = [
  ...["company", "create", "--name", "Acme Builders", "--market", "US", "--kind", "general_contractor"],
  ...["--admin-email", "olivia@acme.example", "--admin-name", "Olivia Reyes", "--json"],
];

beforeAll(async () => {
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
  server = await startEmbedded({ dataDir: join(dir, "data"), settings });
});
afterAll(async () => {
  await emulator.close();
  await server.stop();
  await remove();
});

const owner = () =>
  openClient({ socketDir: server.socketDir, database: "latchkey", user: "postgres" }, { max: 1 });

/** What it found, by what was looked at. */
async function doctor(more: Record<string, string> = {}, ...args: string[]) {
  const ran = await cli(["doctor", "--json", ...args], { ...outside, ...more });
  const { ok, checks } = JSON.parse(ran.stdout);
  const found = new Map<string, Check>(checks.map((check: Check) => [check.what, check]));
  const toDo = checks.filter(({ state }: Check) => state === "to_do").map(({ what }: Check) => what);
  return { ...ran, ok, found, toDo };
}

describe("before anything is set up", () => {
  test("the doctor says what to do first, and exits with 1", async () => {
    const ran = await run(["doctor"], { DATA_DIR });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain("✗ TO DO    configuration: ENCRYPTION_KEYS is missing");
    expect(ran.stderr).toBe("1 thing must be done.");
  });

  test("migrates nothing: it says that somebody must", async () => {
    const { code, toDo, found } = await doctor();
    expect({ code, toDo }).toEqual({ code: 1, toDo: ["migrations"] });
    expect(found.get("migrations")?.toDo).toBe("Run: npm run cli -- migrate");
    expect((await cli(["migrate"])).code).toBe(0);
  });
});

describe("company create without --team", () => {
  test("without a token to ask with, or with one that Slack refuses, it says so and writes nothing", async () => {
    const without = await cli(company);
    expect(without).toMatchObject({ code: 1, stdout: "" });
    expect(without.stderr).toMatch(/^--team is missing, and there is no SLACK_BOT_TOKEN/);
    const wrong = await cli(company, { ...outside, SLACK_BOT_TOKEN: "xoxb-99999999-other" });
    expect(wrong.stderr).toMatch(/^Slack refuses SLACK_BOT_TOKEN: invalid_auth/);
    const gone = await cli(company, { ...outside, SLACK_API_URL: "http://127.0.0.1:1/api/" });
    expect(gone.stderr).toMatch(/^Slack could not be asked.*Give --team instead\.$/);
    const sql = owner();
    expect(await sql`select id from companies`).toHaveLength(0);
    await sql.end();
  });

  test("takes the workspace that the bot token speaks for", async () => {
    const ran = await cli(company, outside);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(ran.stdout)).toMatchObject({ slug: "acme-builders", teams: [emulator.world.team.id] });
  });
});

describe("doctor", () => {
  const slack = `Slack ${emulator.world.team.id} (acme-builders)`;

  test("looks at everything, and asks for what only people can do", async () => {
    const { code, found, toDo } = await doctor();
    expect(toDo).toEqual(["administrators of acme-builders"]);
    expect(code).toBe(1);
    const sound = ["configuration", "database", "database's clock", "migrations", "app's login"];
    const rest = [
      "encryption keys",
      "messages",
      "audit trail",
      slack,
      "Slack's clock",
      "mail",
      "text messages",
    ];
    for (const what of [...sound, ...rest]) expect(found.get(what)).toMatchObject({ what, state: "ok" });
    expect(found.get("PUBLIC_URL")?.state).toBe("unknown");
    expect(mailbox.mails).toHaveLength(0);
  });

  test("with --mail-to really sends a mail", async () => {
    const { found } = await doctor({}, "--mail-to", "ops@acme.example");
    expect(found.get("mail")?.says).toContain("took a test mail");
    expect(mailbox.mails).toMatchObject([{ from: "payments@acme.example", to: ["ops@acme.example"] }]);
  });

  test("exits with 0 when people are set up, and still advises to have a second administrator", async () => {
    const sql = owner();
    await sql`update users set status = 'active', first_enrolled_at = ${new Date()}`;
    await sql.end();
    const { code, ok, found } = await doctor();
    expect({ code, ok }).toEqual({ code: 0, ok: true });
    expect(found.get("administrators of acme-builders")).toMatchObject({ state: "advice" });
  });

  test("finds what is broken outside, and shows no secret", async () => {
    twilio.state.answer = () => ({ status: 200, body: { status: "suspended" } });
    onTestFinished(() => {
      twilio.state.answer = active;
    });
    const ran = await doctor({
      SLACK_BOT_TOKEN: "xoxb-99999999-other",
      SMTP_URL: "smtp://someone:s3cretPart@127.0.0.1:1",
      PUBLIC_URL: "http://127.0.0.1:1",
    });
    expect(ran.toDo).toEqual([slack, "mail", "text messages"]);
    expect(ran.found.get(slack)?.says).toContain("invalid_auth");
    expect(ran.stdout + ran.stderr).not.toMatch(/s3cretPart|99999999|xoxb/);
  });

  test("finds dead letters, late messages, an old trail's end and a missing key", async () => {
    const sql = owner();
    const long = new Date(Date.now() - 3 * 24 * 60 * 60_000);
    await sql`update outbox set dead_at = ${new Date()}, last_error = 'smtp_550' where kind = 'invitation_mail'`;
    await sql`update companies set created_at = ${long}`;
    const other = { ENCRYPTION_KEYS: secrets.ENCRYPTION_KEYS.replace("k1:", "another:") };
    const { toDo } = await doctor(other);
    expect(toDo).toEqual(["encryption keys", "messages", "audit trail"]);
    await sql`update outbox set dead_at = null, due_at = ${long}, delivered_at = null`;
    const { found } = await doctor();
    expect(found.get("messages")?.says).toMatch(/wait to be sent, the oldest for \d+ minutes/);
    await sql`update outbox set delivered_at = ${new Date()}`;
    await sql.end();
    expect((await cli(["audit", "checkpoint"])).code).toBe(0);
    expect((await doctor()).ok).toBe(true);
  });

  test("a scope that is missing is named", async () => {
    const had = emulator.world.declared.scopes ?? [];
    emulator.world.declared.scopes = had.filter((scope) => scope !== "im:write");
    onTestFinished(() => {
      emulator.world.declared.scopes = had;
    });
    expect((await doctor()).found.get(slack)).toMatchObject({
      state: "to_do",
      says: "scopes are missing: im:write",
    });
  });

  test("a database that is gone is one line, and the rest is looked at all the same", async () => {
    const url = "postgres://latchkey:s3cretPart@127.0.0.1:1/latchkey";
    const ran = await doctor({ DATABASE_URL: url });
    expect(ran.toDo).toEqual(["database"]);
    expect(ran.found.get("database")?.says).toMatch(/ECONNREFUSED/);
    expect(ran.found.get("mail")?.state).toBe("ok");
    expect(ran.stdout).not.toContain("s3cretPart");
  });
});

test("clocks further apart than ten seconds must be set", () => {
  const now = Date.parse("2026-03-02T12:00:00Z");
  expect(clockCheck("c", now + 9000, [now, now])).toMatchObject({ state: "ok" });
  expect(clockCheck("c", now - 11_000, [now, now])).toMatchObject({ state: "to_do" });
  // A slow answer is no wrong clock.
  expect(clockCheck("c", now, [now, now + 15_000])).toMatchObject({ state: "ok" });
});

describe("DNS", () => {
  test("a resolver that never answers: could not be asked, of the sender's domain nothing bad is said", async () => {
    const states = (await lookAtDomain("acme.example", await resolverAt(() => undefined))).map(
      ({ state, says }) => `${state} ${says.slice(0, 22)}`,
    );
    expect(states).toEqual(Array(3).fill("unknown could not be asked: DN"));
  });

  test("finds SPF, DMARC and a key of DKIM; and advises to publish what is not there", async () => {
    const records: Record<string, string> = {
      "acme.example": "v=spf1 include:mail.example -all",
      "_dmarc.acme.example": "v=DMARC1; p=reject",
      "s1._domainkey.acme.example": "v=DKIM1; p=abc",
    };
    const resolver = await resolverAt((name) => records[name] ?? null);
    const of = async (domain: string) => (await lookAtDomain(domain, resolver)).map(({ state }) => state);
    expect(await of("acme.example")).toEqual(["ok", "ok", "ok"]);
    expect(await of("other.example")).toEqual(["advice", "unknown", "advice"]);
  });
});

/** A DNS server over UDP (RFC 1035) that knows TXT records: null is NXDOMAIN, undefined no answer at all. */
async function resolverAt(find: (name: string) => string | null | undefined): Promise<Resolver> {
  const socket = createSocket("udp4");
  socket.on("message", (query, from) => {
    const labels: string[] = [];
    let at = 12;
    for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
      labels.push(query.toString("latin1", at + 1, at + 1 + length));
      at += 1 + length;
    }
    const text = find(labels.join("."));
    if (text === undefined) return;
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(text === null ? 0x8183 : 0x8180, 2);
    header.writeUInt16BE(text === null ? 0 : 1, 6);
    header.writeUInt16BE(0, 8);
    header.writeUInt16BE(0, 10);
    const question = query.subarray(12, at + 5);
    const data = Buffer.concat([Buffer.from([text?.length ?? 0]), Buffer.from(text ?? "")]);
    const fixed = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, data.length]);
    const answer = text === null ? [] : [fixed, data];
    socket.send(Buffer.concat([header, question, ...answer]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  onTestFinished(() => void socket.close());
  const resolver = new Resolver({ timeout: 300, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return resolver;
}
