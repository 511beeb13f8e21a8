import { afterEach, expect, test } from "vitest";
import { replay, sendEditedPayload, sendForged, sendTimes } from "../../src/emulator/delivery/abuse.ts";
import { signature } from "../../src/emulator/delivery/sign.ts";
import { addMessage } from "../../src/emulator/state/messages.ts";
import { newResponseUrl } from "../../src/emulator/state/response-urls.ts";
import { emailModal, signingSecret } from "./sample-app.ts";
import { startStub } from "./stub-app.ts";

let stub: Awaited<ReturnType<typeof startStub>>;
afterEach(() => stub?.close());

const olivia = () => stub.workspace.person("Olivia");
const trouble = "We had some trouble connecting. Try again?";

test("requests are signed as Slack's documentation signs its example", () => {
  const body =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  expect(signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body)).toBe(
    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  );
});

test("a click on an ephemeral message carries its place but not the message", async () => {
  stub = await startStub();
  stub.reply({
    json: {
      text: "x",
      blocks: [
        {
          type: "actions",
          elements: [
            {
              type: "button",
              action_id: "go",
              text: { type: "plain_text", text: "Go" },
              url: "https://portal.example/link",
            },
          ],
        },
      ],
    },
  });
  await olivia().command("/reset");
  const button = (await olivia().expectEphemeral(/Go/)).button("Go");
  expect(button.url).toBe("https://portal.example/link");
  stub.reply({ status: 500 });
  await button.click();
  const { payload } = stub.received[1] ?? {};
  expect(payload).toMatchObject({
    type: "block_actions",
    container: { type: "message", is_ephemeral: true },
  });
  expect(payload).not.toHaveProperty("message");
  expect(olivia().message(/Go/).trouble()).toBe(trouble);
});

test("a response_url replaces, deletes, and dies after five uses or thirty minutes", async () => {
  let now = new Date("2026-11-20T19:00:00Z");
  stub = await startStub({ now: () => now });
  const { world } = stub.emulator;
  const message = addMessage(world, { channelId: "C0GENERAL1", userId: world.app.botUserId, text: "before" });
  const url = newResponseUrl(world, { userId: "U0OLIVIA01", channelId: "C0GENERAL1", messageTs: message.ts });
  const respond = async (body: object, to = url) => {
    const response = await fetch(to, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
    return [response.status, await response.json()];
  };
  const texts = () =>
    olivia()
      .messages({ channel: "general" })
      .map((one) => one.text());
  expect(await respond({ text: "after", replace_original: true })).toEqual([200, { ok: true }]);
  expect(texts()).toEqual(["after"]);
  expect(await respond({ text: "for you" })).toEqual([200, { ok: true }]);
  expect(stub.workspace.person("Sam").messages({ channel: "general" })).toHaveLength(1);
  expect(await respond({ delete_original: true })).toEqual([200, { ok: true }]);
  expect(texts()).toEqual(["for you"]);
  expect(await respond({ text: "for all", response_type: "in_channel" })).toEqual([200, { ok: true }]);
  expect((await respond({ blocks: [{ type: "marquee" }] }))[0]).toBe(400);
  expect(await respond({ text: "six" })).toEqual([404, { ok: false, error: "used_url" }]);
  const later = newResponseUrl(world, { userId: "U0OLIVIA01", channelId: "C0GENERAL1" });
  now = new Date(now.getTime() + 30 * 60_000 + 1);
  expect(await respond({ text: "late" }, later)).toEqual([404, { ok: false, error: "expired_url" }]);
});

test("a recorded request can be replayed, multiplied, forged and edited", async () => {
  stub = await startStub();
  const { world } = stub.emulator;
  stub.showModal(emailModal());
  await olivia().modal.fill({ Email: "petra@alvarezdrywall.example" }).submit();
  const entry = stub.workspace.lastRequest("view_submission");
  await replay(world, entry);
  expect(stub.received[1]?.body).toBe(stub.received[0]?.body);
  expect(stub.received[1]?.headers["x-slack-signature"]).toBe(stub.received[0]?.headers["x-slack-signature"]);
  expect(await sendTimes(world, entry, 5)).toHaveLength(5);
  await sendForged(world, entry, { "x-slack-signature": "v0=00" });
  expect(stub.received.at(-1)?.headers["x-slack-signature"]).toBe("v0=00");
  await sendEditedPayload(world, entry, (payload) => ({ ...payload, user: { id: "U0MARCUS01" } }));
  const edited = stub.received.at(-1);
  expect(edited?.payload["user"]).toEqual({ id: "U0MARCUS01" });
  const timestamp = String(edited?.headers["x-slack-request-timestamp"]);
  expect(edited?.headers["x-slack-signature"]).toBe(signature(signingSecret, timestamp, edited?.body ?? ""));
});

test("the log is bounded and holds request, answer and time", async () => {
  stub = await startStub({ logEntries: 2 });
  for (const text of ["1", "2", "3"]) await olivia().command("/reset", text);
  expect(stub.emulator.log).toHaveLength(2);
  expect(stub.emulator.log[0]).toMatchObject({
    from: "slack",
    kind: "slash_command",
    answer: { status: 200 },
    problem: undefined,
  });
});
