import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { until } from "./until.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const parts = ["src", "test", "drizzle", "manifest.yml", "package.json", "tsconfig.json"];

/** The project as a fresh clone after `npm ci`, in a folder that goes with the test. */
export async function copyProject(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "latchkey-copy-"));
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  for (const name of parts) await cp(join(root, name), join(copy, name), { recursive: true });
  await symlink(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** A port that nobody listens on, as long as nobody takes it first. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((go) => server.listen(0, "127.0.0.1", go));
  const address = server.address();
  await new Promise((go) => server.close(go));
  return typeof address === "object" && address ? address.port : 0;
}

type Setting = { cwd: string; env: Record<string, string | undefined> };

/** Starts what goes on, such as `npm run dev`. It ends with the test as a deployment ends it, with the database that it started. */
export function startInBackground(command: string, { cwd, env }: Setting): void {
  // A group of its own, to see its end; npm alone hears the signal and passes it on: tsx kills at the second one.
  const npm = spawn("sh", ["-c", `exec ${command}`], { cwd, env, detached: true, stdio: "ignore" });
  onTestFinished(async () => {
    npm.kill("SIGTERM");
    await until("the end of it", () => !isGroupThere(npm) || undefined, 30_000);
  });
}

function isGroupThere({ pid }: ChildProcess): boolean {
  try {
    return pid !== undefined && process.kill(-pid, 0);
  } catch {
    return false;
  }
}
