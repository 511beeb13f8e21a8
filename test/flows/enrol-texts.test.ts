import { expect, test } from "vitest";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { enrolTexts, textToEnrol } from "../../src/flows/enrol-texts.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import {
  acme,
  codeOf,
  must,
  mustFindSession,
  mustRefuse,
  password,
  petraDetails,
} from "../helpers/people.ts";
import { acmeWithPetra, enrolling, halfSignedIn, latestReset, reset } from "../helpers/reset-story.ts";
import { accepted, address, enrolledByText, phone, textedCode, withTexts, wrong } from "../helpers/texts.ts";

const { db, owner } = await testDatabase();

/** Accepted, and where codes are set up. */
async function newcomer() {
  const base = testDeps(db);
  const deps = withTexts(base.deps);
  const company = await acme(deps, base.clock);
  const session = await accepted(deps, await company.invite(petraDetails));
  return { deps, clock: base.clock, ...company, session };
}

const factorsOf = async (userId: string) => {
  const rows = await owner<{ kind: string; state: string }[]>`
    select kind, state from factors where user_id = ${userId} order by created_at, kind`;
  return rows.map(({ kind, state }) => `${kind} ${state}`);
};

test("R11: a number counts only after a right code; a wrong one and an abandoned set-up change nothing", async () => {
  const { deps, session, companyId } = await newcomer();
  must(await textToEnrol(deps, session, { phone, address }));
  const code = await textedCode(deps, companyId);
  expect(mustRefuse(await enrolTexts(deps, session, { code: wrong(code) })).code).toBe("wrong_code");
  expect(await factorsOf(session.userId)).toEqual(["sms pending", "totp pending"]);
  const again = must(await signIn(deps, { companyId, email: petraDetails.email, password, device: null }));
  expect((await mustFindSession(deps, again.sessionToken)).next).toBe("enrol");
  const done = must(await enrolTexts(deps, session, { code }));
  expect((await mustFindSession(deps, done.sessionToken)).next).toBe("recovery_code");
  expect(await factorsOf(session.userId)).toEqual(["sms active", "totp destroyed", "totp destroyed"]);
});

test("R12 R14: five wrong codes end the set-up of a number, and neither another text nor another number begins the count anew", async () => {
  const { deps, clock, session, companyId } = await newcomer();
  must(await textToEnrol(deps, session, { phone, address }));
  const code = await textedCode(deps, companyId);
  for (let n = 0; n < 3; n++) mustRefuse(await enrolTexts(deps, session, { code: wrong(code) }));
  clock.advance(minute);
  must(await textToEnrol(deps, session, { phone: "+12125550177", address }));
  const next = await textedCode(deps, companyId);
  for (let n = 0; n < 2; n++) mustRefuse(await enrolTexts(deps, session, { code: wrong(next) }));
  expect(mustRefuse(await enrolTexts(deps, session, { code: next })).code).toBe("text_setup_exhausted");
  clock.advance(5 * minute);
  expect(mustRefuse(await textToEnrol(deps, session, { phone, address })).code).toBe("text_setup_exhausted");
  const [user] = await owner`select code_failures from users where id = ${session.userId}`;
  expect(user?.["code_failures"]).toBe(5);
});

test("R44 B7: a number whose code was texted before a reset is not set up after it", async () => {
  const { deps: base, clock, olivia, petra, companyId } = await acmeWithPetra(db);
  const deps = withTexts(base);
  const { setupCode } = await reset(deps, clock, olivia, petra);
  const session = await enrolling(deps, petra, setupCode);
  must(await textToEnrol(deps, session, { phone, address }));
  const code = await textedCode(deps, companyId);
  await owner`update resets set outcome = 'undone' where subject_id = ${petra.userId}`;
  await reset(deps, clock, olivia, petra);
  expect(mustRefuse(await enrolTexts(deps, session, { code })).code).toBe("session_over");
});

test("R45 B1 B4: a number set up after a reset replaces the app, and uses the setup code up, in one step", async () => {
  const { deps: base, clock, olivia, petra, companyId } = await acmeWithPetra(db);
  const deps = withTexts(base);
  const { setupCode } = await reset(deps, clock, olivia, petra);
  const session = await enrolling(deps, petra, setupCode);
  must(await textToEnrol(deps, session, { phone, address }));
  expect(await factorsOf(petra.userId)).toContain("totp suspended");
  const code = await textedCode(deps, companyId);
  must(await enrolTexts(deps, session, { code }));
  expect((await factorsOf(petra.userId)).filter((one) => !one.endsWith("destroyed"))).toEqual(["sms active"]);
  expect(await latestReset(deps, petra)).toMatchObject({ outcome: "completed", codeHash: null });
  expect((await halfSignedIn(deps, petra)).session.next).toBe("verify");
});

test("R11: a number set up in one browser leaves alone what another sets up, until it is done", async () => {
  const { deps, session, companyId, clock } = await newcomer();
  const half = must(await signIn(deps, { companyId, email: petraDetails.email, password, device: null }));
  const other = await mustFindSession(deps, half.sessionToken);
  must(await textToEnrol(deps, session, { phone, address }));
  const code = await textedCode(deps, companyId);
  clock.advance(minute);
  must(await textToEnrol(deps, other, { phone: "+12125550177", address }));
  must(await enrolTexts(deps, session, { code }));
  expect(mustRefuse(await enrolTexts(deps, other, { code: await textedCode(deps, companyId) })).code).toBe(
    "session_over",
  );
});

test("R11: twenty right codes at once make one active number", async () => {
  const { deps, session, companyId } = await newcomer();
  must(await textToEnrol(deps, session, { phone, address }));
  const code = await textedCode(deps, companyId);
  const results = await Promise.all(Array.from({ length: 20 }, () => enrolTexts(deps, session, { code })));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
});

test("R18: where the app is required of administrators, none of them sets up texts, not even one who began before", async () => {
  const { deps, session, companyId } = await newcomer();
  must(await textToEnrol(deps, session, { phone, address }));
  const code = await textedCode(deps, companyId);
  const policy = JSON.stringify({ isAppOnlyForAdministrators: true });
  await owner`update companies set policy = ${policy}::jsonb where id = ${companyId}`;
  await owner`update users set role = 'system_administrator', relationship = 'employee' where id = ${session.userId}`;
  expect(mustRefuse(await enrolTexts(deps, session, { code })).code).toBe("app_only");
  expect(mustRefuse(await textToEnrol(deps, session, { phone, address })).code).toBe("app_only");
  const { secret, texts } = must(
    await viewEnrolment(deps, { ...session, user: { ...session.user, isAdministrator: true } }),
  );
  expect(texts).toBe("app_only");
  must(await enrolApp(deps, session, { code: codeOf(deps, secret) }));
});

test("where nobody sends texts none can be set up", async () => {
  const { deps, session } = await newcomer();
  const { smsCountries: _, ...without } = deps;
  expect(mustRefuse(await textToEnrol(without, session, { phone, address })).code).toBe("no_texts");
});

test("somebody with texts alone sets up, saves the recovery code and is in", async () => {
  const { deps, session } = await newcomer();
  const done = await enrolledByText(deps, session);
  expect(done.level).toBe("full");
});
