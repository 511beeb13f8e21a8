import { beforeEach, expect, test } from "vitest";
import { createMarker } from "../../src/delivery/marker.ts";
import { leaseMs } from "../../src/delivery/start.ts";
import { asWorker } from "../../src/store/db.ts";
import { claimDue } from "../../src/store/outbox.ts";
import type { Delivered } from "../../src/store/outbox-delivered.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { until } from "../helpers/until.ts";
import { seedCompany } from "./company.ts";
import { insertSetupCodeMail } from "./setup.ts";

const { db, owner } = await testDatabase();
const { deps, clock } = testDeps(db);

/** Two messages of each of two companies, in a worker's hands, and sent. */
let sent: Delivered[];
beforeEach(async () => {
  await owner`truncate outbox`;
  for (const seeded of [await seedCompany(db, clock.now()), await seedCompany(db, clock.now())])
    for (let n = 0; n < 2; n++) await insertSetupCodeMail(deps, seeded);
  const claimed = await asWorker(db, (tx) => claimDue(tx, clock.now(), 10, leaseMs));
  sent = claimed.map(({ companyId, id, attempts }, n) => ({
    companyId,
    id,
    attempts,
    receipt: { ts: `${n}` },
  }));
});

const rowOf = async ({ companyId, id }: Delivered) => {
  const [row] = await owner`select *, xmin::text from outbox where company_id = ${companyId} and id = ${id}`;
  return row ?? {};
};
/** A statement waits 5 s for a row (`store/db.ts`). */
const beforeLocksAreGivenUpMs = 4000;
const markAll = () => Promise.all(sent.map(createMarker(deps)));

test("what comes while one is marked is marked together: each with its receipt, without its payload", async () => {
  expect(await markAll()).toEqual([true, true, true, true]);
  const rows = await Promise.all(sent.map(rowOf));
  for (const [n, row] of rows.entries())
    expect(row).toMatchObject({
      delivered_at: clock.now(),
      receipt: { ts: `${n}` },
      payload_box: null,
      leased_until: null,
      last_error: null,
    });
  expect(new Set(rows.map((row) => row["xmin"])).size).toBe(2);
});

test("one that became void, or is another worker's by now, is not marked, and those beside it are", async () => {
  const [, isVoid, overtaken] = sent as [Delivered, Delivered, Delivered, Delivered];
  await owner`update outbox set dead_at = ${clock.now()}, last_error = 'void' where id = ${isVoid.id}`;
  await owner`update outbox set attempts = 2 where id = ${overtaken.id}`;
  expect(await markAll()).toEqual([true, false, false, true]);
  expect(await rowOf(isVoid)).toMatchObject({ delivered_at: null, last_error: "void" });
  expect(await rowOf(overtaken)).toMatchObject({ delivered_at: null, receipt: null });
});

test("one that somebody holds is waited for alone: nothing else is held meanwhile, so that no two wait for each other", async () => {
  const [, , held, beside] = sent as [Delivered, Delivered, Delivered, Delivered];
  const marking = await owner.begin(async (holder) => {
    await holder`select 1 from outbox where id = ${held.id} for update`;
    const all = markAll();
    const isMarked = async () => (await rowOf(beside))["delivered_at"] || undefined;
    await until("the others are marked", isMarked, beforeLocksAreGivenUpMs);
    expect(await rowOf(held)).toMatchObject({ delivered_at: null });
    await holder`update outbox set last_error = 'seen' where id = ${beside.id}`;
    return [all];
  });
  expect(await marking[0]).toEqual([true, true, true, true]);
  expect(await rowOf(held)).toMatchObject({ delivered_at: clock.now() });
});

test("one that cannot be marked takes none of the others with it", async () => {
  const [first, second, broken, last] = sent as [Delivered, Delivered, Delivered, Delivered];
  // No JSON of PostgreSQL's holds it.
  sent = [first, second, { ...broken, receipt: { response: "250 \0" } }, last];
  const mark = createMarker(deps);
  const settled = await Promise.allSettled(sent.map(mark));
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(await rowOf(last)).toMatchObject({ delivered_at: clock.now() });
  expect(await mark({ ...broken, receipt: {} })).toBe(true);
});
