import { openListener } from "../app/listener.ts";
import type { App } from "../app.ts";
import type { Emulator } from "../emulator/server.ts";
import type { Log } from "../log.ts";
import { findFreePort } from "./free-port.ts";
import type { Mailbox } from "./mailbox.ts";
import { markRunning, refuseSecond } from "./running.ts";
import { demoSite } from "./site.tsx";
import { type Ports, type Stage, startStage } from "./stage.ts";

export type Demo = {
  /** The page to begin with. */
  url: string;
  /** What is on stage now: *Start over* brings others. */
  readonly app: App;
  readonly emulator: Emulator;
  readonly mailbox: Mailbox;
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

const sitePort = 3200;

/** Starts everything on this machine, and the page that shows it side by side. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { dataDir, port = 3000, isReset = false, log, say = () => {} } = options;
  await refuseSecond(dataDir);
  const begin = (ports: Ports, isAnew: boolean) => startStage({ dataDir, ports, isReset: isAnew, log, say });
  let stage = await begin({ portal: port, workspace: 3100, profiles: 3300 }, isReset);
  /** While one stage follows another, whoever looks waits for the next. */
  let next: Promise<Stage> = Promise.resolve(stage);
  const follow = async () => {
    const ports = portsOf(stage);
    await stage.stop();
    stage = await begin(ports, true);
    return stage;
  };
  const startOver = () => {
    next = next.then(follow);
    return next;
  };
  const site = await openListener("127.0.0.1", await findFreePort(sitePort));
  site.serve(demoSite({ stage: () => next, startOver }).fetch);
  const url = `http://localhost:${site.port}`;
  const unmark = await markRunning(dataDir, url);
  return {
    url,
    get app() {
      return stage.app;
    },
    get emulator() {
      return stage.emulator;
    },
    get mailbox() {
      return stage.mailbox;
    },
    stop: async () => {
      await unmark();
      await site.close();
      await (await next).stop();
    },
  };
}

/** The same ones again: open tabs, and links in mails, go on working. */
function portsOf({ app, emulator, profiles }: Stage): Ports {
  const [first] = profiles.list;
  return {
    portal: app.port,
    workspace: Number(new URL(emulator.url).port),
    profiles: first ? Number(new URL(first.url).port) : 0,
  };
}
