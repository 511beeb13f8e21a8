import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { access } from "../src/portal/access.ts";
import { commands, shortcuts } from "../src/slack/commands.ts";
import { botScopes } from "../src/slack/install/scopes.ts";
import { events } from "../src/slack/lifecycle.ts";

const text = await readFile(new URL("../manifest.yml", import.meta.url), "utf8");
const manifest = parse(text);
const endpoint = "https://latchkey.example.com/slack/events";

type Command = {
  command: string;
  url: string;
  description: string;
  usage_hint: string;
  should_escape: boolean;
};
const declared: Command[] = manifest.features.slash_commands;

it("declares exactly the commands that the code answers", () => {
  expect(declared.map((one) => one.command).sort()).toEqual([...commands.keys()].sort());
});

it("declares exactly the shortcuts that the code answers, each within Slack's limits", () => {
  const list: { name: string; type: string; callback_id: string; description: string }[] =
    manifest.features.shortcuts;
  expect(list.map((one) => one.callback_id).sort()).toEqual([...shortcuts.keys()].sort());
  for (const { name, type, callback_id: id, description } of list) {
    expect(name.length).toBeLessThanOrEqual(24);
    expect(description.length).toBeLessThanOrEqual(150);
    expect(type).toBe(id.endsWith("_message") ? "message" : "global");
  }
});

it("sends commands, clicks, options requests and events to the one endpoint", () => {
  const { interactivity, event_subscriptions: subscriptions } = manifest.settings;
  const urls = [
    ...declared.map((one) => one.url),
    interactivity.request_url,
    interactivity.message_menu_options_url,
  ];
  expect(new Set([...urls, subscriptions.request_url])).toEqual(new Set([endpoint]));
  expect(interactivity.is_enabled).toBe(true);
});

it("subscribes to exactly the events that the code knows", () => {
  expect(manifest.settings.event_subscriptions.bot_events.sort()).toEqual([...events].sort());
});

it("asks for what the product needs of Slack and no more: no history, nothing public", () => {
  const scopes = [
    "channels:read",
    "chat:write",
    "commands",
    "groups:read",
    "im:write",
    "users:read",
    "users:read.email",
  ];
  expect(manifest.oauth_config.scopes.bot.sort()).toEqual(scopes);
  expect(Object.keys(manifest.oauth_config.scopes)).toEqual(["bot"]);
});

it("asks at installing for the very same scopes, and comes back where the portal waits", () => {
  expect([...botScopes].sort()).toEqual(manifest.oauth_config.scopes.bot.sort());
  expect(manifest.oauth_config.redirect_urls).toEqual(["https://latchkey.example.com/slack/oauth_redirect"]);
  expect(access.has("/slack/oauth_redirect")).toBe(true);
});

it("asks for the scope of every Web API method that the edge calls", async () => {
  const scopeOf: Record<string, string> = {
    "chat.postMessage": "chat:write",
    // Of private channels: the approvals channel is one.
    "conversations.info": "groups:read",
    "conversations.members": "groups:read",
    "users.info": "users:read",
    "views.open": "commands",
    "views.publish": "commands",
    "views.push": "commands",
    "views.update": "commands",
  };
  const source = await readFile(new URL("../src/slack/client.ts", import.meta.url), "utf8");
  const called = [...source.matchAll(/\.((?:chat|users|views|conversations)\.\w+)\(/g)].map(
    (match) => match[1] ?? "",
  );
  expect(called.length).toBeGreaterThan(3);
  for (const method of called) expect(manifest.oauth_config.scopes.bot).toContain(scopeOf[method]);
});

it("gives each command a folder, a description within Slack's limit and a usage", async () => {
  const folders = await readdir(new URL("../src/slack/", import.meta.url));
  for (const { command, description, usage_hint: usage, should_escape: escapes } of declared) {
    expect(folders).toContain(command.replace("/payments-", "").replace("/", ""));
    expect(description.length).toBeLessThanOrEqual(100);
    expect(usage).not.toBe("");
    // Only where `@someone` is taken: escaped texts turn an address into markup.
    expect(escapes).toBe(usage.includes("@user"));
  }
});
