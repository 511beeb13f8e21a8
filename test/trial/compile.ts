import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Compiles the processes of a trial once: from source it starts in seconds, compiled in half of one, and a trial kills it often. Below
 * node_modules, so that it finds its packages; the migrations are where it looks for them.
 */
export async function compileChildren() {
  const cache = join(root, "node_modules/.cache");
  await mkdir(cache, { recursive: true });
  const outDir = await mkdtemp(join(cache, "latchkey-trial-"));
  const tsc = join(root, "node_modules/typescript-7/bin/tsc");
  await promisify(execFile)(process.execPath, [
    tsc,
    "-p",
    join(root, "test/trial/tsconfig.json"),
    "--outDir",
    outDir,
  ]);
  await symlink(join(root, "drizzle"), join(outDir, "drizzle"));
  return {
    bot: join(outDir, "test/trial/bot-child.js"),
    wire: join(outDir, "test/trial/wire-child.js"),
    bolt: join(outDir, "test/bench/bolt-child.js"),
    load: join(outDir, "test/bench/load-child.js"),
    slack: join(outDir, "test/bench/slack-child.js"),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}
