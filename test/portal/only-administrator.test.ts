import { expect, test } from "vitest";
import { confirmBreakGlass } from "../../src/flows/confirm-break-glass.ts";
import { openBreakGlass } from "../../src/flows/open-break-glass.ts";
import { day } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { must } from "../helpers/people.ts";
import { textOf } from "./browser.ts";
import { office } from "./office.ts";
import { recoveryCodeOn, secretOn, type World, world } from "./people.ts";

const { db, owner } = await testDatabase();

/** Olivia has the password and no phone: the page that says what is left to her. */
async function withoutPhone(at: World) {
  const tab = await at.withPassword(at.olivia);
  expect((await tab.get("/sign-in/verify")).html).toContain('href="/sign-in/help"');
  const page = await tab.get("/sign-in/help");
  expect(textOf(page)).toContain("No other Payments Admin can reset your MFA. The ways back, in this order:");
  return { tab, page, text: textOf(page) };
}

/** A new app, a new recovery code, and in: the new phone signs in, and the account is an administrator's as before. */
async function setsUpAnew(at: World, tab: ReturnType<World["newBrowser"]>) {
  const setUp = await tab.get("/enrol/app");
  const secret = secretOn(setUp);
  const saving = await tab.post("/enrol/app", { code: at.nextCode(secret) });
  expect(saving.path).toBe("/recovery-code");
  const recoveryCode = recoveryCodeOn(saving);
  expect((await tab.post("/recovery-code", { saved: "yes" })).path).toBe("/account/security");
  const again = await at.signedIn({ ...at.olivia, secret });
  expect(textOf(await again.get("/payments/configuration"))).toContain("Add Admins");
  return { recoveryCode };
}

/** With the setup code from the mailbox, after the password. */
async function comesBack(at: World) {
  const { code = "" } = await payloadOf(at.deps, at.companyId, "setup_code_mail");
  const tab = await at.withPassword(at.olivia);
  expect((await tab.post("/sign-in/setup-code", { code })).path).toBe("/enrol/app");
  return setsUpAnew(at, tab);
}

test("R21 R22: the only enrolled Payments Admin, phone lost, is back by password and recovery code alone", async () => {
  const at = await world(db);
  const { tab, page, text } = await withoutPhone(at);
  expect(text).toContain("Your recovery code.");
  expect(page.html).toContain('href="/sign-in/recovery"');
  expect((await tab.post("/sign-in/recovery", { code: at.olivia.recoveryCode })).path).toBe("/enrol");
  const { recoveryCode } = await setsUpAnew(at, tab);
  expect(recoveryCode).not.toBe(at.olivia.recoveryCode);
  const old = await at.withPassword(at.olivia);
  expect((await old.post("/sign-in/verify", { code: at.nextCode(at.olivia.secret) })).status).toBe(422);
  expect((await old.post("/sign-in/recovery", { code: at.olivia.recoveryCode })).status).toBe(422);
});

test("R36: without it she is back by what the page says: another System Administrator has somebody made Payments Admin, who resets her", async () => {
  const at = await office({ db, owner });
  const { marcus, nora, olivia, tabs } = at;
  await setRoles(at.deps, nora, { isSystemAdministrator: true });
  const { tab, text } = await withoutPhone(at);
  expect(text).toContain("Marcus or Nora can have somebody made a Payments Admin");
  expect(text).toContain("Add Admins on Payment Processing, or /payments-grant in Slack");
  expect((await tabs.marcus.get("/payments/configuration")).html).toContain("Add Admins");
  const add = `/payments/configuration/add/${nora.userId}`;
  const asked = await at.fillIn(tabs.marcus, marcus, { path: add, why: "Olivia lost her phone" });
  expect(textOf(await tab.get("/sign-in/help"))).toMatch(
    /Marcus asked on .* to make somebody a Payments Admin/,
  );
  // Olivia, who alone could agree, cannot: he goes on alone when the wait is over, and everybody hears of it.
  at.clock.advance(day);
  const later = await at.signedIn(marcus);
  await at.fillIn(later, marcus, { path: `${asked.path}/proceed` });
  const noras = await at.signedIn(nora);
  const waiting = await at.fillIn(noras, nora, {
    path: `/account/reset-mfa/${olivia.userId}`,
    ...{ kind: "reset", reason: "lost_phone", verified_how: "in_person" },
  });
  expect(textOf(await (await at.withPassword(olivia)).get("/sign-in/help"))).toContain(
    "Nora can reset your MFA. Somebody else has to approve it.",
  );
  const done = await at.fillIn(later, marcus, { path: `${waiting.path}/approve` });
  expect(textOf(done)).toContain("Reset, waiting for Olivia");
  await comesBack(at);
});

test("R58: with nobody else she is back by what the page says: two of those who run Latchkey give emergency access", async () => {
  const at = await world(db);
  const { text } = await withoutPhone(at);
  expect(text).toContain("There is no other System Administrator who could make somebody a Payments Admin.");
  expect(text).toContain(
    "Whoever runs Latchkey for your company can give emergency access. It takes two of them.",
  );
  const reason = "Lost her phone; called her at the office";
  const { email } = at.olivia;
  const asked = { email, slug: at.slug, operator: "Jo Park", reason };
  const { id } = must(await openBreakGlass(at.deps, asked));
  must(await confirmBreakGlass(at.deps, { id, operator: "Kim Ito" }));
  await comesBack(at);
});
