import type { KnownBlock } from "@slack/types";
import { afterEach, describe, expect, test } from "vitest";
import { changePerson } from "../../src/emulator/delivery/events.ts";
import { emailModal, startSample, type Wire } from "./sample-app.ts";

let sample: Awaited<ReturnType<typeof startSample>>;
afterEach(() => sample.close());

const confirmBlocks: KnownBlock[] = [
  { type: "section", block_id: "card", text: { type: "mrkdwn", text: "*Petra* · payee" } },
  {
    type: "input",
    block_id: "why",
    label: { type: "plain_text", text: "Why?" },
    element: {
      type: "radio_buttons",
      action_id: "value",
      options: [
        { text: { type: "plain_text", text: "Lost or broken phone" }, value: "lost" },
        { text: { type: "plain_text", text: "Stolen" }, value: "stolen" },
      ],
    },
  },
  {
    type: "input",
    block_id: "code",
    label: { type: "plain_text", text: "Your 6-digit code" },
    element: { type: "plain_text_input", action_id: "value" },
  },
];

const approval: KnownBlock[] = [
  { type: "section", block_id: "ask", text: { type: "mrkdwn", text: "*Sam* asks" } },
  {
    type: "actions",
    block_id: "decide",
    elements: [
      {
        type: "button",
        action_id: "approve",
        text: { type: "plain_text", text: "Approve" },
        value: "r1",
        style: "primary",
        confirm: {
          title: { type: "plain_text", text: "Sure?" },
          text: { type: "plain_text", text: "This cannot be undone." },
          confirm: { type: "plain_text", text: "Yes" },
          deny: { type: "plain_text", text: "No" },
        },
      },
    ],
  },
];

function tellTheStory({ app }: typeof sample) {
  const closed: string[] = [];
  app.command("/reset", async ({ ack, client, body }) => {
    await client.views.open({ trigger_id: body.trigger_id, view: emailModal() });
    await ack();
  });
  app.view("who", async ({ ack, view }) => {
    const email = view.state.values["email"]?.["value"]?.value ?? "";
    if (!email.startsWith("petra@")) {
      await ack({ response_action: "errors", errors: { email: "No one signs in with this address." } });
      return;
    }
    const view2 = emailModal({
      callback_id: "confirm",
      title: { type: "plain_text", text: "Confirm" },
      blocks: confirmBlocks,
    });
    await ack({ response_action: "update", view: view2 });
  });
  app.view("confirm", async ({ ack, view, client }) => {
    const why = view.state.values["why"]?.["value"]?.selected_option?.value;
    await client.chat.postMessage({ channel: "C0PAYMENTS", text: `Sam asks: ${why}`, blocks: approval });
    const done = emailModal({
      callback_id: "done",
      title: { type: "plain_text", text: "Done" },
      notify_on_close: true,
    });
    await ack({ response_action: "push", view: { ...done, blocks: [{ type: "divider" }] } });
  });
  app.view({ callback_id: "done", type: "view_closed" }, async ({ ack, body }) => {
    closed.push(body.view.callback_id);
    await ack();
  });
  app.action("approve", async ({ ack, body, client, respond }) => {
    await client.chat.postEphemeral({
      channel: body.channel?.id ?? "",
      user: body.user.id,
      text: "Thanks for deciding.",
    });
    await respond({ replace_original: true, text: "Approved by Olivia", blocks: [] });
    const root = body.type === "block_actions" ? body.message?.ts : undefined;
    if (root)
      await client.chat.postMessage({ channel: "C0PAYMENTS", thread_ts: root, text: "Olivia decided." });
    await client.chat.postMessage({ channel: body.user.id, text: "Petra is back in." });
    await ack();
  });
  return closed;
}

/** The same unmodified listeners, behind each of Bolt's own receivers. */
describe.each<Wire>(["http", "socket"])("by %s", (wire) => {
  test("a command opens a modal that keeps its errors, updates, pushes, submits, posts, and its button answers", async () => {
    sample = await startSample({}, wire);
    const closed = tellTheStory(sample);
    const olivia = sample.workspace.person("Olivia");

    await olivia.command("/reset");
    expect(olivia.modal.title).toBe("Who");
    await olivia.modal.fill({ Email: "nobody@acme.example" }).submit();
    expect(olivia.modal.errors()).toEqual({ "Email of the person": "No one signs in with this address." });
    expect(olivia.modal.field("Email").value).toBe("nobody@acme.example");

    await olivia.modal.fill({ Email: "petra@alvarezdrywall.example" }).submit();
    expect(olivia.modal.title).toBe("Confirm");
    expect(olivia.modal.text()).toContain("Petra · payee");
    await olivia.modal.fill({ "Why?": "Lost or broken phone", "Your 6-digit code": "123456" }).submit();
    expect(olivia.modal.title).toBe("Done");
    await olivia.modal.close({ all: true });
    expect(olivia.hasModal).toBe(false);
    expect(closed).toEqual(["done"]);

    const request = olivia.message(/Sam asks/, { channel: "payments-approvals" });
    await expect(request.button("Approve").click()).rejects.toThrow(
      "asks first: Sure?: This cannot be undone.",
    );
    await request.button("Approve").click({ confirm: true });
    await olivia.expectEphemeral(/Thanks for deciding/);
    await olivia.expectMessage("Approved by Olivia", { channel: "payments-approvals" });
    expect(request.buttons()).toEqual([]);
    await request.expectReply("Olivia decided.");
    await olivia.expectDm(/Petra is back in/);
    expect(sample.workspace.person("Marcus").ephemerals()).toEqual([]);
    expect(sample.emulator.problems()).toEqual([]);
    expect(wiresUsed()).toEqual([wire]);
  });

  test("an event reaches the app, signed, and Home is published", async () => {
    sample = await startSample({}, wire);
    const changed: string[] = [];
    sample.app.event("user_change", async ({ event }) => void changed.push(event.user.id));
    sample.app.event("app_home_opened", async ({ event, client }) => {
      const blocks: KnownBlock[] = [
        { type: "section", text: { type: "mrkdwn", text: `Hi <@${event.user}>` } },
      ];
      await client.views.publish({ user_id: event.user, view: { type: "home", blocks } });
    });
    await changePerson(sample.emulator.world, "U0SAM00001", { deleted: true });
    await expect.poll(() => changed).toEqual(["U0SAM00001"]);
    expect((await sample.workspace.person("Olivia").openHome()).text()).toBe("Hi @Olivia Reyes");
  });

  test("shortcuts and external selects reach the app, and what is picked comes back in the submission", async () => {
    sample = await startSample({}, wire);
    const picked: unknown[] = [];
    sample.app.shortcut("start", async ({ ack, client, body }) => {
      const blocks: KnownBlock[] = [
        {
          type: "input",
          block_id: "person",
          label: { type: "plain_text", text: "Person" },
          element: { type: "external_select", action_id: "find", min_query_length: 1 },
        },
      ];
      await client.views.open({
        trigger_id: body.trigger_id,
        view: emailModal({ callback_id: "pick", blocks }),
      });
      await ack();
    });
    sample.app.options("find", async ({ ack, payload }) => {
      const found = ["Petra Alvarez", "Peter Pan"].filter((name) => name.startsWith(payload.value));
      await ack({
        options: found.map((text) => ({ text: { type: "plain_text", text }, value: text.toLowerCase() })),
      });
    });
    sample.app.view("pick", async ({ ack, view }) => {
      picked.push(view.state.values["person"]?.["find"]?.selected_option?.value);
      await ack();
    });
    const sam = sample.workspace.person("Sam");
    await sam.shortcut("start");
    expect(await sam.modal.suggestions("Person", "Pe")).toEqual(["Petra Alvarez", "Peter Pan"]);
    await sam.modal.fill({ Person: "Petra" }).submit();
    expect(picked).toEqual(["petra alvarez"]);
    expect(sam.hasModal).toBe(false);
  });

  test("a message's shortcut brings the message along, and answers where it stands", async () => {
    sample = await startSample({}, wire);
    sample.app.shortcut(
      { callback_id: "reset", type: "message_action" },
      async ({ ack, shortcut, respond }) => {
        await ack();
        await respond(`You asked about: ${shortcut.message.text}`);
      },
    );
    const asked = sample.workspace.person("Sam").say("Petra lost her phone");
    await asked.shortcut("reset");
    await sample.workspace.person("Sam").expectEphemeral("You asked about: Petra lost her phone");
    expect(sample.emulator.problems()).toEqual([]);
  });

  const wiresUsed = () => [
    ...new Set(sample.emulator.log.filter((entry) => entry.from === "slack").map((entry) => entry.via)),
  ];
});
