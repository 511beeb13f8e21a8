import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { resolveSecrets } from "../src/config/secrets.ts";
import { readConfig, readDatabaseConfig } from "../src/config.ts";

const base64 = (bytes: Buffer) => bytes.toString("base64");
const hex = (length: number) => randomBytes(length).toString("hex");
const newSigningKey = (kind: "ed25519" | "x25519" = "ed25519") => {
  const { privateKey } = kind === "ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("x25519");
  return base64(privateKey.export({ format: "der", type: "pkcs8" }));
};

/** A sound production environment. */
const production = () => ({
  NODE_ENV: "production",
  DATABASE_URL: "postgres://owner:8Jw2pQz7@db.acme.com/latchkey",
  DATABASE_APP_URL: "postgres://app:Kq93mvT1@db.acme.com/latchkey?prepare=false",
  PUBLIC_URL: "https://payments.acme.com",
  ENCRYPTION_KEYS: `k2:${base64(randomBytes(32))},k1:${base64(randomBytes(32))}`,
  AUDIT_SIGNING_KEY: newSigningKey(),
  SLACK_SIGNING_SECRET: hex(16),
  SLACK_BOT_TOKEN: `xoxb-${hex(20)}`,
  SMTP_URL: "smtps://mailer:p4ssW0rt9@mail.acme.com",
  MAIL_FROM: "payments@acme.com",
});

function problemsOf(env: Record<string, string | undefined>): string[] {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
}

const secrets: Record<string, string[]> = {
  DATABASE_URL: ["", "   ", "db", "https://db.acme.com", "postgres://owner:changeme@db.acme.com/latchkey"],
  DATABASE_APP_URL: ["", "localhost:5432", "postgres://app:your-password@db.acme.com/latchkey"],
  ENCRYPTION_KEYS: [
    "",
    "changeme",
    "k1:",
    `k1:${base64(randomBytes(16))}`,
    `k1:${base64(randomBytes(31))}`,
    base64(randomBytes(32)),
    `k1:${base64(Buffer.alloc(32))}`,
    `k1:${base64(Buffer.from("changemechangemechangemechangeme"))}`,
    "k1:<base64 of 32 bytes>",
    `k1:${base64(randomBytes(32))},k1:${base64(randomBytes(32))}`,
    `k1:${base64(randomBytes(32))},`,
    `k.1:${base64(randomBytes(32))}`,
  ],
  AUDIT_SIGNING_KEY: [
    "",
    "your-key",
    base64(randomBytes(32)),
    newSigningKey("x25519"),
    newSigningKey().slice(0, -8),
    // The example of RFC 8410.
    "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC",
  ],
  SLACK_SIGNING_SECRET: [
    "",
    "abc123",
    hex(7),
    "x".repeat(32),
    "a".repeat(32),
    "your-signing-secret",
    "changeme-changeme",
    "8f742231b10e8888abcd99yyyzzz85a5",
  ],
  SLACK_BOT_TOKEN: ["", "xoxb-1", hex(20), "xoxb-your-token-here", "xoxb-xxxxxxxxxxxx", `xapp-${hex(20)}`],
  SLACK_CLIENT_SECRET: ["", "short", "your-client-secret", "<client secret here>"],
  SLACK_STATE_SECRET: ["", "short", "my-state-secret", "placeholder-placeholder"],
  SLACK_APP_TOKEN: ["", "xapp-1", "xapp-xxxxxxxxxxxxx", `xoxb-${hex(20)}`],
  SMTP_URL: ["", "mail.acme.com", "http://mail.acme.com", "smtp://mailer:xxxx@mail.acme.com"],
  TWILIO_AUTH_TOKEN: ["", "short", "your_auth_token_here"],
};

const cases = Object.entries(secrets).flatMap(([name, values]) => values.map((value) => ({ name, value })));

describe("R65: an unsound secret refuses to start", () => {
  test.each(cases)("$name = $value is refused by name, in production and outside", ({ name, value }) => {
    for (const NODE_ENV of ["production", "development"]) {
      const problems = problemsOf({ ...production(), NODE_ENV, [name]: value });
      const own = problems.filter((problem) => problem.startsWith(`${name} `));
      expect(own).toHaveLength(1);
      if (value.length > 5) expect(problems.join("\n")).not.toContain(value);
    }
  });

  test.each(Object.keys(secrets))("%s in a file is held to the same", async (name) => {
    const { [name]: _, ...rest }: Record<string, string> = production();
    const file = await write("changeme");
    expect(problemsOf({ ...rest, [`${name}_FILE`]: file })).toContainEqual(expect.stringContaining(name));
  });

  test("a real secret is not refused by chance", () => {
    for (let i = 0; i < 500; i++) {
      const env = { ...production(), SLACK_SIGNING_SECRET: base64(randomBytes(24)) };
      expect(problemsOf(env)).toEqual([]);
    }
  });
});

const directory = mkdtemp(join(tmpdir(), "latchkey-config-"));
afterAll(async () => rm(await directory, { recursive: true }));
async function write(text: string): Promise<string> {
  const file = join(await directory, hex(6));
  await writeFile(file, text);
  return file;
}

describe("secrets in files", () => {
  test("are read, without the newline at the end", async () => {
    const { SLACK_SIGNING_SECRET, ...rest } = production();
    const read = readConfig({ ...rest, SLACK_SIGNING_SECRET_FILE: await write(`${SLACK_SIGNING_SECRET}\n`) });
    expect(read.ok && read.config.slack?.signingSecret).toBe(SLACK_SIGNING_SECRET);
  });

  test("each of them is read from its own", async () => {
    const values = Object.fromEntries(Object.keys(secrets).map((name) => [name, hex(8)]));
    const inFiles: Record<string, string> = {};
    for (const [name, value] of Object.entries(values)) inFiles[`${name}_FILE`] = await write(`${value}\n`);
    expect(resolveSecrets(inFiles)).toMatchObject({ values, problems: [] });
  });

  test("are refused beside the variable itself, when empty, and when they cannot be read", async () => {
    const { SMTP_URL, ...rest } = production();
    const file = await write(SMTP_URL);
    expect(problemsOf({ ...rest, SMTP_URL, SMTP_URL_FILE: file })).toEqual([
      "SMTP_URL and SMTP_URL_FILE are both set: keep one.",
    ]);
    expect(problemsOf({ ...rest, SMTP_URL_FILE: await write("\n") })).toEqual([
      "SMTP_URL_FILE names an empty file.",
    ]);
    expect(problemsOf({ ...rest, SMTP_URL_FILE: "/nowhere" })).toEqual([
      "SMTP_URL_FILE names a file that cannot be read.",
    ]);
  });
});

describe("in production", () => {
  test("a sound environment is read", () => {
    const read = readConfig(production());
    expect(read).toMatchObject({
      ok: true,
      config: { isProduction: true, host: "127.0.0.1", port: 3000, publicUrl: "https://payments.acme.com" },
    });
    expect(read.ok && read.config.keys.current).toBe("k2");
    expect(read.ok && [...read.config.keys.keys.keys()]).toEqual(["k2", "k1"]);
  });

  const required = Object.keys(production()).filter((name) => name !== "NODE_ENV");

  test("everything that is missing is listed at once", () => {
    const named = problemsOf({ NODE_ENV: "production" }).map((problem) => problem.split(" ")[0]);
    expect(named.toSorted()).toEqual(required.toSorted());
  });

  test.each(required)("%s is required", (name) => {
    const problems = problemsOf({ ...production(), [name]: undefined });
    expect(problems).toEqual([expect.stringMatching(`^${name} is missing`)]);
  });

  test("the OAuth trio stands for the bot token, but only whole", () => {
    const { SLACK_BOT_TOKEN: _, ...rest } = production();
    const trio = { SLACK_CLIENT_ID: "12.34", SLACK_CLIENT_SECRET: hex(16), SLACK_STATE_SECRET: hex(16) };
    expect(problemsOf({ ...rest, ...trio })).toEqual([]);
    expect(problemsOf({ ...rest, ...trio, SLACK_STATE_SECRET: undefined })).toEqual([
      expect.stringMatching("^SLACK_STATE_SECRET is missing"),
    ]);
  });

  test("by Socket Mode no signing secret is needed, but a token is", () => {
    const { SLACK_SIGNING_SECRET: _, ...rest } = production();
    const socket = { ...rest, SLACK_APP_TOKEN: `xapp-${hex(20)}` };
    const read = readConfig(socket);
    expect(read.ok && read.config.slack?.signingSecret).toBe(undefined);
    expect(problemsOf(rest)).toEqual([
      expect.stringMatching("^SLACK_SIGNING_SECRET is missing.*SLACK_APP_TOKEN"),
    ]);
    expect(problemsOf({ ...socket, SLACK_BOT_TOKEN: undefined })).toEqual([
      expect.stringMatching("^SLACK_BOT_TOKEN is missing"),
    ]);
  });

  test("links are https", () => {
    expect(problemsOf({ ...production(), PUBLIC_URL: "http://payments.acme.com" })).toEqual([
      "PUBLIC_URL must begin with https:// in production.",
    ]);
  });

  test("the log is never below info", () => {
    const read = readConfig({ ...production(), LOG_LEVEL: "trace" });
    expect(read.ok && read.config.logLevel).toBe("info");
  });
});

describe("outside production", () => {
  const least = () => ({ ENCRYPTION_KEYS: `k1:${base64(randomBytes(32))}` });

  test("the encryption key is enough, and its absence names the command that makes one", () => {
    expect(problemsOf(least())).toEqual([]);
    expect(problemsOf({})).toEqual(["ENCRYPTION_KEYS is missing: `npm run cli -- init` writes one to .env."]);
  });

  test("half a set is a mistake, not a choice", () => {
    const halves = {
      SLACK_BOT_TOKEN: `xoxb-${hex(20)}`,
      SMTP_URL: "smtp://127.0.0.1:2525",
      TWILIO_FROM: "+15550102200",
    };
    const named = problemsOf({ ...least(), ...halves }).map((problem) => problem.split(" ")[0]);
    expect(named).toEqual(["SLACK_SIGNING_SECRET", "MAIL_FROM", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"]);
  });

  test("text messages are offered with all three of Twilio's variables, and go where SMS_COUNTRIES says", () => {
    const sid = `AC${hex(16)}`;
    const twilio = { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: hex(16), TWILIO_FROM: "+12125550100" };
    const read = readConfig({ ...least(), ...twilio, SMS_COUNTRIES: "us, ca" });
    const sms = { accountSid: sid, authToken: twilio.TWILIO_AUTH_TOKEN, from: "+12125550100" };
    expect(read).toMatchObject({ ok: true, config: { sms, smsCountries: ["US", "CA"] } });
    const without = readConfig(least());
    expect(without.ok && without.config.sms).toBeUndefined();
    expect(problemsOf({ ...least(), ...twilio, TWILIO_FROM: undefined })).toEqual([
      expect.stringMatching("^TWILIO_FROM is missing"),
    ]);
  });

  test.each([
    ["TWILIO_ACCOUNT_SID", "SK0123"],
    ["TWILIO_FROM", "Acme Builders payments"],
    ["PORT", "70000"],
    ["PORT", "http"],
    ["PUBLIC_URL", "payments.acme.com"],
    ["PUBLIC_URL", "https://payments.acme.com/latchkey"],
    ["MAIL_FROM", "Acme"],
    ["PAYMENTS_MARKETS", "US,Canada"],
    ["LOG_LEVEL", "loud"],
  ])("%s = %s is refused", (name, value) => {
    expect(problemsOf({ ...least(), [name]: value })).toContainEqual(expect.stringMatching(`^${name} must`));
  });

  test("an empty variable that is no secret counts as unset", () => {
    const read = readConfig({ ...least(), PORT: "", PUBLIC_URL: "", LOG_LEVEL: "" });
    expect(read).toMatchObject({ ok: true, config: { port: 3000, publicUrl: undefined, logLevel: "info" } });
  });
});

test("migrate needs to know nothing but the database", () => {
  expect(readDatabaseConfig({ SLACK_BOT_TOKEN: "x" })).toMatchObject({
    ok: true,
    database: { dataDir: ".data" },
  });
  expect(readDatabaseConfig({ NODE_ENV: "production" })).toEqual({
    ok: false,
    problems: ["DATABASE_URL is missing."],
  });
});
