import { randomBytes } from "node:crypto";
import type { ModalView } from "@slack/types";

/** Somebody in Slack, by the ids that payloads carry. */
export type Sender = {
  slackUserId: string;
  teamId: string /** Of another company than the place. */;
  homeTeamId?: string;
};

const unique = () => randomBytes(6).toString("hex");
const trigger = () => `1.2.${unique()}`;

export type Sent = { contentType: string; body: string };

const form = (fields: Record<string, string>): Sent => ({
  contentType: "application/x-www-form-urlencoded",
  body: new URLSearchParams(fields).toString(),
});

export const commandSent = (
  sender: Sender,
  { name, text = "", responseUrl }: { name: string; text?: string; responseUrl: string },
) =>
  form({
    token: "t",
    team_id: sender.teamId,
    team_domain: "acme",
    channel_id: "C0GENERAL1",
    channel_name: "general",
    user_id: sender.slackUserId,
    user_name: "someone",
    command: name,
    text,
    api_app_id: "A0LATCHKEY",
    is_enterprise_install: "false",
    response_url: responseUrl,
    trigger_id: trigger(),
  });

const interaction = (sender: Sender, more: Record<string, unknown>) =>
  form({
    payload: JSON.stringify({
      token: "t",
      api_app_id: "A0LATCHKEY",
      team: { id: sender.teamId, domain: "acme" },
      enterprise: null,
      is_enterprise_install: false,
      user: {
        id: sender.slackUserId,
        username: "someone",
        name: "someone",
        team_id: sender.homeTeamId ?? sender.teamId,
      },
      trigger_id: trigger(),
      ...more,
    }),
  });

type Click = {
  actionId: string;
  value?: string;
  responseUrl?: string;
  view?: Record<string, unknown>;
  /** Where the message stands. */
  channelId?: string;
};

export const actionSent = (sender: Sender, { actionId, value, responseUrl, view, channelId = "D1" }: Click) =>
  interaction(sender, {
    type: "block_actions",
    actions: [
      {
        type: "button",
        action_id: actionId,
        block_id: "b",
        action_ts: "1.2",
        text: { type: "plain_text", text: "x" },
        ...(value === undefined ? {} : { value }),
      },
    ],
    container: view
      ? { type: "view", view_id: view["id"] }
      : { type: "message", message_ts: "1.2", channel_id: channelId, is_ephemeral: true },
    ...(view ? { view } : { channel: { id: channelId, name: "directmessage" } }),
    ...(responseUrl ? { response_url: responseUrl } : {}),
  });

export type Values = Record<
  string,
  string | { option: string } | { checked: string[] } | { conversation: string }
>;

/** A view as Slack hands it back, with what was typed by block id. */
export function shown(sender: Sender, view: ModalView, values: Values = {}): Record<string, unknown> {
  const state = Object.fromEntries(
    view.blocks
      .filter((block) => block.type === "input")
      .map((block) => {
        const id = block.block_id ?? "";
        const typed = values[id];
        const value = typeof typed === "object" ? chosen(typed) : { value: typed ?? null };
        return [id, { [id]: { type: "any", selected_option: null, ...value } }];
      }),
  );
  return {
    id: "V0SHOWN001",
    team_id: sender.teamId,
    app_installed_team_id: sender.teamId,
    hash: "1.abc",
    private_metadata: "",
    previous_view_id: null,
    root_view_id: "V0SHOWN001",
    close: null,
    submit: null,
    ...view,
    state: { values: state },
  };
}

function chosen(typed: Exclude<Values[string], string>) {
  if ("option" in typed) return { selected_option: { value: typed.option } };
  if ("conversation" in typed) return { selected_conversation: typed.conversation };
  return { selected_options: typed.checked.map((value) => ({ value })) };
}

export const submissionSent = (
  sender: Sender,
  view: ModalView,
  values: Values = {},
  more: Record<string, unknown> = {},
) =>
  interaction(sender, {
    type: "view_submission",
    view: { ...shown(sender, view, values), ...more },
    response_urls: [],
  });

export const closedSent = (sender: Sender, view: ModalView) =>
  interaction(sender, { type: "view_closed", view: shown(sender, view), is_cleared: false });

export const shortcutSent = (sender: Sender, callbackId: string) =>
  interaction(sender, { type: "shortcut", callback_id: callbackId });

type OnMessage = { callbackId: string; channelId: string; text: string; ts: string; responseUrl: string };

/** A shortcut on somebody's message. */
export const messageShortcutSent = (
  sender: Sender,
  { callbackId, channelId, text, ts, responseUrl }: OnMessage,
) =>
  interaction(sender, {
    type: "message_action",
    callback_id: callbackId,
    channel: { id: channelId, name: "support" },
    message: { type: "message", user: "U0ANYONE01", text, ts },
    message_ts: ts,
    response_url: responseUrl,
  });

export const optionsSent = (sender: Sender, actionId: string) =>
  interaction(sender, { type: "block_suggestion", action_id: actionId, block_id: "b", value: "pe" });

export function eventSent(sender: Sender, event: Record<string, unknown>, eventId = `Ev${unique()}`): Sent {
  const body = {
    token: "t",
    team_id: sender.teamId,
    api_app_id: "A0LATCHKEY",
    type: "event_callback",
    event_id: eventId,
    event,
  };
  return { contentType: "application/json", body: JSON.stringify(body) };
}
