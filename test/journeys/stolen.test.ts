import { expect, test } from "vitest";
import { askForReset } from "../../src/flows/ask-for-reset.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { startLink } from "../../src/flows/start-link.ts";
import { testDatabase } from "../helpers/database.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { must, mustRefuse, samDetails } from "../helpers/people.ts";
import { why } from "../helpers/reset-story.ts";
import { type World, world } from "../portal/people.ts";

const { db, owner } = await testDatabase();

/** Everything that could be a thief's gain: Petra's own app, still hers alone, and no way in beside it. */
async function holds(at: World) {
  const rows = await owner`select id, kind, state from factors
    where user_id = ${at.petra.userId} and state <> 'destroyed'`;
  const sessions = await owner`select level from sessions where user_id = ${at.petra.userId}
    and ended_at is null and level <> 'password' and device = 'A browser'`;
  return { factors: rows.map(({ kind, state }) => `${kind} ${state}`), sessions: sessions.length };
}

const untouched = { factors: ["totp active"], sessions: 0 };

/** Doors that a half-open session might be thought to open. */
const doors = ["/enrol", "/enrol/app", "/enrol/sms", "/recovery-code", "/account/security", "/team"];

async function triesEveryDoor(tab: ReturnType<World["newBrowser"]>) {
  for (const door of doors) {
    expect((await tab.raw(door)).location, door).toMatch(/^\/sign-in/);
    expect((await tab.raw(door, { method: "POST" })).location ?? "/sign-in", door).toMatch(/^\/sign-in/);
  }
}

test("R15 R28: the mailbox alone gets a new password, and with it no factor: codes are asked for, and a reset then takes two people", async () => {
  const at = await world(db);
  const thief = at.newBrowser();
  await thief.post("/password/forgot", { company: at.slug, email: at.petra.email });
  const { token = "" } = await payloadOf(at.deps, at.companyId, "password_link_mail");
  await thief.post(`/password/reset/${token}`, { password: "a thief's long passphrase" });
  const half = await thief.post("/sign-in", {
    ...at.fields(at.petra),
    password: "a thief's long passphrase",
  });
  expect(half.path).toBe("/sign-in/verify");
  await triesEveryDoor(thief);
  await thief.post("/sign-in/help");
  expect(await owner`select id from resets where subject_id = ${at.petra.userId}`).toHaveLength(0);
  expect(await owner`select id from requests where subject_id = ${at.petra.userId}`).toHaveLength(0);
  // The thief calls, and is believed by one administrator: that is not enough any more.
  const nora = await at.join({ ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" });
  await owner`insert into grants (company_id, id, user_id, granted_at)
    values (${at.companyId}, 'grant-nora', ${nora.userId}, ${at.deps.now()})`;
  await owner`update users set role = 'system_administrator' where id = ${nora.userId}`;
  const form = must(await openResetForm(at.deps, at.olivia.actor, { email: at.petra.email }));
  const code = at.nextCode(at.olivia.secret);
  must(await resetMfa(at.deps, at.olivia.actor, { ...why, challengeId: form.challengeId, code }));
  const waiting = await owner`select state from requests where subject_id = ${at.petra.userId}`;
  expect(waiting).toEqual([{ state: "pending" }]);
  expect(await holds(at)).toEqual(untouched);
});

test("R28 R45: the mailbox alone, while a reset waits for its owner, gets no new password, and its setup code opens nothing", async () => {
  const at = await world(db);
  const { setupCode } = await at.resetPetra();
  const thief = at.newBrowser();
  await thief.post("/password/forgot", { company: at.slug, email: at.petra.email });
  const links = await owner`select token_hash from password_resets where user_id = ${at.petra.userId}`;
  expect(links).toHaveLength(0);
  const refused = await thief.post("/sign-in", { ...at.fields(at.petra), password: "a guess of the thief" });
  expect(refused.status).toBe(422);
  await thief.post("/sign-in/setup-code", { company: at.slug, email: at.petra.email, code: setupCode });
  await triesEveryDoor(thief);
  expect(await holds(at)).toEqual({ factors: ["totp suspended"], sessions: 0 });
  // The owner is not kept out by any of it.
  const tab = await at.withPassword(at.petra);
  expect((await tab.post("/sign-in/setup-code", { code: setupCode })).path).toMatch(/^\/enrol/);
});

test("R45: the password alone gets as far as the code, and help is no reset", async () => {
  const at = await world(db);
  const thief = await at.withPassword(at.petra);
  await triesEveryDoor(thief);
  await thief.post("/sign-in/recovery", { code: "AAAAA-AAAAA-AAAAAA-AAAAA-AAAAA" });
  await thief.post("/sign-in/help");
  expect(await owner`select id from requests where subject_id = ${at.petra.userId}`).toHaveLength(0);
  for (let tries = 0; tries < 12; tries++) {
    const tab = await at.withPassword(at.petra);
    await tab.post("/sign-in/verify", { code: String(100000 + tries) });
  }
  expect((await at.withPassword(at.petra)).cookies.size).toBeGreaterThan(0);
  const [petra] = await owner`select locked_until from users where id = ${at.petra.userId}`;
  expect(petra?.["locked_until"]).not.toBeNull();
  expect(await holds(at)).toEqual(untouched);
});

test("R02: the phone alone opens nothing: its codes come after the password, and a new one goes to the mailbox", async () => {
  const at = await world(db);
  const thief = at.newBrowser();
  const codeAsPassword = at.nextCode(at.petra.secret);
  const refused = await thief.post("/sign-in", { ...at.fields(at.petra), password: codeAsPassword });
  expect(refused.status).toBe(422);
  await thief.post("/password/forgot", { company: at.slug, email: at.petra.email });
  await triesEveryDoor(thief);
  expect((await thief.post("/sign-in/verify", { code: at.nextCode(at.petra.secret) })).path).toMatch(
    /^\/sign-in/,
  );
  expect(await holds(at)).toEqual(untouched);
});

test("R54 R37: the Slack account alone, support's or an administrator's, asks and is refused: an act takes a code of the person's own", async () => {
  const at = await world(db);
  const sam = await at.join(samDetails, "U0SAM00001");
  const asked = must(await openResetForm(at.deps, sam.actor, { email: at.petra.email }));
  must(await askForReset(at.deps, sam.actor, { ...why, challengeId: asked.challengeId }));
  const [request] = await owner`select state from requests where subject_id = ${at.petra.userId}`;
  expect(request?.["state"]).toBe("pending");
  const nobody = { email: sam.email };
  const form = must(await openResetForm(at.deps, at.olivia.actor, nobody));
  const guess = { ...why, challengeId: form.challengeId, code: "123123" };
  expect(mustRefuse(await resetMfa(at.deps, at.olivia.actor, guess)).code).toBe("wrong_code");
  // A new link from the stolen account leads to the portal's sign-in, and nowhere else.
  const { token } = await startLink(at.deps, at.olivia.actor);
  expect((await at.newBrowser().raw(`/link/${token}`)).location).toBe("/sign-in");
  expect(await owner`select id from resets where company_id = ${at.companyId}`).toHaveLength(0);
  expect(await holds(at)).toEqual(untouched);
});
