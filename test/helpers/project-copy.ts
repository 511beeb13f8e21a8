import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

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
