import type { ViewClosedAction } from "@slack/bolt";
import type { KnownBlock, View } from "@slack/types";
import { emailModal, startSample } from "./sample-app.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const section = (text: string): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text } });
const confirm = {
  title: plain("Sure?"),
  text: plain("This can't be undone."),
  confirm: plain("Yes"),
  deny: plain("No"),
};

const request: KnownBlock[] = [
  section("*Olivia* asks for Petra"),
  {
    type: "actions",
    block_id: "decide",
    elements: [{ type: "button", action_id: "approve", text: plain("Approve"), style: "primary", confirm }],
  },
];

const person: KnownBlock = {
  type: "input",
  block_id: "person",
  label: plain("Person"),
  element: { type: "external_select", action_id: "find", min_query_length: 1 },
};

const homeOf = (text: string): View => ({
  type: "home",
  blocks: [
    section(text),
    {
      type: "actions",
      block_id: "do",
      elements: [{ type: "button", action_id: "review", text: plain("Review") }],
    },
  ],
});

/** A Bolt app with one of everything that a workspace shows. */
export async function startBrowserSample() {
  const sample = await startSample({
    declared: {
      commands: [
        { command: "/reset", description: "Reset MFA", usageHint: "[email]" },
        { command: "/reset-all", description: "Everybody's", usageHint: "" },
        { command: "/invite", description: "Invite someone", usageHint: "[@user]", shouldEscape: true },
      ],
      globalShortcuts: [{ name: "Find someone", callbackId: "find_someone" }],
      messageShortcuts: [{ name: "Reset for…", callbackId: "reset_for" }],
    },
  });
  const told: string[] = [];
  answerCommands(sample, told);
  answerShortcuts(sample, told);
  return { ...sample, told };
}

type Sample = Awaited<ReturnType<typeof startSample>>;

function answerCommands({ app }: Sample, told: string[]) {
  app.command("/reset", async ({ ack, client, body }) => {
    await client.views.open({ trigger_id: body.trigger_id, view: emailModal({ notify_on_close: true }) });
    await ack();
  });
  app.command("/invite", async ({ ack, command }) => ack(`Invited ${command.text}.`));
  app.view("who", async ({ ack, view, client }) => {
    const email = view.state.values["email"]?.["value"]?.value ?? "";
    if (!email.startsWith("petra@")) {
      await ack({ response_action: "errors", errors: { email: "No one signs in with this address." } });
      return;
    }
    await client.chat.postMessage({ channel: "C0PAYMENTS", text: "Olivia asks", blocks: request });
    await ack();
  });
  app.view<ViewClosedAction>({ callback_id: "who", type: "view_closed" }, async ({ ack, body }) => {
    told.push(`closed ${body.is_cleared}`);
    await ack();
  });
  app.action("approve", async ({ ack, body, client }) => {
    if (body.type !== "block_actions" || !body.message) return;
    const [channel, { ts }] = ["C0PAYMENTS", body.message];
    const { id: user } = body.user;
    await client.chat.update({ channel, ts, text: `Approved by <@${user}>`, blocks: [] });
    await client.chat.postMessage({ channel, thread_ts: ts, text: "Done for Petra" });
    await client.chat.postEphemeral({ channel, user, text: "Thanks for deciding." });
    await ack();
  });
}

function answerShortcuts({ app }: Sample, told: string[]) {
  app.event("app_home_opened", async ({ event, client }) => {
    if (event.tab === "home")
      await client.views.publish({ user_id: event.user, view: homeOf(`Hi <@${event.user}>`) });
  });
  app.action("review", async ({ ack, body, client }) => {
    await client.views.publish({ user_id: body.user.id, view: homeOf("Nothing waits for you") });
    await ack();
  });
  app.shortcut("find_someone", async ({ ack, client, body }) => {
    const view = emailModal({ callback_id: "pick", title: plain("Find"), blocks: [person] });
    await client.views.open({ trigger_id: body.trigger_id, view });
    await ack();
  });
  app.options("find", async ({ ack, payload }) => {
    const names = ["Petra Alvarez", "Peter Pan", "Nora Kim"].filter((name) => name.startsWith(payload.value));
    await ack({ options: names.map((name) => ({ text: plain(name), value: name })) });
  });
  app.view("pick", async ({ ack, view, body, client }) => {
    const found = view.state.values["person"]?.["find"]?.selected_option?.value;
    await client.chat.postMessage({ channel: body.user.id, text: `You picked ${found}` });
    await ack();
  });
  app.shortcut("reset_for", async ({ ack, client, body }) => {
    if (body.type !== "message_action") return;
    told.push(`reset for: ${body.message.text}`);
    const blocks = [section(`About: ${body.message.text}`)];
    await client.views.open({
      trigger_id: body.trigger_id,
      view: emailModal({ title: plain("About"), blocks }),
    });
    await ack();
  });
}
