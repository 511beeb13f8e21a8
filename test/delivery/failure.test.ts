import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { KeyRing } from "../../src/crypto/secret-box.ts";
import { maxAttempts, waitMs } from "../../src/delivery/backoff.ts";
import type { Senders } from "../../src/delivery/rendered.ts";
import { hour, minute, second } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { deliverAll, insertSetupCodeMail, keepMail, setupCode, slackThat } from "./setup.ts";
import { deliveryWorld, refusing } from "./world.ts";

const { db, owner } = await testDatabase();
const lostKeys: KeyRing = { current: "lost", keys: new Map([["lost", randomBytes(32)]]) };
const world = () => deliveryWorld(db, owner);

describe("failing", () => {
  test("R57: what cannot be sent now is sent later, sooner at first, and never before the other side's wish", async () => {
    const { deps, clock, seeded, rowOf } = await world();
    const id = await insertSetupCodeMail(deps, seeded);
    await deliverAll(deps, refusing(true, "smtp_451"));
    const row = await rowOf(id);
    expect(row).toMatchObject({ last_error: "smtp_451", attempts: 1, dead_at: null, delivered_at: null });
    const wait = Number(row["due_at"]) - clock.now().getTime();
    expect(wait).toBeGreaterThanOrEqual(4 * second);
    expect(wait).toBeLessThanOrEqual(6 * second);
    const mail = keepMail();
    await deliverAll(deps, mail);
    expect(mail.sent).toHaveLength(0);
    clock.advance(wait);
    await deliverAll(deps, mail);
    expect(mail.sent).toHaveLength(1);
  });

  test("R09: a message under a key that is gone is given up visibly, named in the log, and keeps no other waiting", async () => {
    const { deps, seeded, logLines, rowOf } = await world();
    const lost = await insertSetupCodeMail({ ...deps, keys: lostKeys }, seeded);
    const next = await insertSetupCodeMail(deps, seeded);
    const box = (await rowOf(lost))["payload_box"];
    const mail = keepMail();
    await deliverAll(deps, mail);
    expect(await rowOf(lost)).toMatchObject({ last_error: "encryption_key_missing", attempts: 1 });
    expect((await rowOf(lost))["dead_at"]).not.toBeNull();
    expect((await rowOf(next))["delivered_at"]).not.toBeNull();
    // Whoever made the reset may hear of the one before the other is noted as accepted.
    expect(mail.sent.filter(({ to }) => to === "petra@alvarezdrywall.com")).toHaveLength(1);
    const line = logLines.find((one) => one.includes("outbox_fault"));
    expect(line).toContain("no encryption key with id lost");
    expect(logLines.join("")).not.toContain(String(box));
  });

  test("waits from 5 seconds to an hour, with jitter, for about a day", () => {
    const lowest = (size: number) => Buffer.alloc(size, 0);
    const highest = (size: number) => Buffer.alloc(size, 255);
    expect(waitMs(lowest, { attempts: 1 })).toBe(4 * second);
    expect(waitMs(highest, { attempts: 1 })).toBe(6 * second);
    expect(waitMs(highest, { attempts: 30 })).toBe(72 * minute);
    expect(waitMs(lowest, { attempts: 1, retryAfterMs: 30 * second })).toBe(30 * second);
    const middle = Array.from({ length: maxAttempts - 1 }, (_, i) => Math.min(5 * second * 2 ** i, hour));
    const total = middle.reduce((sum, wait) => sum + wait, 0);
    expect(total).toBeGreaterThan(23 * hour);
    expect(total).toBeLessThan(26 * hour);
  });

  test("a mail refused for good is given up, visibly, and whoever made the reset is told once", async () => {
    const { deps, seeded, reset, logLines, rowOf } = await world();
    const id = await insertSetupCodeMail(deps, seeded);
    const posted: string[] = [];
    const senders: Senders = {
      ...refusing(false, "smtp_550"),
      slack: slackThat(async (_companyId, { channel, text }) => {
        posted.push(`${channel}: ${text}`);
        return { ok: true, receipt: {} };
      }),
    };
    await deliverAll(deps, senders);
    expect(await rowOf(id)).toMatchObject({ last_error: "smtp_550", payload_box: null, delivered_at: null });
    expect((await rowOf(id))["dead_at"]).not.toBeNull();
    expect((await reset())["mail_refused_at"]).not.toBeNull();
    expect(posted).toHaveLength(1);
    expect(posted[0]).toContain("U0OLIVIA: *The setup code for Petra Alvarez couldn't be delivered.*");
    expect(posted[0]).toContain("/payments-reset-mfa petra@alvarezdrywall.com");
    expect(logLines.filter((line) => line.includes("outbox_dead"))).toHaveLength(1);
  });

  test("gives up after the last attempt", async () => {
    const { deps, seeded, rowOf } = await world();
    const id = await insertSetupCodeMail(deps, seeded);
    await owner`update outbox set attempts = ${maxAttempts - 1} where id = ${id}`;
    await deliverAll(deps, refusing(true, "smtp_451"));
    expect(await rowOf(id)).toMatchObject({ last_error: "smtp_451", payload_box: null });
    expect((await rowOf(id))["dead_at"]).not.toBeNull();
  });

  test("an expired message is not sent, its payload is erased, and it waits no longer than its expiry", async () => {
    const { deps, clock, seeded, rowOf } = await world();
    const id = await insertSetupCodeMail(deps, seeded, new Date(clock.now().getTime() + 2 * second));
    await deliverAll(deps, refusing(true, "smtp_451"));
    clock.advance(2 * second);
    const mail = keepMail();
    await deliverAll(deps, mail);
    expect(mail.sent.map(({ subject }) => subject)).toEqual([
      "The setup code for Petra Alvarez couldn't be delivered",
    ]);
    expect(await rowOf(id)).toMatchObject({ last_error: "expired", payload_box: null, delivered_at: null });
  });

  test("R48: a setup code whose reset was stopped is not sent", async () => {
    const { deps, seeded, companyId, rowOf } = await world();
    const id = await insertSetupCodeMail(deps, seeded);
    await owner`update resets set outcome = 'stopped' where company_id = ${companyId}`;
    const mail = keepMail();
    await deliverAll(deps, mail);
    expect(mail.sent).toHaveLength(0);
    expect(await rowOf(id)).toMatchObject({ last_error: "void", payload_box: null, delivered_at: null });
  });

  test("a message of a kind that this version does not know waits for one that does", async () => {
    const { deps, seeded, rowOf } = await world();
    const id = await insertSetupCodeMail(deps, seeded);
    await owner`update outbox set kind = 'from_the_future' where id = ${id}`;
    await deliverAll(deps, keepMail());
    expect(await rowOf(id)).toMatchObject({ dead_at: null, delivered_at: null, last_error: "fault" });
    expect((await rowOf(id))["payload_box"]).not.toBeNull();
  });

  test("a message whose payload does not open keeps no other from going out", async () => {
    const { deps, seeded, rowOf } = await world();
    const broken = await insertSetupCodeMail(deps, seeded);
    const [other] = await owner`update outbox set payload_box = 'k1.AAAA' where id = ${broken} returning id`;
    expect(other).toBeDefined();
    await insertSetupCodeMail(deps, seeded);
    const mail = keepMail();
    await deliverAll(deps, mail);
    expect(mail.sent).toHaveLength(1);
    expect(await rowOf(broken)).toMatchObject({ last_error: "fault", dead_at: null });
  });

  test("R64: no log line carries a code, a token, an address or a subject", async () => {
    const { deps, clock, seeded, logLines } = await world();
    await insertSetupCodeMail(deps, seeded);
    await deliverAll(deps, {
      sendMail: () => Promise.reject(new Error(`cannot send\n${setupCode}`)),
    });
    clock.advance(hour);
    await deliverAll(deps, refusing(false, "smtp_550"));
    expect(logLines.length).toBeGreaterThan(2);
    for (const line of logLines) expect(line).not.toMatch(/K7QM4|ssss|petra@|Petra|setup code for/);
  });
});
