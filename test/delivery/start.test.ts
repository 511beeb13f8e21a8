import { describe, expect, test, vi } from "vitest";
import { deliver } from "../../src/delivery/deliver.ts";
import { createMarker } from "../../src/delivery/marker.ts";
import { leaseMs, startDelivery } from "../../src/delivery/start.ts";
import { asWorker, inTenant } from "../../src/store/db.ts";
import { claimDue, insertOutbox, voidPending } from "../../src/store/outbox.ts";
import { testDatabase } from "../helpers/database.ts";
import { deliverAll, insertSetupCodeMail, keepMail, publicUrl } from "./setup.ts";
import { deliveryWorld } from "./world.ts";

const { db, owner, address } = await testDatabase();
const world = () => deliveryWorld(db, owner);

describe("delivering", () => {
  test("sends, keeps the answer, erases the payload, and notes on the reset that the mail was accepted", async () => {
    const { deps, clock, seeded, reset, rowOf } = await world();
    const id = await insertSetupCodeMail(deps, seeded);
    const mail = keepMail();
    await deliverAll(deps, mail);
    expect(mail.sent).toMatchObject([
      { to: "petra@alvarezdrywall.com", subject: "Your setup code for Acme Builders" },
    ]);
    expect(await rowOf(id)).toMatchObject({
      delivered_at: clock.now(),
      payload_box: null,
      receipt: { host: "localhost", response: "250 OK" },
    });
    expect(await reset()).toMatchObject({ mail_accepted_at: clock.now(), mail_refused_at: null });
  });

  test("two workers on one outbox never send the same message twice", async () => {
    const { deps, seeded } = await world();
    for (let i = 0; i < 40; i++) await insertSetupCodeMail(deps, seeded);
    const mail = keepMail();
    await Promise.all([deliverAll(deps, mail), deliverAll(deps, mail), deliverAll(deps, mail)]);
    expect(mail.sent).toHaveLength(40);
    expect(new Set(mail.sent.map(({ messageId }) => messageId)).size).toBe(40);
  });

  test("a message written is sent at once: the database wakes the worker", async () => {
    const { deps, seeded } = await world();
    const mail = keepMail();
    const delivery = startDelivery({ deps, senders: mail, publicUrl, listen: address });
    try {
      // Until it listens: the poll of an unwoken worker is 5 s from then on.
      await vi.waitFor(async () => {
        const listeners =
          await owner`select 1 from pg_stat_activity where query = 'listen latchkey_outbox' and datname = current_database()`;
        expect(listeners).toHaveLength(1);
      });
      await delivery.drain();
      await insertSetupCodeMail(deps, seeded);
      await vi.waitFor(() => expect(mail.sent).toHaveLength(1), { timeout: 2000, interval: 20 });
      // After an outage of that connection it listens again.
      await owner`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen latchkey_outbox' and datname = current_database()`;
      await insertSetupCodeMail(deps, seeded);
      await vi.waitFor(() => expect(mail.sent).toHaveLength(2), { timeout: 8000, interval: 20 });
    } finally {
      await delivery.stop();
    }
  });

  test("without LISTEN it looks for itself", async () => {
    const { deps, seeded } = await world();
    const mail = keepMail();
    const delivery = startDelivery({ deps, senders: mail, publicUrl });
    try {
      await insertSetupCodeMail(deps, seeded);
      await vi.waitFor(() => expect(mail.sent).toHaveLength(1), { timeout: 3000, interval: 20 });
    } finally {
      await delivery.stop();
    }
  });

  test("stopping waits for what is under way", async () => {
    const { deps, seeded, rowOf } = await world();
    const id = await insertSetupCodeMail(deps, seeded);
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const asked = vi.fn();
    const delivery = startDelivery({
      deps,
      publicUrl,
      senders: {
        sendMail: async () => {
          asked();
          await answered;
          return { ok: true, receipt: {} };
        },
      },
    });
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    const stopped = delivery.stop();
    answer();
    await stopped;
    expect((await rowOf(id))["delivered_at"]).not.toBeNull();
  });
});

describe("crashing", () => {
  test("a message that a dead worker held arrives after its lease", async () => {
    const { deps, clock, seeded } = await world();
    await insertSetupCodeMail(deps, seeded);
    await asWorker(db, (tx) => claimDue(tx, clock.now(), 8, leaseMs));
    const mail = keepMail();
    await deliverAll(deps, mail);
    expect(mail.sent).toHaveLength(0);
    clock.advance(leaseMs);
    await deliverAll(deps, mail);
    await deliverAll(deps, mail);
    expect(mail.sent).toHaveLength(1);
  });

  test("a mail sent twice after a crash carries the same Message-ID", async () => {
    const { deps, clock, companyId } = await world();
    const id = await inTenant(db, companyId, (tx) =>
      insertOutbox(tx, deps, { kind: "recovery_code_used_mail", refId: "petra", recipientId: "petra" }),
    );
    const mail = keepMail();
    await deliverAll(deps, mail);
    // As if the process had died before it could write that the mail was sent.
    await owner`update outbox set delivered_at = null, leased_until = ${clock.now()} where id = ${id}`;
    await deliverAll(deps, mail);
    expect(mail.sent).toHaveLength(2);
    expect(new Set(mail.sent.map(({ messageId }) => messageId))).toEqual(new Set([`${id}.${companyId}`]));
  });

  test("a message that became void in a worker's hands is not sent", async () => {
    const { deps, clock, seeded, companyId, resetId } = await world();
    await insertSetupCodeMail(deps, seeded);
    const [held] = await asWorker(db, (tx) => claimDue(tx, clock.now(), 1, leaseMs));
    if (!held) throw new Error("nothing was due");
    await inTenant(db, companyId, (tx) =>
      voidPending(tx, clock.now(), { refId: resetId, kinds: ["setup_code_mail"] }),
    );
    const mail = keepMail();
    await deliver({ deps, senders: mail, publicUrl, mark: createMarker(deps) }, held);
    expect(mail.sent).toHaveLength(0);
  });
});
