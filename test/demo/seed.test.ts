import { expect, test } from "vitest";
import { demoPassword, petra } from "../../src/demo/people.ts";
import { listPhoneEntries } from "../../src/demo/phone.ts";
import { seed } from "../../src/demo/seed.ts";
import { findSession } from "../../src/flows/find-session.ts";
import { listAdmins } from "../../src/flows/list-admins.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { verifyAudit } from "../../src/flows/verify-audit.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";

const { db, owner } = await testDatabase();
const { deps } = testDeps(db);
const companyId = await seed(deps);

test("everybody but Nora is enrolled, and the codes on the phone sign them in", async () => {
  const entries = await listPhoneEntries(deps, companyId);
  expect(entries.map(({ name, state }) => `${name}: ${state}`).toSorted()).toEqual([
    "Marcus Lee: active",
    "Olivia Reyes: active",
    "Petra Alvarez: active",
    "Sam Okafor: active",
  ]);
  const code = entries.find(({ email }) => email === petra.email)?.code ?? "";
  const first = await signIn(deps, { companyId, email: petra.email, password: demoPassword, device: null });
  const token = first.ok ? first.value.sessionToken : "";
  const session = await findSession(deps, token);
  expect(session?.next).toBe("verify");
  if (!session) return;
  const verified = await verifySignIn(deps, session, { code });
  expect(verified).toMatchObject({ ok: true });
  const full = await findSession(deps, verified.ok ? verified.value.sessionToken : "");
  expect(full).toMatchObject({ level: "full", next: "done" });
});

test("Olivia is the Payments Admin, and Petra the one who is not in Slack", async () => {
  expect(await listAdmins(deps, {})).toMatchObject([{ name: "Olivia Reyes", enrolled: true }]);
  const linked = await owner`
    select u.first_name from links l join users u on u.id = l.user_id and u.company_id = l.company_id
    where l.state = 'active' order by 1`;
  expect(linked).toMatchObject([{ first_name: "Marcus" }, { first_name: "Olivia" }, { first_name: "Sam" }]);
});

test("nothing is left to be sent, and the audit trail holds", async () => {
  const waiting = await owner`select kind from outbox where delivered_at is null and dead_at is null`;
  expect([...waiting]).toEqual([]);
  expect(await verifyAudit(deps, {})).toMatchObject([{ company: "acme-builders", brokenAt: null }]);
});
