import { randomBytes } from "node:crypto";
import { afterAll } from "vitest";
import { databaseAt } from "../../src/app/database.ts";
import { startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { readDeclared } from "../../src/demo/manifest.ts";
import { type EmulatorOptions, startEmulator } from "../../src/emulator/server.ts";
import { createLog } from "../../src/log.ts";
import { startMailbox } from "../delivery/mailbox.ts";
import { testClock } from "./clock.ts";
import { testDatabase } from "./database.ts";
import { keptLog, noteMailed } from "./whole-log.ts";
import { workspaceOf } from "./workspace.ts";

type Options = {
  emulated?: Partial<EmulatorOptions>;
  /** What else stands in the environment; undefined takes something out of it. */
  env?: Record<string, string | undefined>;
  /** Else Slack does not know where it is, and it comes by Socket Mode. */
  isByHttp?: boolean;
};

/** The whole product as one process, with a real database, a real mail server, and the Slack emulator behind signed HTTP. */
export async function startLatchkey({ emulated = {}, env = {}, isByHttp = true }: Options = {}) {
  const { address, owner } = await testDatabase();
  const mailbox = await startMailbox();
  const [signingSecret, botToken] = [
    randomBytes(16).toString("hex"),
    `xoxb-${randomBytes(12).toString("hex")}`,
  ];
  const emulator = await startEmulator({
    signingSecret,
    botToken,
    declared: await readDeclared(),
    ...emulated,
  });
  const clock = testClock(new Date());
  const logLines: string[] = [];
  const log = createLog(
    "debug",
    keptLog((line) => void logLines.push(line)),
  );
  const settings = readConfig({
    PORT: "0",
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: emulator.apiUrl,
    SMTP_URL: mailbox.url,
    MAIL_FROM: "latchkey@example.com",
    ...env,
  });
  if (!settings.ok) throw new Error(settings.problems.join("\n"));
  const database = databaseAt(address);
  const app = await startApp(settings.config, { database, log, now: clock.now });
  if (isByHttp) emulator.setAppUrl(`http://127.0.0.1:${app.port}/slack/events`);
  afterAll(async () => {
    await app.stop();
    await database.close();
    await emulator.close();
    noteMailed(mailbox.mails);
  });
  const origin = `http://localhost:${app.port}`;
  return {
    app,
    config: settings.config,
    address,
    origin,
    clock,
    logLines,
    mailbox,
    emulator,
    owner,
    workspace: workspaceOf(emulator),
  };
}
