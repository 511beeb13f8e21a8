import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const fileIn = (dataDir: string) => join(dataDir, "demo.url");
const patienceMs = 1000;

/** Two demos on one database would take each other's mail and messages. One that was killed left a file, but does not answer. */
export async function refuseSecond(dataDir: string): Promise<void> {
  const url = await readFile(fileIn(dataDir), "utf8").catch(() => undefined);
  if (url && (await isDemo(url)))
    throw new AlreadyRunning(`The demo is running already: ${url}. Stop it first.`);
}

/** For the person at the terminal: a sentence, no stack. */
export class AlreadyRunning extends Error {
  override name = "AlreadyRunning";
}

/** Says where this demo is; answers what takes that back. */
export async function markRunning(dataDir: string, url: string): Promise<() => Promise<void>> {
  await writeFile(fileIn(dataDir), url);
  return () => rm(fileIn(dataDir), { force: true });
}

async function isDemo(url: string): Promise<boolean> {
  const page = await fetch(url, { signal: AbortSignal.timeout(patienceMs) }).catch(() => undefined);
  return page?.ok === true && (await page.text()).includes("Latchkey demo");
}
