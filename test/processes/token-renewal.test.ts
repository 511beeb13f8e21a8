import { afterAll, expect, test, vi } from "vitest";
import { browser } from "../helpers/browser.ts";
import { hour, minute } from "../helpers/clock.ts";
import { oauth, oauthEnv } from "../helpers/many-workspaces.ts";
import { sendingAgain } from "../helpers/send-again.ts";
import { until } from "../helpers/until.ts";
import { nextCode } from "../trial/codes.ts";
import { layFour } from "./four.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const tokenLifeMs = 12 * hour;
const { product, named } = await layFour({
  emulated: { oauth, tokenLifeSeconds: tokenLifeMs / 1000 },
  env: oauthEnv,
});
afterAll(product.close);
const { emulator, database, deps } = product;
await product.start();
await addToSlack();
const send = sendingAgain(emulator);

/** Olivia, at the portal: since then the workspace has a token of its own, which ends. */
async function addToSlack(): Promise<void> {
  const olivia = named("Olivia");
  const code = async () => {
    await product.leap(minute);
    return nextCode(olivia, product.now);
  };
  const page = browser(product.origin);
  await page.goto("/slack/install");
  await page.submit({ email: olivia.email, password: olivia.password });
  await page.submit({ code: await code() });
  await page.goto("/slack/install");
  const [, challenge = ""] = /name="challenge" value="([^"]*)"/.exec(page.html()) ?? [];
  await page.submit({ challenge, code: await code() });
}

const refreshes = () =>
  emulator.log.filter(
    ({ kind, request }) => kind === "oauth.v2.access" && request.body.includes("grant_type=refresh_token"),
  );

const hasFreshToken = async () => {
  const [row] = await database.owner<{ left: number }[]>`
    select extract(epoch from token_expires_at - ${deps.now()}::timestamptz) * 1000 as left from workspaces`;
  return Number(row?.left) > tokenLifeMs - hour || undefined;
};

const answersSam = async (port: number) => /Sam Samson/.test((await send(port)).text) || undefined;

test("A02: four processes that need a new token at the same moment exchange it once, and each answers", async () => {
  await product.workspace.person("Sam").command("/payments-me");
  const ports = product.bots.map(({ port = 0 }) => port);
  expect(new Set(ports).size).toBe(4);
  for (let round = 1; round <= 3; round++) {
    await until("a token", hasFreshToken, 20_000);
    await product.leap(11 * hour);
    const answers = await Promise.all([...ports, ...ports].map((port) => send(port)));
    for (const { text } of answers) expect(text).toMatch(/Sam Samson|Working…|Try again in a moment/);
    await until("a token", hasFreshToken, 20_000);
    for (const port of ports) await until("an answer", () => answersSam(port), 20_000);
    expect(refreshes()).toHaveLength(round);
  }
  expect(refreshes().every(({ answer }) => answer?.body.includes('"ok":true'))).toBe(true);
});

test("A02: one that nobody uses is exchanged in time, by one of the four", async () => {
  await until("a token", hasFreshToken, 20_000);
  const before = refreshes().length;
  const renewed = () => product.logLines.filter((line) => line.includes("slack_token_refreshed")).length;
  const saidBefore = renewed();
  await product.leap(10 * hour + minute);
  await until("the next one", hasFreshToken, 30_000);
  const open = () => database.owner`select 1 from timers where kind = 'token_refresh' and done_at is null
    and due_at <= ${deps.now()}`;
  await until("no timer that is due", async () => ((await open()).length === 0 ? true : undefined), 30_000);
  expect([refreshes().length - before, renewed() - saidBefore]).toEqual([1, 1]);
});
