import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createMailer } from "../../src/delivery/email.ts";
import { leaseMs } from "../../src/delivery/start.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { seedCompany } from "./company.ts";
import { readable, startMailbox } from "./mailbox.ts";
import { deliverAll, setupCode } from "./setup.ts";

const { db, address, owner } = await testDatabase();
const mailbox = await startMailbox();
const script = fileURLToPath(new URL("crashing-worker.ts", import.meta.url));

/** Runs the process until it says "ready", and kills it as a power cut would. */
async function crash(args: string[]) {
  await owner`truncate outbox`;
  mailbox.mails.length = 0;
  const { deps, clock } = testDeps(db);
  const seeded = await seedCompany(db, clock.now());
  const key = deps.keys.keys.get("k1")?.toString("base64");
  const told = JSON.stringify({ address, key, now: clock.now(), ...seeded });
  const child = spawn(process.execPath, ["--import", "tsx", script, ...args], {
    env: { ...process.env, CRASHING_WORKER: told },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const first = await Promise.race([once(child.stdout, "data"), exited]);
  expect(String(first[0])).toBe("ready\n");
  child.kill("SIGKILL");
  await exited;
  const senders = { sendMail: createMailer({ smtpUrl: mailbox.url, mailFrom: "payments@acme.com" }) };
  return { deps, clock, senders };
}

test("A09: kill -9 between commit and mail: after the restart the mail arrives, once", async () => {
  const { deps, senders } = await crash([]);
  await deliverAll(deps, senders);
  await deliverAll(deps, senders);
  expect(mailbox.mails).toMatchObject([{ to: ["petra@alvarezdrywall.com"] }]);
  expect(readable(mailbox.mails[0]?.raw ?? "")).toContain(setupCode);
});

test("A09: kill -9 while it was being sent: after its lease the mail arrives, once", async () => {
  const { deps, clock, senders } = await crash(["--worker"]);
  await deliverAll(deps, senders);
  expect(mailbox.mails).toHaveLength(0);
  clock.advance(leaseMs);
  await Promise.all([deliverAll(deps, senders), deliverAll(deps, senders)]);
  expect(mailbox.mails).toHaveLength(1);
});
