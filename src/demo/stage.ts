import { randomBytes } from "node:crypto";
import { type Database, openDatabase } from "../app/database.ts";
import { demoDatabaseName } from "../app/demo-data.ts";
import { type App, startApp } from "../app.ts";
import { type Config, readConfig } from "../config.ts";
import type { Deps } from "../deps.ts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../emulator/server.ts";
import { runTimers } from "../flows/run-timers.ts";
import { createLog, type Log } from "../log.ts";
import { openClient } from "../store/db.ts";
import { type DemoClock, demoClock, type Move, moves } from "./clock.ts";
import { findFreePort } from "./free-port.ts";
import { type Mailbox, startMailbox } from "./mailbox.ts";
import { readDeclared } from "./manifest.ts";
import { digitsOf, listNumbers } from "./numbers.ts";
import { approvalsChannel, colleagues, emailOf } from "./people.ts";
import { listPhoneEntries, type PhoneEntry } from "./phone.ts";
import type { ShownText } from "./phone-page.tsx";
import { openProfiles, type Profiles } from "./profiles.ts";
import { seed } from "./seed.ts";
import { type DemoState, loadState, mailFileIn, removeState, saveState } from "./state.ts";
import { furthest, notBegun, readStory, type Story } from "./story.ts";
import { createTextPhone, type TextPhone } from "./texts.ts";

/** Everything that *Start over* ends and begins anew. */
export type Stage = {
  app: App;
  emulator: Emulator;
  mailbox: Mailbox;
  profiles: Profiles;
  clock: DemoClock;
  listPhone: () => Promise<{ entries: PhoneEntry[]; texts: ShownText[] }>;
  readStory: () => Promise<Story>;
  /** Moves the clock, and does at once what is due by then. */
  move: (by: Move) => Promise<void>;
  stop: () => Promise<void>;
};

/** The first port of each part that is tried; a busy one moves on. */
export type Ports = { portal: number; workspace: number; profiles: number };

type StageOptions = {
  dataDir: string;
  ports: Ports;
  /** Forgets everything first. */
  isReset: boolean;
  log: Log | undefined;
  say: (line: string) => void;
};

/** Starts database, workspace, mailbox, phone and the bot, with people in it. */
export async function startStage({ dataDir, ports, isReset, log, say }: StageOptions): Promise<Stage> {
  if (isReset) await removeState(dataDir);
  const loaded = await loadState(dataDir);
  const clock = demoClock(loaded.clockAheadMs ?? 0);
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of closing.splice(0)) await end();
  };
  try {
    const mailbox = await startMailbox(mailFileIn(dataDir), clock.now);
    closing.unshift(mailbox.close);
    let profiles: Profiles | undefined;
    const emulator = await startWorkspace(loaded, {
      ...{ now: clock.now, port: await findFreePort(ports.workspace) },
      inBrowserOf: (userId, seen) => profiles?.linksFor(emailOf(userId), seen) ?? seen,
    });
    closing.unshift(emulator.close);
    const config = await configOf({ dataDir, port: ports.portal, state: loaded, mailbox, emulator });
    const database = await openDatabase(config.database);
    closing.unshift(database.close);
    const state = await ensureSeeded({ state: loaded, database, config, dataDir, say });
    const phone = createTextPhone(clock.now);
    const { now } = clock;
    const app = await startApp(config, {
      ...{ now, database, isUnhurried: true, sendText: phone.sendText },
      wallClock: () => now().getTime(),
      log: log ?? createLog("silent"),
    });
    closing.unshift(app.stop);
    emulator.setAppUrl(`${app.url}/slack/events`);
    profiles = await openProfiles(app.url, ports.profiles);
    closing.unshift(profiles.close);
    const { companyId } = state;
    let story = notBegun;
    return {
      ...{ app, emulator, mailbox, profiles, clock, stop },
      listPhone: async () => ({
        entries: await listPhoneEntries(app.deps, companyId),
        texts: await listShownTexts(app.deps, { companyId, phone }),
      }),
      readStory: async () => {
        story = furthest(story, await readStory(app.deps, { companyId, log: emulator.log }));
        return story;
      },
      move: async (by) => {
        clock.advance(moves[by]);
        // Kept: rows of the moved time must not lie in the future after a restart.
        await saveState(dataDir, { ...state, clockAheadMs: clock.aheadMs() });
        await runTimers(app.deps);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listShownTexts(deps: Deps, { companyId, phone }: { companyId: string; phone: TextPhone }) {
  const names = await listNumbers(deps, companyId);
  return phone.list().map((text) => ({ ...text, name: names.get(digitsOf(text.to)) }));
}

type Surroundings = Pick<EmulatorOptions, "now" | "port" | "inBrowserOf">;

async function startWorkspace(
  { signingSecret, botToken }: DemoState,
  surroundings: Surroundings,
): Promise<Emulator> {
  return startEmulator({
    ...surroundings,
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

type Seeded = DemoState & { companyId: string };
type Seeding = {
  state: DemoState;
  database: Database;
  config: Config;
  dataDir: string;
  say: (line: string) => void;
};

/** The people of the last run, or new ones in an empty database: a seeding that broke off leaves no company id. */
async function ensureSeeded({ state, database, config, dataDir, say }: Seeding): Promise<Seeded> {
  if (state.companyId !== undefined) return { ...state, companyId: state.companyId };
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
  const seeded = { ...state, companyId: await seed(deps) };
  await saveState(dataDir, seeded);
  return seeded;
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
