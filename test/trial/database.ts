import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseAt } from "../../src/app/database.ts";
import { openClient } from "../../src/store/db.ts";
import { startEmbedded } from "../../src/store/embedded.ts";
import { layWire } from "./wire.ts";

/**
 * A PostgreSQL of the trial's own that can crash and come back while the product runs: behind a wire whose address stays the
 * same. Without fsync a crash of the server loses nothing, as the machine goes on; commits are synchronous.
 */
export async function startDatabase(wireScript: string) {
  const dataDir = await mkdtemp(join(tmpdir(), "latchkey-trial-"));
  const launch = () => startEmbedded({ dataDir, settings: { fsync: "off", max_connections: "120" } });
  let server: Awaited<ReturnType<typeof launch>> | undefined = await launch();
  const wire = await layWire(wireScript);
  const lead = () => wire.leadTo(server ? [{ path: `${server.socketDir}/.s.PGSQL.5432` }] : []);
  lead();
  const url = `postgres://postgres@127.0.0.1:${wire.port}/latchkey`;
  const database = databaseAt({ url });
  await database.migrate();
  const owner = openClient({ url }, { max: 2 });
  return {
    url,
    address: { url },
    db: database.db,
    owner,
    wire,
    /** Immediate shutdown: connections end as they are, and the next start recovers from the log. */
    crash: async () => {
      const { pid } = server ?? {};
      server = undefined;
      if (pid) process.kill(pid, "SIGQUIT");
      lead();
      wire.cut();
    },
    start: async () => {
      server ??= await launch();
      lead();
    },
    close: async () => {
      await owner.end({ timeout: 1 });
      await database.close();
      wire.close();
      await server?.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
