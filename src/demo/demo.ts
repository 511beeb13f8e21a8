import { randomBytes } from "node:crypto";
import { type Database, openDatabase } from "../app/database.ts";
import { demoDatabaseName } from "../app/demo-data.ts";
import { openListener } from "../app/listener.ts";
import { type App, startApp } from "../app.ts";
import { type Config, readConfig } from "../config.ts";
import type { Deps } from "../deps.ts";
import { type Emulator, startEmulator } from "../emulator/server.ts";
import { createLog, type Log } from "../log.ts";
import { openClient } from "../store/db.ts";
import { findFreePort } from "./free-port.ts";
import { type Mailbox, startMailbox } from "./mailbox.ts";
import { readDeclared } from "./manifest.ts";
import { digitsOf, listNumbers } from "./numbers.ts";
import { approvalsChannel, colleagues } from "./people.ts";
import { listPhoneEntries } from "./phone.ts";
import { markRunning, refuseSecond } from "./running.ts";
import { seed } from "./seed.ts";
import { demoSite } from "./site.tsx";
import { type DemoState, loadState, mailFileIn, removeState, saveState } from "./state.ts";
import { createTextPhone, type TextPhone } from "./texts.ts";

export type Demo = {
  /** The page to begin with. */
  url: string;
  app: App;
  emulator: Emulator;
  mailbox: Mailbox;
  stop: () => Promise<void>;
};

type DemoOptions = {
  dataDir: string;
  /** Where the portal's search for a free port begins. */
  port?: number;
  /** Forgets everything first. */
  isReset?: boolean;
  log?: Log;
  say?: (line: string) => void;
};

/** The first port of each part that is tried; a busy one moves on. */
const ports = { workspace: 3100, site: 3200 };

/** Starts everything on this machine: database, workspace, mailbox, phone and the bot, with people in it. */
export async function startDemo({
  dataDir,
  port = 3000,
  isReset,
  log,
  say = () => {},
}: DemoOptions): Promise<Demo> {
  await refuseSecond(dataDir);
  if (isReset) await removeState(dataDir);
  const state = await loadState(dataDir);
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closing.splice(0)) await end();
  };
  try {
    const mailbox = await startMailbox(mailFileIn(dataDir));
    closing.unshift(mailbox.close);
    const emulator = await startWorkspace(state);
    closing.unshift(emulator.close);
    const config = await configOf({ dataDir, port, state, mailbox, emulator });
    const database = await openDatabase(config.database);
    closing.unshift(database.close);
    const companyId = await ensureSeeded({ state, database, config, dataDir, say });
    const phone = createTextPhone(() => new Date());
    const { sendText } = phone;
    const app = await startApp(config, { database, log: log ?? createLog("silent"), sendText });
    closing.unshift(app.stop);
    emulator.setAppUrl(`${app.url}/slack/events`);
    const site = await openListener("127.0.0.1", await findFreePort(ports.site));
    closing.unshift(site.close);
    const places = { workspaceUrl: emulator.url, portalUrl: app.url };
    const entries = () => listPhoneEntries(app.deps, companyId);
    const texts = () => listShownTexts(app.deps, { companyId, phone });
    site.serve(demoSite({ places, mailbox, listPhoneEntries: entries, listTexts: texts }).fetch);
    const url = `http://localhost:${site.port}`;
    closing.unshift(await markRunning(dataDir, url));
    return { url, app, emulator, mailbox, stop: close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listShownTexts(deps: Deps, { companyId, phone }: { companyId: string; phone: TextPhone }) {
  const names = await listNumbers(deps, companyId);
  return phone.list().map((text) => ({ ...text, name: names.get(digitsOf(text.to)) }));
}

async function startWorkspace({ signingSecret, botToken }: DemoState): Promise<Emulator> {
  return startEmulator({
    port: await findFreePort(ports.workspace),
    signingSecret,
    botToken,
    people: colleagues.map(({ slackUserId, name, email }) => ({ id: slackUserId, realName: name, email })),
    channels: [
      { id: "C0GENERAL1", name: "general" },
      { id: approvalsChannel.channelId, name: approvalsChannel.name, kind: "private" },
    ],
    declared: await readDeclared(),
  });
}

type Parts = { dataDir: string; port: number; state: DemoState; mailbox: Mailbox; emulator: Emulator };

/** The same configuration that an operator writes, read by the same rules. */
async function configOf({ dataDir, port, state, mailbox, emulator }: Parts): Promise<Config> {
  const read = readConfig({
    NODE_ENV: "development",
    DATA_DIR: dataDir,
    PORT: String(await findFreePort(port)),
    ENCRYPTION_KEYS: state.encryptionKeys,
    AUDIT_SIGNING_KEY: state.auditSigningKey,
    SLACK_SIGNING_SECRET: state.signingSecret,
    SLACK_BOT_TOKEN: state.botToken,
    SLACK_API_URL: emulator.apiUrl,
    SMTP_URL: mailbox.smtpUrl,
    MAIL_FROM: "payments@latchkey.example",
  });
  if (!read.ok) throw new Error(read.problems.join(" "));
  return { ...read.config, database: { ...read.config.database, name: demoDatabaseName } };
}

type Seeding = {
  state: DemoState;
  database: Database;
  config: Config;
  dataDir: string;
  say: (line: string) => void;
};

/** The people of the last run, or new ones in an empty database: a seeding that broke off leaves no company id. */
async function ensureSeeded({ state, database, config, dataDir, say }: Seeding): Promise<string> {
  if (state.companyId !== undefined) return state.companyId;
  say("Inviting the people of Acme Builders …");
  await recreate(database);
  await database.migrate();
  const deps: Deps = {
    db: database.db,
    now: () => new Date(),
    randomBytes,
    keys: config.keys,
    log: createLog("silent"),
  };
  const companyId = await seed(deps);
  await saveState(dataDir, { ...state, companyId });
  return companyId;
}

async function recreate({ owner }: Database): Promise<void> {
  if ("url" in owner) throw new Error("the demo has an embedded database");
  const admin = openClient({ ...owner, database: "postgres" }, { max: 1 });
  try {
    await admin`drop database if exists ${admin(demoDatabaseName)} with (force)`;
    await admin`create database ${admin(demoDatabaseName)}`;
  } finally {
    await admin.end();
  }
}
