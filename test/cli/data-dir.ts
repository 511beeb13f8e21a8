import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A directory for an embedded database; as root the account that PostgreSQL runs as must reach it. */
export async function newDataDir() {
  const dir = await mkdtemp(join(tmpdir(), "latchkey-"));
  await chmod(dir, 0o755);
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}
