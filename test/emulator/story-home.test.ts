import type { HomeView, KnownBlock } from "@slack/types";
import { afterEach, expect, test } from "vitest";
import { workspaceHandle } from "../../src/emulator/person/workspace.ts";
import { startSample } from "./sample-app.ts";

let sample: Awaited<ReturnType<typeof startSample>>;
afterEach(() => sample.close());

const plain = (text: string) => ({ type: "plain_text" as const, text });

function homeOf(channel: string | undefined): HomeView {
  const chosen = channel ? `Approvals go to <#${channel}>` : "No approvals channel yet";
  return {
    type: "home",
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: chosen } },
      {
        type: "section",
        text: plain("Approvals channel"),
        accessory: {
          type: "conversations_select",
          action_id: "channel",
          filter: { include: ["private"], exclude_bot_users: true, exclude_external_shared_channels: true },
        },
      },
    ],
  };
}

const request: KnownBlock[] = [
  { type: "section", text: { type: "mrkdwn", text: "*Sam* asks" } },
  { type: "actions", elements: [{ type: "button", action_id: "approve", text: plain("Approve") }] },
];

/** Home chooses the channel, a request goes there, its thread tells what becomes of it. */
function tellTheStory({ app }: typeof sample) {
  let channel = "";
  app.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: homeOf(undefined) });
  });
  app.action({ action_id: "channel", type: "block_actions" }, async ({ ack, action, body, client }) => {
    await ack();
    if (action.type !== "conversations_select") return;
    channel = action.selected_conversation ?? "";
    const { channel: info } = await client.conversations.info({ channel });
    if (info?.is_ext_shared || info?.is_archived || !info?.is_member) return;
    const { members = [] } = await client.conversations.members({ channel, limit: 200 });
    const { ts } = await client.chat.postMessage({ channel, text: "Sam asks", blocks: request });
    await client.chat.postMessage({ channel, thread_ts: ts ?? "", text: `${members.length} are here` });
    const view = homeOf(channel);
    const hash = "view" in body ? body.view?.hash : undefined;
    await client.views.publish({ user_id: body.user.id, view, ...(hash ? { hash } : {}) });
  });
  app.action("approve", async ({ ack, body, client }) => {
    await ack();
    if (body.type !== "block_actions" || !body.message) return;
    const { ts } = body.message;
    await client.chat.update({ channel, ts, text: `Approved by <@${body.user.id}>`, blocks: [] });
    await client.chat.postMessage({ channel, thread_ts: ts, text: "Done" });
  });
}

test("a channel chosen in Home gets a request, whose thread goes on after its buttons are gone", async () => {
  sample = await startSample();
  tellTheStory(sample);
  const olivia = sample.workspace.person("Olivia");
  const home = await olivia.openHome();
  await home.expectText("No approvals channel yet");
  expect(home.field("Approvals channel").options).toEqual(["#payments-approvals"]);
  await home.fill({ "Approvals channel": "payments-approvals" });
  await home.expectText("Approvals go to #payments-approvals");
  const asked = await sample.workspace.person("Marcus").expectMessage(/Sam.* asks/);
  await asked.expectReply("5 are here");
  await asked.button("Approve").click();
  await asked.expectReply("Done");
  expect(asked.text()).toBe("Approved by @Marcus Lee");
  expect(asked.buttons()).toEqual([]);
  expect(sample.emulator.problems()).toEqual([]);
});

test("a channel that is shared is no choice, and an app that was uninstalled works again when it is back", async () => {
  sample = await startSample();
  tellTheStory(sample);
  const told: string[] = [];
  sample.app.event("app_uninstalled", async () => void told.push("app_uninstalled"));
  sample.app.event("tokens_revoked", async () => void told.push("tokens_revoked"));
  const workspace = workspaceHandle(sample.emulator.world);
  workspace.channel("payments").share();
  const home = await sample.workspace.person("Olivia").openHome();
  await home.expectText("No approvals channel yet");
  await expect(home.fill({ "Approvals channel": "payments-approvals" })).rejects.toThrow("there: none");
  await workspace.uninstall();
  await expect.poll(() => told.toSorted()).toEqual(["app_uninstalled", "tokens_revoked"]);
  workspace.reinstall();
  workspace.channel("payments").unshare();
  await home.fill({ "Approvals channel": "#payments-approvals" });
  await home.expectText("Approvals go to #payments-approvals");
});
