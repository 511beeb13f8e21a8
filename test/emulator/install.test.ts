import { afterEach, beforeEach, expect, test } from "vitest";
import { uninstallApp } from "../../src/emulator/delivery/events.ts";
import { type Emulator, startEmulator } from "../../src/emulator/server.ts";
import { call } from "./caller.ts";
import { botToken, signingSecret } from "./sample-app.ts";

let emulator: Emulator;
let now = new Date("2026-11-20T19:00:00Z");
const oauth = { clientId: "1.2", clientSecret: "shh" };
const redirect_uri = "https://app.example/slack/oauth_redirect";

beforeEach(async () => {
  emulator = await startEmulator({ signingSecret, botToken, oauth, now: () => now, eventRetryDelaysMs: [] });
});
afterEach(() => emulator.close());

async function add(query: Record<string, string> = {}) {
  const given = new URLSearchParams({ client_id: oauth.clientId, redirect_uri, state: "mine", ...query });
  const url = `${emulator.world.connection.baseUrl}/oauth/v2/authorize?${given}`;
  const { status, headers } = await fetch(url, { redirect: "manual" });
  return { status, back: headers.get("location") ?? "" };
}
const codeOf = (back: string) => new URL(back).searchParams.get("code") ?? "";
const access = (args: Record<string, unknown>) =>
  call(emulator, {
    ...{ method: "oauth.v2.access", token: "none-is-needed" },
    args: { client_id: oauth.clientId, client_secret: oauth.clientSecret, redirect_uri, ...args },
  });
const refused = (error: string) => ({ ok: false, error });

test("Add to Slack comes back with a code, which is exchanged once for the token", async () => {
  const { status, back } = await add();
  expect(status).toBe(302);
  expect(back).toMatch(/^https:\/\/app\.example\/slack\/oauth_redirect\?code=[\da-f.]+&state=mine$/);
  const code = codeOf(back);
  expect(await access({ code, client_secret: "wrong" })).toEqual(refused("bad_client_secret"));
  expect(await access({ code, client_id: "3.4" })).toEqual(refused("invalid_client_id"));
  expect(await access({ code, redirect_uri: "https://evil.example/" })).toEqual(refused("bad_redirect_uri"));
  expect(await access({ code })).toMatchObject({
    ...{ ok: true, access_token: botToken, token_type: "bot", bot_user_id: "U0LATCHKEY" },
    ...{ team: { id: "T0ACME0001" }, enterprise: null, authed_user: { id: "U0OLIVIA01" } },
  });
  expect(await access({ code })).toEqual(refused("code_already_used"));
  expect(await access({ code: "made-up" })).toEqual(refused("invalid_code"));
  const late = codeOf((await add()).back);
  now = new Date(now.getTime() + 600_001);
  expect(await access({ code: late })).toEqual(refused("invalid_code"));
});

test("nobody is sent anywhere for an app that is not known, and an uninstalled app is installed again", async () => {
  expect(await add({ client_id: "3.4" })).toEqual({ status: 400, back: "" });
  expect(await add({ redirect_uri: "nowhere" })).toEqual({ status: 400, back: "" });
  emulator.setAppUrl("http://127.0.0.1:9/");
  await uninstallApp(emulator.world);
  expect(await call(emulator, { method: "auth.test" })).toEqual(refused("account_inactive"));
  expect(await access({ code: codeOf((await add()).back) })).toMatchObject({ ok: true });
  expect(await call(emulator, { method: "auth.test" })).toMatchObject({ ok: true });
});
