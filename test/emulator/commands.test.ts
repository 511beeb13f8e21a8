import { afterEach, expect, test } from "vitest";
import { signature } from "../../src/emulator/delivery/sign.ts";
import { signingSecret } from "./sample-app.ts";
import { startStub } from "./stub-app.ts";

let stub: Awaited<ReturnType<typeof startStub>>;
afterEach(() => stub?.close());

const olivia = () => stub.workspace.person("Olivia");
const said = () =>
  olivia()
    .ephemerals()
    .map((one) => one.text());

test("commands arrive as Slack's flat form, signed", async () => {
  stub = await startStub();
  await olivia().command("/reset", "a & b", { channel: "payments-approvals" });
  const [request] = stub.received;
  expect(request?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  const timestamp = String(request?.headers["x-slack-request-timestamp"]);
  expect(request?.headers["x-slack-signature"]).toBe(
    signature(signingSecret, timestamp, request?.body ?? ""),
  );
  expect(Object.keys(request?.payload ?? {})).toEqual([
    "token",
    "team_id",
    "team_domain",
    "channel_id",
    "channel_name",
    "user_id",
    "user_name",
    "command",
    "text",
    "api_app_id",
    "is_enterprise_install",
    "response_url",
    "trigger_id",
  ]);
  expect(request?.payload).toMatchObject({
    ...{ channel_name: "privategroup", user_id: "U0OLIVIA01", user_name: "olivia" },
    ...{ command: "/reset", text: "a & b", is_enterprise_install: "false" },
  });
  await olivia().command("/reset", "", { channel: "dm" });
  expect(stub.received[1]?.payload).toMatchObject({ channel_name: "directmessage" });
});

test("commands show their answer to the person alone, or to all with the command", async () => {
  stub = await startStub();
  stub.reply({ body: "plain text" });
  await olivia().command("/reset");
  stub.reply({ json: { text: "as JSON" } });
  await olivia().command("/reset");
  expect(said()).toEqual(["plain text", "as JSON"]);
  stub.reply({ json: { text: "for all", response_type: "in_channel" } });
  await olivia().command("/reset", "now");
  const seenBySam = stub.workspace.person("Sam").messages({ channel: "general" });
  expect(seenBySam.map((one) => one.text())).toEqual(["/reset now", "for all"]);
});

test.each([
  ["a late answer", { isLate: true }, '/reset failed with the error "operation_timeout"'],
  ["a failure", { status: 500 }, '/reset failed with the error "dispatch_failed"'],
  [
    "no message",
    { json: { blocks: [{ type: "marquee" }] } },
    '/reset failed with the error "invalid_command_response"',
  ],
])("commands say so after %s", async (_, reply, words) => {
  stub = await startStub();
  stub.reply(reply);
  await olivia().command("/reset");
  expect(said()).toEqual([words]);
  expect(stub.emulator.problems()).toHaveLength(1);
});

test("commands say so when nobody listens, and when the manifest does not know them", async () => {
  stub = await startStub({
    declared: { commands: [{ command: "/reset", description: "", usageHint: "" }] },
  });
  await olivia().command("/other");
  expect(stub.received).toEqual([]);
  await stub.stopApp();
  await olivia().command("/reset");
  expect(said()).toEqual([
    "/other is not a valid command.",
    '/reset failed with the error "dispatch_failed"',
  ]);
});
