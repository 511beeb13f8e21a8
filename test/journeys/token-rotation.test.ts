import { afterAll, expect, test } from "vitest";
import { databaseAt } from "../../src/app/database.ts";
import { type App, startApp } from "../../src/app.ts";
import { createLog } from "../../src/log.ts";
import { hour, minute } from "../helpers/clock.ts";
import { choosing, startInTwo } from "../helpers/many-workspaces.ts";
import { sendingAgain } from "../helpers/send-again.ts";
import { until } from "../helpers/until.ts";
import { emails } from "./company-by-hand.ts";
import { addToSlack, signInToInstall } from "./install-by-hand.ts";
import { acceptInvitation, foundCompany, linkSlack, mailTo } from "./reset-by-hand.ts";

const latchkey = await startInTwo({ tokenLifeSeconds: 12 * 60 * 60 });
const { clock, config, address, mailbox, owner, west } = latchkey;
const olivia = await acceptInvitation(latchkey, await foundCompany(latchkey));
const page = await signInToInstall(latchkey, { ...olivia, email: emails.olivia }, choosing(west.emulator));
await addToSlack(latchkey, olivia, page);
await linkSlack({ ...latchkey, workspace: west.workspace }, { ...olivia, browser: page });

/** Three more processes' worth of the product beside the first, on the same database. */
const others: App[] = [];
for (let n = 0; n < 3; n++) {
  const database = databaseAt(address);
  const app = await startApp(config, { database, log: createLog("silent"), now: clock.now });
  others.push(app);
  afterAll(() => app.stop().then(database.close));
}
const ports = [latchkey.app.port, ...others.map(({ port }) => port)];

const exchanges = () =>
  west.emulator.log.filter(
    ({ kind, request }) => kind === "oauth.v2.access" && request.body.includes("grant_type=refresh_token"),
  );
const row = async () => (await owner`select * from workspaces where id = 'T0WEST0001'`)[0] ?? {};
/** What a linked person is answered: a refusal names the help contact only. */
const asOlivia = /Olivia Reyes[\s\S]*Payments Admin/;

/** Olivia's command as Slack sent it, once more. */
const send = sendingAgain(west.emulator);

test("R09: the tokens are sealed, and say when they end", async () => {
  const { token_box: token, refresh_box: refresh, token_expires_at: endsAt } = await row();
  expect(`${token} ${refresh}`).not.toMatch(/xox/);
  expect(endsAt.getTime() - clock.now().getTime()).toBeGreaterThan(11 * hour);
});

test("A02: four processes that need a new token at once make one exchange, and each answers", async () => {
  await west.workspace.person("Olivia").command("/payments-me");
  const before = exchanges().length;
  for (let round = 1; round <= 3; round++) {
    clock.advance(11 * hour);
    const answers = await Promise.all([...ports, ...ports].map(send));
    // Slack may have ended the old one before the new one is stored: then the answer is an honest "try again in a moment".
    for (const { text } of answers)
      expect(text).toMatch(/Olivia Reyes[\s\S]*Payments Admin|Try again in a moment/);
    expect(exchanges().length - before).toBe(round);
  }
  expect(exchanges().every(({ answer }) => answer?.body.includes('"ok":true'))).toBe(true);
});

test("a token that nobody uses is exchanged in time all the same", async () => {
  const before = exchanges().length;
  clock.advance(10 * hour + minute);
  await until("an exchange", () => exchanges().length > before || undefined, 15_000);
  await until(
    "the new one",
    async () => (await row())["token_expires_at"] > new Date(clock.now().getTime() + 11 * hour) || undefined,
  );
  expect(exchanges().length - before).toBe(1);
});

test("one that fails is told to System Administrators once, keeps the old token at work, and is tried again", async () => {
  west.emulator.faults.always("oauth.v2.access", { kind: "error", error: "invalid_refresh_token" });
  clock.advance(11 * hour);
  const [answer] = await Promise.all(ports.map(send));
  expect(answer?.text).toMatch(asOlivia);
  await mailTo(latchkey, emails.olivia, /Slack didn't renew our access to Acme West/);
  expect((await row())["refresh_failed_at"]).toEqual(expect.any(Date));
  clock.advance(minute + 1000);
  await send(latchkey.app.port);
  west.emulator.faults.clear();
  clock.advance(minute + 1000);
  await send(latchkey.app.port);
  await until("a token again", async () => (await row())["refresh_failed_at"] === null || undefined, 15_000);
  const told = mailbox.mails.filter(({ raw }) => raw.includes("may stop working"));
  expect(told).toHaveLength(1);
});

test("one that has ended, at a Slack that does not exchange it, keeps no answer beyond 2.5 s", async () => {
  west.emulator.faults.always("oauth.v2.access", { kind: "slow", ms: 4000 });
  clock.advance(13 * hour);
  const answers = await Promise.all(ports.map(send));
  for (const { ms } of answers) expect(ms).toBeLessThan(2900);
  west.emulator.faults.clear();
  clock.advance(2 * minute);
  await until(
    "an answer again",
    async () => asOlivia.test((await send(latchkey.app.port)).text) || undefined,
    15_000,
  );
});
