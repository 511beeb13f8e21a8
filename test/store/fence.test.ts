import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { connect, inTenant, type Tx } from "../../src/store/db.ts";
import { within } from "../../src/store/within.ts";
import { testDatabase } from "../helpers/database.ts";
import { until } from "../helpers/until.ts";
import { startRelay, type Target } from "../trial/relay.ts";

const { owner, address } = await testDatabase();
/** One connection, so that the next transaction gets the one that died. */
const { db, close } = connect(address, { role: "latchkey_app", max: 1 });
afterAll(close);

const pidOf = async (tx: Tx) => {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return row?.pid ?? 0;
};
const install = (tx: Tx, id: string) =>
  tx.execute(sql`insert into workspaces (id, installed_at) values (${id}, '2026-01-01')`);

/** A promise with its key. */
function gate() {
  let open: () => void = () => {};
  const passed = new Promise<void>((done) => {
    open = done;
  });
  return { passed, open };
}

test("R62 A11: what a dead transaction still wants to do reaches no other tenant's, and cannot tear it", async () => {
  const [killed, resumed, said] = [gate(), gate(), gate()];
  const dead = inTenant(db, "companyaaa", async (tx) => {
    const pid = await pidOf(tx);
    await owner`select pg_terminate_backend(${pid})`;
    killed.open();
    await resumed.passed;
    said.open();
    await install(tx, "T0DEAD");
  });
  await expect(dead).rejects.toThrow();
  await killed.passed;
  await inTenant(db, "companybbb", async (tx) => {
    await install(tx, "T0FIRST");
    resumed.open();
    await said.passed;
    await new Promise((go) => setTimeout(go, 50));
    await install(tx, "T0SECOND");
  });
  const rows = await owner`select company_id, id from workspaces order by id`;
  expect(rows).toEqual([
    { company_id: "companybbb", id: "T0FIRST" },
    { company_id: "companybbb", id: "T0SECOND" },
  ]);
});

test("A11: a connection cut in the middle of a statement is a fault for its caller, and the pool recovers by itself", async () => {
  for (let n = 0; n < 3; n++) {
    const cut = inTenant(db, "companyaaa", async (tx) => {
      const pid = await pidOf(tx);
      const kill = owner`select pg_terminate_backend(${pid})`.execute();
      await Promise.all([tx.execute(sql`select pg_sleep(5)`), kill]);
    });
    await expect(cut).rejects.toThrow();
    // Whoever is given the dying connection hears of it too; a new one may take postgres.js a time-out to make.
    const work = () => inTenant(db, "companybbb", pidOf).catch(() => undefined);
    await until("a working transaction", work, 15_000);
  }
}, 60_000);

test("A11: a transaction that hears nothing is given up in time, with its connection, and nobody in line waits for ever", async () => {
  const patienceMs = 1000;
  const small = connect(address, { role: "latchkey_app", max: 1, patienceMs });
  const silent = inTenant(small.db, "companyaaa", (tx) => tx.execute(sql`select pg_sleep(30)`));
  const inLine = inTenant(small.db, "companyaaa", pidOf);
  await expect(silent).rejects.toThrow("did not answer");
  await expect(inLine).rejects.toThrow();
  expect(await inTenant(small.db, "companybbb", pidOf)).toBeGreaterThan(0);
  await small.close();
}, 30_000);

test("A11: after an outage, however often it was tried in vain, the next transaction connects at once", async () => {
  if (!("socketDir" in address)) throw new Error("no socket to lead to");
  const { socketDir, database, user } = address;
  let targets: Target[] = [];
  const relay = await startRelay(() => targets);
  const url = `postgres://${user}@127.0.0.1:${relay.port}/${database}`;
  const remote = connect({ url }, { role: "latchkey_app", max: 1 });
  for (let n = 0; n < 12; n++) await expect(inTenant(remote.db, "companyaaa", pidOf)).rejects.toThrow();
  targets = [{ path: `${socketDir}/.s.PGSQL.5432` }];
  // postgres.js by itself would wait 10 to 20 s by now.
  await within(inTenant(remote.db, "companyaaa", pidOf), { ms: 5000, what: "no connection" });
  await remote.close();
  relay.cut();
}, 30_000);
