import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { productionEnvironment } from "../helpers/production.ts";
import { startRelay } from "../trial/relay.ts";
import { benchDatabase } from "./database.ts";
import { percentile, type Row, report } from "./report.ts";
import { timeStart } from "./time-start.ts";

/**
 * How long people wait: `node dist/main.js` with a production configuration until `/readyz` says yes, and `npm run demo` until it
 * prints its address, on a new data directory and then again on the same one.
 */
const starts = 10;
const readyTargetMs = 800;
const [firstTargetMs, warmTargetMs] = [8000, 3000];

await promisify(execFile)("npm", ["run", "build"]);
const rows: Row[] = [await timeProduct(), ...(await timeDemo())];
await report("start", rows);
process.exit();

async function timeProduct(): Promise<Row> {
  const database = await benchDatabase();
  await database.owner`create role latchkey_login login`;
  await database.owner`grant latchkey_app, latchkey_worker to latchkey_login`;
  const wire = await startRelay(() => [{ path: `${database.address.socketDir}/.s.PGSQL.5432` }]);
  const env = productionEnvironment(`127.0.0.1:${wire.port}/${database.address.database}`);
  const times: number[] = [];
  for (let n = 0; n < starts; n++)
    times.push(
      await timeStart({ command: process.execPath, args: ["dist/main.js"], env, until: untilReady }),
    );
  wire.cut();
  await database.close();
  return rowOf(`node dist/main.js to ready, middle of ${starts}`, percentile(times, 0.5), readyTargetMs);
}

/** It logs its port as soon as it has one; ready it is when it says so itself. */
async function untilReady(output: string): Promise<boolean> {
  const port = /"port":(\d+)/.exec(output)?.[1];
  return port !== undefined && (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
}

async function timeDemo(): Promise<Row[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "latchkey-bench-demo-"));
  const until = async (output: string) => /^Open http/m.test(output);
  const start = () => timeStart({ command: "npm", args: ["run", "demo"], env: { DATA_DIR: dataDir }, until });
  const [first, warm] = [await start(), await start()];
  await rm(dataDir, { recursive: true, force: true });
  return [
    rowOf("npm run demo to its address, first", first, firstTargetMs),
    rowOf("npm run demo to its address, warm", warm, warmTargetMs),
  ];
}

function rowOf(what: string, ms: number, targetMs: number): Row {
  return { what, seconds: Number((ms / 1000).toFixed(2)), target: `≤ ${targetMs / 1000}` };
}
