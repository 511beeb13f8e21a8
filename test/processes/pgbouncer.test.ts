import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { sendingAgain } from "../helpers/send-again.ts";
import { until } from "../helpers/until.ts";
import { hasPgBouncer, serverConnections } from "../trial/pgbouncer.ts";
import { letThemAct, patienceMs } from "./crowd.ts";
import { type Four, layFour } from "./four.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const isThere = await hasPgBouncer();
if (!isThere && process.env["CI"]) throw new Error("pgbouncer is missing: install pgbouncer");
const name = "four processes behind a balancer, and PgBouncer in transaction mode before PostgreSQL";

/** Answers and visits. */
const much = 80;

describe.runIf(isThere)(isThere ? name : `${name}: not tried, as pgbouncer is not installed`, () => {
  let four: Four;
  beforeAll(async () => {
    four = await layFour({ speed: 6, isPooled: true, emulated: { answerTimeoutMs: patienceMs } });
    await four.product.start();
  });
  afterAll(() => four.product.close());

  test("each of them answers, and nothing that people do is late or lost", async () => {
    const { product, players } = four;
    await product.workspace.person("Sam").command("/payments-me");
    const send = sendingAgain(product.emulator);
    for (const { port = 0 } of product.bots)
      await until("an answer", async () => /Sam Samson/.test((await send(port)).text) || undefined, 20_000);
    const crowd = letThemAct(product, players);
    await until("people at work", () => (crowd.count() > much ? true : undefined), 90_000);
    await crowd.end();
  });

  test("when PgBouncer is killed none of them is ready; when it is back each goes on by itself", async () => {
    const { product, players } = four;
    await product.pooler?.crash();
    for (const { port } of product.bots)
      await until("a process that is not ready", () => isReady(port, false), 20_000);
    await product.pooler?.start();
    for (const { port } of product.bots)
      await until("a process that is ready", () => isReady(port, true), 40_000);
    const crowd = letThemAct(product, players);
    await until("people at work", () => (crowd.count() > much / 4 ? true : undefined), 60_000);
    await crowd.end();
  });

  test("they share fewer connections than one of them has, and only listen past it", async () => {
    const { product } = four;
    const { owner: sql } = product.database;
    const ports = product.bots.map(({ port }) => port);
    await Promise.all([...ports, ...ports, ...ports].map((port) => fetch(`http://127.0.0.1:${port}/readyz`)));
    const [pooled] =
      await sql`select count(*)::int as count from pg_stat_activity where usename = ${product.pooler?.login ?? ""}`;
    expect(pooled?.["count"]).toBeGreaterThan(0);
    expect(pooled?.["count"]).toBeLessThanOrEqual(serverConnections);
    const direct = await sql<{ query: string }[]>`select query from pg_stat_activity
      where datname = 'latchkey' and usename <> ${product.pooler?.login ?? ""} and pid <> pg_backend_pid()`;
    expect(direct.filter(({ query }) => /^listen /.test(query))).toHaveLength(4);
  });
});

async function isReady(port: number | undefined, isWanted: boolean): Promise<true | undefined> {
  const { ok } = await fetch(`http://127.0.0.1:${port}/readyz`);
  return ok === isWanted || undefined;
}
