import { afterEach, expect, test } from "vitest";
import { changePerson, revokeTokens, sendEvent, uninstallApp } from "../../src/emulator/delivery/events.ts";
import { startStub } from "./stub-app.ts";

let stub: Awaited<ReturnType<typeof startStub>>;
afterEach(() => stub?.close());

const eventIds = () => stub.received.map((one) => one.payload["event_id"]);

test("events are retried three times with Slack's headers and one event_id, then given up", async () => {
  stub = await startStub({ eventRetryDelaysMs: [0, 10, 20] });
  for (let failures = 0; failures < 4; failures += 1) stub.reply({ status: 500 });
  await changePerson(stub.emulator.world, "U0SAM00001", { deleted: true });
  await Promise.all(stub.emulator.world.pending);
  expect(stub.received.map((one) => one.headers["x-slack-retry-num"])).toEqual([undefined, "1", "2", "3"]);
  expect(stub.received.at(-1)?.headers["x-slack-retry-reason"]).toBe("http_error");
  expect(new Set(eventIds()).size).toBe(1);
  expect(stub.received[0]?.payload).toMatchObject({
    type: "event_callback",
    event: { type: "user_change", user: { id: "U0SAM00001", deleted: true } },
    authorizations: [{ user_id: "U0LATCHKEY", is_bot: true }],
  });
});

test("events are not retried once answered, nor when the app declines", async () => {
  stub = await startStub({ eventRetryDelaysMs: [0, 10, 20] });
  stub.reply({ isLate: true });
  await sendEvent(stub.emulator.world, { type: "app_home_opened", user: "U0SAM00001" });
  await Promise.all(stub.emulator.world.pending);
  expect(stub.received.map((one) => one.headers["x-slack-retry-reason"])).toEqual([
    undefined,
    "http_timeout",
  ]);
  stub.reply({ status: 500, headers: { "x-slack-no-retry": "1" } });
  await sendEvent(stub.emulator.world, { type: "app_home_opened", user: "U0SAM00001" });
  expect(stub.received).toHaveLength(3);
});

test("events that the manifest does not subscribe to are not sent; an uninstalled app is refused", async () => {
  stub = await startStub({ declared: { events: ["app_uninstalled"] } });
  await changePerson(stub.emulator.world, "U0SAM00001", { deleted: true });
  await uninstallApp(stub.emulator.world);
  expect(stub.received.map((one) => one.payload["event"])).toMatchObject([{ type: "app_uninstalled" }]);
  expect(stub.emulator.world.connection.revoked).toBe("account_inactive");
});

test("revoked tokens are told to the app and refused from then on", async () => {
  stub = await startStub();
  await revokeTokens(stub.emulator.world);
  expect(stub.received[0]?.payload["event"]).toMatchObject({
    type: "tokens_revoked",
    tokens: { bot: ["U0LATCHKEY"] },
  });
  expect(stub.emulator.world.connection.revoked).toBe("token_revoked");
});

test("an app installed for a whole organization is told no team", async () => {
  stub = await startStub({ enterprise: { id: "E0ACME0001", name: "Acme Group", isInstall: true } });
  await stub.workspace.person("Olivia").shortcut("start");
  expect(stub.received[0]?.payload).toMatchObject({
    ...{ team: null, enterprise: { id: "E0ACME0001", name: "Acme Group" }, is_enterprise_install: true },
    user: { team_id: "T0ACME0001" },
  });
});
