import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { connect, type DatabaseAddress, openClient } from "../../src/store/db.ts";

/**
 * A database of this test file's own, cloned from the migrated template, reached as the app's role. Dropped at the end;
 * a connection that a test left open makes the drop fail, and so the file. Call it at the top of a file.
 */
export async function testDatabase() {
  const server = { socketDir: inject("socketDir"), user: "postgres" };
  const database = `test_${randomBytes(6).toString("hex")}`;
  const admin = openClient({ ...server, database: "postgres" }, { max: 1 });
  await admin.unsafe(`create database ${database} template template_latchkey`);
  const address: DatabaseAddress = { ...server, database };
  const { db, close } = connect(address, { role: "latchkey_app" });
  /** As the owner, past row-level security: for looking at what a test did. */
  const owner = openClient(address, { max: 2, connection: { application_name: "owner" } });
  afterAll(async () => {
    await close();
    await owner.end();
    // A killed child's connection may need a moment to be noticed by the server.
    await admin.unsafe(`drop database ${database} with (force)`).finally(() => admin.end());
  });
  return { db, owner, address };
}
