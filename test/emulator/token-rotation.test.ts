import { afterEach, beforeEach, expect, test } from "vitest";
import { readManifest } from "../../src/emulator/manifest.ts";
import { type Emulator, startEmulator } from "../../src/emulator/server.ts";
import { newInstallCode } from "../../src/emulator/state/installs.ts";
import { call } from "./caller.ts";
import { botToken, signingSecret } from "./sample-app.ts";

const oauth = { clientId: "1.2", clientSecret: "shh" };
const app = { client_id: oauth.clientId, client_secret: oauth.clientSecret };
let now = new Date("2026-11-20T19:00:00Z");
let emulator: Emulator;
beforeEach(async () => {
  const declared = readManifest({ settings: { token_rotation_enabled: true } });
  emulator = await startEmulator({ signingSecret, botToken, oauth, declared, now: () => now });
});
afterEach(() => emulator.close());

type Answered = Record<string, unknown>;
const access = async (args: Record<string, string>) =>
  (await call(emulator, { method: "oauth.v2.access", token: "none", args: { ...app, ...args } })) as Answered;
const refresh = (token: unknown) => access({ grant_type: "refresh_token", refresh_token: String(token) });
const install = () => access({ code: newInstallCode(emulator.world, "U0OLIVIA01") });
const says = (token: unknown) => call(emulator, { method: "auth.test", token: String(token) });

test("an app with token rotation gets a token for 12 hours, and one that it is exchanged with, once", async () => {
  const first = await install();
  expect(first).toMatchObject({
    ok: true,
    expires_in: 43_200,
    access_token: expect.stringMatching(/^xoxe\.xoxb-/),
  });
  expect(await says(first["access_token"])).toMatchObject({ ok: true });
  now = new Date(now.getTime() + 43_200_000);
  expect(await says(first["access_token"])).toEqual({ ok: false, error: "token_expired" });

  const second = await refresh(first["refresh_token"]);
  expect(second).toMatchObject({ ok: true, token_type: "bot", team: { id: "T0ACME0001" } });
  expect(await says(second["access_token"])).toMatchObject({ ok: true });
  expect(await refresh(first["refresh_token"])).toEqual({ ok: false, error: "invalid_refresh_token" });
});

test("the old token dies with the exchange, though its time was not over", async () => {
  const first = await install();
  await refresh(first["refresh_token"]);
  expect(await says(first["access_token"])).toEqual({ ok: false, error: "token_revoked" });
});

test("what the app calls for another workspace of its own comes to that workspace", async () => {
  const other = await startEmulator({
    signingSecret,
    botToken: "xoxb-west",
    team: { id: "T0WEST0001" },
    oauth,
  });
  const both = await startEmulator({ signingSecret, botToken, oauth, neighbours: [other] });
  const where = async (token: string) =>
    ((await call(both, { method: "auth.test", token })) as Answered)["team_id"];
  expect([await where(botToken), await where("xoxb-west")]).toEqual(["T0ACME0001", "T0WEST0001"]);
  const code = newInstallCode(other.world, "U0OLIVIA01");
  expect(
    await call(both, { method: "oauth.v2.access", token: "none", args: { ...app, code } }),
  ).toMatchObject({
    team: { id: "T0WEST0001" },
  });
  await Promise.all([both.close(), other.close()]);
});
