import { describe, expect, test } from "vitest";
import { open } from "../../src/crypto/secret-box.ts";
import { leaseMs } from "../../src/delivery/start.ts";
import { asWorker, inTenant } from "../../src/store/db.ts";
import {
  claimDue,
  insertOutbox,
  isStillClaimed,
  markDead,
  markDelivered,
  markRetry,
  payloadPlace,
  voidPending,
} from "../../src/store/outbox.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { seedCompany } from "./company.ts";
import { insertSetupCodeMail, setupCode, stopToken } from "./setup.ts";

const { db, owner } = await testDatabase();

async function world() {
  await owner`truncate outbox`;
  const { deps, clock } = testDeps(db);
  const seeded = await seedCompany(db, clock.now());
  const claim = (limit = 10) => asWorker(db, (tx) => claimDue(tx, clock.now(), limit, leaseMs));
  const claimOne = async () => {
    const [message] = await claim(1);
    if (!message) throw new Error("nothing was due");
    return message;
  };
  return { deps, clock, seeded, claim, claimOne, ...seeded };
}

const rowOf = async (id: string) => {
  const [row] = await owner`select * from outbox where id = ${id}`;
  return row ?? {};
};

describe("writing", () => {
  test("R09, R10: a payload is sealed for its own row, and the company comes from the transaction", async () => {
    const { deps, seeded, companyId, claimOne } = await world();
    const id = await insertSetupCodeMail(deps, seeded);
    const row = await rowOf(id);
    expect(row["company_id"]).toBe(companyId);
    expect(row["payload_box"]).not.toContain(setupCode);
    const { payloadBox } = await claimOne();
    const box = payloadBox ?? "";
    expect(JSON.parse(open(deps.keys, payloadPlace(id), box))).toEqual({
      code: setupCode,
      stopToken: stopToken(companyId),
    });
    expect(() => open(deps.keys, payloadPlace("another"), box)).toThrow();
  });

  test("writes nothing when the transaction fails", async () => {
    const { deps, companyId, resetId } = await world();
    const failing = inTenant(db, companyId, async (tx) => {
      await insertOutbox(tx, deps, { kind: "reset_completed_dm", refId: resetId, recipientId: "olivia" });
      throw new Error("the flow failed");
    });
    await expect(failing).rejects.toThrow("the flow failed");
    expect(await owner`select 1 from outbox`).toHaveLength(0);
  });
});

describe("claiming", () => {
  test("takes each message once, by however many workers at once", async () => {
    const { deps, seeded, claim } = await world();
    for (let i = 0; i < 30; i++) await insertSetupCodeMail(deps, seeded);
    const batches = await Promise.all(Array.from({ length: 6 }, () => claim(10)));
    const ids = batches.flat().map((message) => message.id);
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
    for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(10);
  });

  test("does not wait for what another worker is just taking", async () => {
    const { deps, clock, seeded } = await world();
    await insertSetupCodeMail(deps, seeded);
    await insertSetupCodeMail(deps, seeded);
    const [mine, theirs] = await asWorker(db, async (tx) => {
      const first = await claimDue(tx, clock.now(), 1, leaseMs);
      const second = await asWorker(db, async (other) => {
        await other.execute("set local lock_timeout = '500ms'");
        return claimDue(other, clock.now(), 10, leaseMs);
      });
      return [first, second];
    });
    expect(mine).toHaveLength(1);
    expect(theirs).toHaveLength(1);
    expect(theirs?.[0]?.id).not.toBe(mine?.[0]?.id);
  });

  test("takes messages of every company, but none before it is due", async () => {
    const { deps, clock, seeded, claim } = await world();
    const other = await seedCompany(db, clock.now());
    await insertSetupCodeMail(deps, seeded);
    await insertSetupCodeMail(deps, other);
    await inTenant(db, other.companyId, (tx) =>
      insertOutbox(tx, deps, {
        kind: "reset_lapsed_dm",
        refId: other.resetId,
        recipientId: "olivia",
        dueAt: new Date(clock.now().getTime() + minute),
      }),
    );
    const claimed = await claim();
    expect(claimed.map((message) => message.companyId).sort()).toEqual(
      [seeded.companyId, other.companyId].sort(),
    );
    clock.advance(minute);
    expect((await claim()).map((message) => message.kind)).toEqual(["reset_lapsed_dm"]);
  });

  test("takes a message again only when its lease has run out", async () => {
    const { deps, clock, seeded, claim } = await world();
    await insertSetupCodeMail(deps, seeded);
    expect(await claim()).toHaveLength(1);
    clock.advance(leaseMs - 1);
    expect(await claim()).toHaveLength(0);
    clock.advance(1);
    expect(await claim()).toMatchObject([{ attempts: 2 }]);
  });

  test("reads only what is due, through the partial index", async () => {
    const { deps, clock, seeded } = await world();
    const id = await insertSetupCodeMail(deps, seeded);
    await owner`
      insert into outbox (company_id, id, kind, ref_id, due_at, created_at, delivered_at)
      select company_id, id || n, kind, ref_id, due_at, created_at, created_at from outbox, generate_series(1, 5000) n
      where id = ${id}`;
    await owner`analyze outbox`;
    const query = await asWorker(db, async (tx) => claimDue(tx, clock.now(), 8, leaseMs).toSQL());
    const plan = await owner.begin(async (transaction) => {
      await transaction`set local role latchkey_worker`;
      const parameters = query.params.map(String);
      return JSON.stringify(await transaction.unsafe(`explain (format json) ${query.sql}`, parameters));
    });
    expect(plan).toContain("outbox_due");
    expect(plan).not.toContain("Seq Scan on outbox");
  });
});

describe("marking", () => {
  test("erases the payload at delivery, at the end and when void, and keeps the row", async () => {
    const { deps, clock, seeded, companyId, resetId, claimOne } = await world();
    const delivered = await insertSetupCodeMail(deps, seeded);
    const first = await claimOne();
    expect(await asWorker(db, (tx) => markDelivered(tx, first, clock.now(), { response: "250 OK" }))).toBe(
      true,
    );
    expect(await rowOf(delivered)).toMatchObject({
      payload_box: null,
      receipt: { response: "250 OK" },
      dead_at: null,
    });

    const dead = await insertSetupCodeMail(deps, seeded);
    const second = await claimOne();
    expect(await asWorker(db, (tx) => markDead(tx, second, clock.now(), "smtp_550"))).toBe(true);
    expect(await rowOf(dead)).toMatchObject({
      payload_box: null,
      last_error: "smtp_550",
      delivered_at: null,
    });

    const voided = await insertSetupCodeMail(deps, seeded);
    await inTenant(db, companyId, (tx) =>
      voidPending(tx, clock.now(), { refId: resetId, kinds: ["setup_code_mail"] }),
    );
    expect(await rowOf(voided)).toMatchObject({ payload_box: null, last_error: "void" });
    expect((await rowOf(delivered))["dead_at"]).toBeNull();
  });

  test("a worker whose lease ran out cannot overwrite the later attempt", async () => {
    const { deps, clock, seeded, companyId, claimOne } = await world();
    const id = await insertSetupCodeMail(deps, seeded);
    const late = await claimOne();
    clock.advance(leaseMs);
    const current = await claimOne();
    for (const mark of [
      () => asWorker(db, (tx) => markDead(tx, late, clock.now(), "late")),
      () => asWorker(db, (tx) => markRetry(tx, late, clock.now(), "late")),
      () => asWorker(db, (tx) => markDelivered(tx, late, clock.now(), {})),
    ]) {
      expect(await mark()).toBe(false);
    }
    expect(await inTenant(db, companyId, (tx) => isStillClaimed(tx, late))).toBe(false);
    expect(await rowOf(id)).toMatchObject({
      dead_at: null,
      delivered_at: null,
      last_error: null,
      attempts: 2,
    });
    expect(await asWorker(db, (tx) => markDelivered(tx, current, clock.now(), {}))).toBe(true);
  });

  test("what became void while a worker held it stays void", async () => {
    const { deps, clock, seeded, companyId, resetId, claimOne } = await world();
    const id = await insertSetupCodeMail(deps, seeded);
    const held = await claimOne();
    await inTenant(db, companyId, (tx) =>
      voidPending(tx, clock.now(), { refId: resetId, kinds: ["setup_code_mail"] }),
    );
    expect(await inTenant(db, companyId, (tx) => isStillClaimed(tx, held))).toBe(false);
    expect(await asWorker(db, (tx) => markRetry(tx, held, clock.now(), "smtp_451"))).toBe(false);
    expect(await rowOf(id)).toMatchObject({ last_error: "void", payload_box: null });
  });

  test("R62: the worker's role sees the outbox and nothing else", async () => {
    await world();
    await expect(asWorker(db, (tx) => tx.execute("select 1 from users"))).rejects.toThrow();
    await expect(asWorker(db, (tx) => tx.execute("delete from outbox"))).rejects.toThrow();
  });
});
