import { execFile } from "node:child_process";
import { chown, lstat, mkdtemp, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { serverEnvironment } from "./embedded-binaries.ts";
import type { EmbeddedHome } from "./embedded-home.ts";

const run = promisify(execFile);

/**
 * Makes the cluster when it is missing. initdb works in a temporary directory that is then renamed, so a crash
 * leaves no half cluster; of two processes at once the second to rename fails and takes what the first made.
 */
export async function ensureCluster(home: EmbeddedHome, native: string, needsSync: boolean): Promise<void> {
  await removeLeftovers(home.dir);
  if (await exists(join(home.cluster, "PG_VERSION"))) return;
  const fresh = await mkdtemp(`${home.cluster}.new-`);
  try {
    if (home.account) await chown(fresh, home.account.uid, home.account.gid);
    const options = [
      "--auth=trust",
      "--encoding=UTF8",
      "--locale=C",
      "--username=postgres",
      "--no-instructions",
    ];
    if (!needsSync) options.push("--no-sync");
    const command = join(native, "bin/initdb");
    await run(command, [...options, "-D", fresh], { ...home.account, cwd: "/", env: serverEnvironment });
    await rename(fresh, home.cluster);
    if (needsSync) await syncDirectory(home.dir);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!(await exists(join(home.cluster, "PG_VERSION")))) throw error;
  }
}

/** Nothing here takes this long, so what is older was left by a process that was killed. */
const leftoverAgeMs = 10 * 60_000;

async function removeLeftovers(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    if (!/^(postgres|binaries-.+)\.new-/.test(name)) continue;
    const found = await lstat(join(dir, name)).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > leftoverAgeMs) {
      await rm(join(dir, name), { recursive: true, force: true });
    }
  }
}

/** Makes the rename itself survive a power cut. */
async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, "r");
  await handle.sync().finally(() => handle.close());
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
