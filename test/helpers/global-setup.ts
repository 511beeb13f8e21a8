import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openClient } from "../../src/store/db.ts";
import { startEmbedded } from "../../src/store/embedded.ts";
import { migrate } from "../../src/store/migrate.ts";
import { searchWholeLog, wholeLogVariable } from "./search-log.ts";

declare module "vitest" {
  interface ProvidedContext {
    socketDir: string;
  }
}

/**
 * One real PostgreSQL for the run, without durability, and one migrated template that every test file clones.
 * TEST_SOCKET_DIR names the socket directory of another server instead: the oldest that we support, say.
 */
export default async function setup(project: TestProject) {
  const wholeLogDir = await mkdtemp(join(tmpdir(), "latchkey-log-"));
  process.env[wholeLogVariable] = wholeLogDir;
  const stopDatabase = await startDatabase(project);
  return async () => {
    await stopDatabase();
    const { lines, secrets, found } = searchWholeLog(wholeLogDir);
    await rm(wholeLogDir, { recursive: true, force: true });
    console.log(`R64: ${lines} lines logged, ${secrets} secrets made: ${found.length} lines hold one.`);
    if (found.length === 0) return;
    console.error(`A secret or an address was logged:\n${found.slice(0, 5).join("\n")}`);
    // Thrown here, an error would only be printed.
    process.exitCode = 1;
  };
}

async function startDatabase(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_SOCKET_DIR"];
  if (given) {
    await makeTemplate(given);
    project.provide("socketDir", given);
    return async () => {};
  }
  const dataDir = await mkdtemp(join(tmpdir(), "latchkey-test-"));
  const settings = {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    max_connections: "300",
  };
  const server = await startEmbedded({ dataDir, settings });
  await makeTemplate(server.socketDir);
  project.provide("socketDir", server.socketDir);
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function makeTemplate(socketDir: string): Promise<void> {
  const client = openClient({ socketDir, database: "postgres", user: "postgres" }, { max: 1 });
  await client`update pg_database set datistemplate = false, datallowconn = true where datname = 'template_latchkey'`;
  await client`drop database if exists template_latchkey`;
  await client`create database template_latchkey`;
  await migrate({ socketDir, database: "template_latchkey", user: "postgres" });
  await client`update pg_database set datistemplate = true, datallowconn = false where datname = 'template_latchkey'`;
  await client.end();
}
