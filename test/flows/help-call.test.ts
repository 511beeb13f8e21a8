import { expect, test } from "vitest";
import { openHelpCall } from "../../src/flows/open-help-call.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { signInWithRecoveryCode } from "../../src/flows/sign-in-with-recovery-code.ts";
import { viewHelp } from "../../src/flows/view-help.ts";
import { updateCompany } from "../../src/store/companies.ts";
import { inTenant } from "../../src/store/db.ts";
import { auditKinds } from "../helpers/audit.ts";
import { day, hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { must, mustRefuse, samDetails, type TestPerson } from "../helpers/people.ts";
import { acmeWithPetra, halfSignedIn, reset, signedIn } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

type Story = Awaited<ReturnType<typeof acmeWithPetra>>;

const sessionOf = async ({ deps }: Story, person: TestPerson) => (await halfSignedIn(deps, person)).session;
const call = async (at: Story, person = at.petra) => openHelpCall(at.deps, await sessionOf(at, person));

async function numberOnCard({ deps, olivia, petra }: Story) {
  const form = must(await openResetForm(deps, olivia.actor, { email: petra.email }));
  return form.card.helpNumber;
}

const kindsOf = async ({ deps, companyId }: Story) =>
  (await messageKinds(deps, companyId)).filter((kind) => kind.startsWith("help_call")).sort();

/** An approvals channel, as Home would have stored it. */
const withChannel = ({ deps, companyId, olivia }: Story) =>
  inTenant(deps.db, companyId, (tx) =>
    updateCompany(tx, {
      approvalsWorkspaceId: olivia.actor.workspaceId,
      approvalsChannelId: "C0APPROVALS",
      approvalsChannelName: "approvals",
    }),
  );

test("a call shows one number, four digits, on the page and on the agent's card; the database has it sealed", async () => {
  const at = await acmeWithPetra(db);
  const { number } = must(await call(at));
  expect(number).toMatch(/^\d{4}$/);
  expect(await numberOnCard(at)).toBe(number);
  const view = await viewHelp(at.deps, await sessionOf(at, at.petra));
  expect(view.call?.number).toBe(number);
  const rows = await owner`select * from help_calls where company_id = ${at.companyId}`;
  expect(rows[0]?.["number_box"]).not.toContain(number);
  const messages =
    await owner`select * from outbox where company_id = ${at.companyId} and kind like 'help_call%'`;
  expect(messages.map((row) => row["payload_box"])).toEqual(messages.map(() => null));
});

test("one open at a time, ten presses at once: one number, one bell", async () => {
  const at = await acmeWithPetra(db);
  await withChannel(at);
  const session = await sessionOf(at, at.petra);
  const calls = await Promise.all(Array.from({ length: 10 }, () => openHelpCall(at.deps, session)));
  expect(new Set(calls.map((one) => must(one).number)).size).toBe(1);
  expect(await kindsOf(at)).toEqual(["help_call_mail", "help_call_person_dm", "help_call_post"]);
});

test("without a channel the Payments Admins hear of it by direct message; never the person", async () => {
  const at = await acmeWithPetra(db);
  must(await call(at));
  expect(await kindsOf(at)).toEqual(["help_call_dm", "help_call_mail", "help_call_person_dm"]);
  const [row] = await owner`
    select recipient_id from outbox where company_id = ${at.companyId} and kind = 'help_call_dm'`;
  expect(row?.["recipient_id"]).toBe(at.olivia.userId);
});

test("two in a day are the most, and the refusal is audited; a day later the next one rings again", async () => {
  const at = await acmeWithPetra(db);
  const first = must(await call(at));
  await signedIn(at.deps, at.clock, at.petra);
  must(await call(at));
  await signedIn(at.deps, at.clock, at.petra);
  const { code } = mustRefuse(await call(at));
  expect(code).toBe("help_limit");
  expect(await auditKinds(owner, at.companyId)).toContain("help_limit");
  at.clock.advance(day + hour);
  expect(must(await call(at)).expiresAt.getTime()).toBeGreaterThan(first.expiresAt.getTime());
});

test("it ends when the person signs in, by app or by recovery code, and its message is drawn again", async () => {
  const at = await acmeWithPetra(db);
  await withChannel(at);
  must(await call(at));
  await signedIn(at.deps, at.clock, at.petra);
  expect(await numberOnCard(at)).toBeNull();
  expect(await kindsOf(at)).toContain("help_call_redraw");
  must(await call(at));
  const session = await sessionOf(at, at.petra);
  must(await signInWithRecoveryCode(at.deps, session, { code: at.petra.recoveryCode }));
  const open = await owner`select 1 from help_calls where company_id = ${at.companyId} and closed_at is null`;
  expect(open).toHaveLength(0);
});

test("R43: it ends when the person is reset", async () => {
  const at = await acmeWithPetra(db);
  must(await call(at));
  await reset(at.deps, at.clock, at.olivia, at.petra);
  const open = await owner`select 1 from help_calls where company_id = ${at.companyId} and closed_at is null`;
  expect(open).toHaveLength(0);
});

test("it ends after a day: the number is on no page and no card any more", async () => {
  const at = await acmeWithPetra(db);
  must(await call(at));
  at.clock.advance(day);
  expect(await numberOnCard(at)).toBeNull();
  const view = await viewHelp(at.deps, await sessionOf(at, at.petra));
  expect(view.call).toBeNull();
});

test("R44: a session from before a reset calls nobody", async () => {
  const at = await acmeWithPetra(db);
  const session = await sessionOf(at, at.petra);
  await reset(at.deps, at.clock, at.olivia, at.petra);
  expect(mustRefuse(await openHelpCall(at.deps, session)).code).toBe("session_over");
});

test("an administrator hears who else can help, and a payee does not", async () => {
  const at = await acmeWithPetra(db);
  const alone = await viewHelp(at.deps, await sessionOf(at, at.olivia));
  expect(alone.waysBack).toEqual({ paymentsAdmins: [], systemAdministrators: [], underWay: [] });
  const marcus = { ...samDetails, firstName: "Marcus", email: "marcus@acmebuilders.example" };
  const joined = await at.join(marcus);
  await owner`update users set role = 'system_administrator' where id = ${joined.userId}`;
  const view = await viewHelp(at.deps, await sessionOf(at, at.olivia));
  expect(view.waysBack?.systemAdministrators).toEqual(["Marcus"]);
  expect((await viewHelp(at.deps, await sessionOf(at, at.petra))).waysBack).toBeNull();
});
