import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { judgeSignature } from "../../src/crypto/checkpoint.ts";
import type { Deps } from "../../src/deps.ts";
import { installationId } from "../../src/domain/checkpoint.ts";
import { auditInstallation } from "../../src/flows/audit-installation.ts";
import { createCompany } from "../../src/flows/create-company.ts";
import { makeCheckpoints } from "../../src/flows/make-checkpoints.ts";
import { planCheckpoints } from "../../src/flows/plan-checkpoints.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { verifyAudit } from "../../src/flows/verify-audit.ts";
import { appendAudit } from "../../src/store/audit.ts";
import { findCheckpoint } from "../../src/store/checkpoints.ts";
import { type Db, inTenant } from "../../src/store/db.ts";
import { setChannel } from "../helpers/channel.ts";
import { day, hour, minute, type testClock } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { acme, must, samDetails } from "../helpers/people.ts";

const { db, owner } = await testDatabase();
const { privateKey: auditSigningKey } = generateKeyPairSync("ed25519");

beforeEach(async () => {
  await owner`delete from timers`;
});

async function world() {
  const { deps: keyless, clock } = testDeps(db);
  const company = await acme(keyless, clock);
  await owner`delete from outbox`;
  return { keyless, deps: { ...keyless, auditSigningKey }, clock, ...company };
}

/** Every timer that is due, until none is. */
async function runAll(deps: Deps): Promise<void> {
  while ((await runTimers(deps)) > 0);
}

function latch() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** A process that takes what is due and then stands still until it may go on. */
function heldUp(deps: Deps) {
  const [taken, released] = [latch(), latch()];
  let transactions = 0;
  const transaction: Db["transaction"] = async (...args) => {
    transactions += 1;
    if (transactions === 2) {
      taken.open();
      await released.opened;
    }
    return deps.db.transaction(...args);
  };
  const slowDb = new Proxy(deps.db, {
    get: (target, name) => (name === "transaction" ? transaction : Reflect.get(target, name)),
  });
  return { slow: { ...deps, db: slowDb }, hasTaken: taken.opened, goOn: released.open };
}

const timersOf = (companyId: string) =>
  owner`select 1 from timers where company_id = ${companyId} and kind = 'audit_checkpoint' and done_at is null`;

const idsOf = (companyId: string) =>
  owner<
    { id: string }[]
  >`select id from audit_checkpoints where company_id = ${companyId} order by signed_at`;

async function signedOf(companyId: string) {
  const checkpoints = [];
  for (const { id } of await idsOf(companyId)) {
    const one = await inTenant(db, companyId, (tx) => findCheckpoint(tx, id));
    if (one) checkpoints.push(one);
  }
  return checkpoints;
}

const happens = (companyId: string, clock: ReturnType<typeof testClock>) =>
  inTenant(db, companyId, (tx) => appendAudit(tx, { kind: "test", at: clock.now() }));

describe("R55: every morning", () => {
  test("the end of the chain is signed once, however many processes plan it and run its timer", async () => {
    const { deps, clock, companyId } = await world();
    await Promise.all([1, 2, 3].map(() => planCheckpoints(deps)));
    expect(await timersOf(companyId)).toHaveLength(1);
    for (let n = 1; n <= 3; n++) {
      clock.advance(day);
      await happens(companyId, clock);
      await Promise.all([1, 2, 3, 4].map(() => runAll(deps)));
      expect(await idsOf(companyId)).toHaveLength(n);
      await planCheckpoints(deps);
      expect(await timersOf(companyId)).toHaveLength(1);
    }
    const [head] = await owner`select seq, hash from audit_heads where company_id = ${companyId}`;
    const newest = (await signedOf(companyId)).at(-1);
    expect(newest).toMatchObject({ chain: "acme-builders", companyId, ...head });
    expect(newest && judgeSignature(createPublicKey(auditSigningKey), newest)).toBe("signed");
  });

  test("it is signed once also when a process that was held up comes to it after its lease", async () => {
    const { deps, clock, companyId } = await world();
    await planCheckpoints(deps);
    clock.advance(day);
    const { slow, hasTaken, goOn } = heldUp(deps);
    const late = runTimers(slow);
    await hasTaken;
    clock.advance(2 * minute);
    await runAll(deps);
    expect(await idsOf(companyId)).toHaveLength(1);
    goOn();
    await late;
    expect(await idsOf(companyId)).toHaveLength(1);
  });

  test("days on which no process ran are not caught up one by one", async () => {
    const { deps, clock, companyId } = await world();
    await planCheckpoints(deps);
    clock.advance(5 * day);
    await runAll(deps);
    expect(await idsOf(companyId)).toHaveLength(1);
    clock.advance(day);
    await runAll(deps);
    expect(await idsOf(companyId)).toHaveLength(2);
  });

  test("a process without the key signs nothing, and leaves it to one that has it", async () => {
    const { deps, keyless, clock, companyId } = await world();
    await planCheckpoints(keyless);
    expect(await timersOf(companyId)).toHaveLength(0);
    await planCheckpoints(deps);
    clock.advance(day);
    await runAll(keyless);
    expect(await idsOf(companyId)).toHaveLength(0);
    await runAll(deps);
    expect(await idsOf(companyId)).toHaveLength(1);
    expect(await makeCheckpoints(keyless, undefined)).toBeUndefined();
  });

  test("a company that was made since has one, too", async () => {
    const { deps, clock } = await world();
    await planCheckpoints(deps);
    const later = await acme(deps, clock, { name: "Later Builders" });
    await planCheckpoints(deps);
    clock.advance(day);
    await runAll(deps);
    expect(await idsOf(later.companyId)).toHaveLength(1);
  });
});

describe("R55: people", () => {
  const mails = async (companyId: string) =>
    owner<{ kind: string; email: string | null }[]>`select o.kind, u.email from outbox o
      left join users u on u.company_id = o.company_id and u.id = o.recipient_id
      where o.company_id = ${companyId} and o.kind like 'checkpoint%' order by o.kind, u.email`;

  test("who are active System Administrators are mailed it, and the approvals channel has one line", async () => {
    const { deps, clock, companyId, olivia, join } = await world();
    await setChannel(owner, { companyId, olivia });
    const marcus = await join({ ...samDetails, firstName: "Marcus", email: "marcus@acmebuilders.example" });
    const sam = await join(samDetails);
    await owner`update users set role = 'system_administrator' where id in ${owner([marcus.userId, sam.userId])}`;
    await owner`update users set status = 'deactivated' where id = ${sam.userId}`;
    await planCheckpoints(deps);
    clock.advance(day);
    await runAll(deps);
    expect(await mails(companyId)).toEqual([
      { kind: "checkpoint_mail", email: "marcus@acmebuilders.example" },
      { kind: "checkpoint_mail", email: "olivia@acmebuilders.example" },
      { kind: "checkpoint_post", email: null },
    ]);
  });

  test("hear nothing on days on which nothing happened, but once a week; each day is signed all the same", async () => {
    const { deps, clock, companyId } = await world();
    await planCheckpoints(deps);
    const told: number[] = [];
    for (let n = 0; n < 10; n++) {
      clock.advance(day);
      if (n === 8) await happens(companyId, clock);
      await owner`delete from outbox`;
      await runAll(deps);
      told.push((await messageKinds(deps, companyId)).length);
    }
    expect(told).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 1, 0]);
    expect(await idsOf(companyId)).toHaveLength(10);
  });

  test("of a company hear nothing of one that an operator made, which is as good", async () => {
    const { deps, companyId, slug } = await world();
    const made = await makeCheckpoints(deps, { companyId, slug });
    expect(made).toMatchObject([{ companyId, chain: slug }]);
    expect(await messageKinds(deps, companyId)).toEqual([]);
    expect(await signedOf(companyId)).toMatchObject([{ isTold: false }]);
  });
});

describe("R55: the installation's own chain", () => {
  test("has what happens without a company, is verified with the others, and is signed daily, for its log alone", async () => {
    const { deps, clock } = await world();
    await auditInstallation(deps, "key_rotation_begun", { toKey: "k2" });
    await auditInstallation(deps, "key_rotation_finished", { toKey: "k2" });
    const verdicts = await verifyAudit(deps, {});
    expect(verdicts.at(-1)).toEqual({ company: "installation", events: 2, brokenAt: null });
    await planCheckpoints(deps);
    clock.advance(day + hour);
    await runAll(deps);
    const signed = (await signedOf(installationId)).filter(({ seq }) => seq === 2);
    expect(signed).toMatchObject([{ chain: "installation", companyId: installationId, isTold: false }]);
    expect(await owner`select 1 from outbox where company_id = ${installationId}`).toHaveLength(0);
  });

  test("is a tenant like any: no company sees it", async () => {
    const { deps, companyId } = await world();
    await auditInstallation(deps, "retention_begun");
    const seen = await inTenant(db, companyId, (tx) =>
      tx.execute(sql`select 1 from audit_events where kind = 'retention_begun'`),
    );
    expect(seen).toHaveLength(0);
  });

  test("keeps its name: a company of that name has another", async () => {
    const { deps } = await world();
    const details = { market: "US", kind: "owner_builder", teams: [], adminEmail: "o@x.example" } as const;
    const names = {
      adminFirstName: "O",
      adminLastName: "R",
      timeZone: "UTC",
      helpEmail: null,
      helpPhone: null,
    };
    const made = must(await createCompany(deps, { ...details, ...names, name: "Installation", teams: [] }));
    expect(made.slug).toBe("installation-2");
  });
});
