import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseAt } from "../../src/app/database.ts";
import { openClient } from "../../src/store/db.ts";
import { startEmbedded } from "../../src/store/embedded.ts";

/** A migrated PostgreSQL of the benchmark's own, with the server's usual durability; gone at the end. */
export async function benchDatabase() {
  const dataDir = await mkdtemp(join(tmpdir(), "latchkey-bench-"));
  const server = await startEmbedded({ dataDir });
  const address = { socketDir: server.socketDir, database: server.database, user: "postgres" };
  const database = databaseAt(address);
  await database.migrate();
  const owner = openClient(address, { max: 1 });
  const close = async () => {
    await owner.end();
    await database.close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { db: database.db, owner, address, dataDir, close };
}
