import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { checkManifest } from "../../src/emulator/create-app/check.ts";
import { botScopes, events, scopesOfEvent } from "../../src/emulator/create-app/known.ts";

const ours = await readFile(new URL("../../manifest.yml", import.meta.url), "utf8");

/** Each problem in a line, as a person reads it. */
async function refused(source: string): Promise<string[]> {
  const checked = await checkManifest(source);
  return checked.ok ? [] : checked.problems.map(({ line, where, text }) => `${line ?? "-"} ${where} ${text}`);
}

const url = "https://app.example.com/slack/events";
const sound = {
  display_information: { name: "Helper" },
  features: { slash_commands: [{ command: "/help-me", url, description: "Helps" }] },
  oauth_config: { scopes: { bot: ["commands", "users:read"] } },
  settings: {
    interactivity: { is_enabled: true, request_url: url },
    event_subscriptions: { request_url: url, bot_events: ["user_change"] },
  },
};
type Manifest = { [field: string]: unknown };
const changed = (change: (manifest: typeof sound & Manifest) => void): string => {
  const copy: typeof sound & Manifest = structuredClone(sound);
  change(copy);
  return stringify(copy);
};

test("this repository's manifest is sound, in YAML and in JSON", async () => {
  expect(await refused(ours)).toEqual([]);
  expect(await refused(JSON.stringify(sound))).toEqual([]);
  expect(await refused(stringify(sound))).toEqual([]);
});

test("an address on this machine needs no https; any other does", async () => {
  expect(await refused(ours.replaceAll("https://latchkey.example.com", "http://localhost:3000"))).toEqual([]);
  expect(
    (await refused(ours.replaceAll("https://latchkey.example.com", "http://latchkey.example.com"))).length,
  ).toBe(10);
});

test.each<[string, string, string]>([
  ["an empty text", "  ", "-  Paste a manifest first."],
  ["what is no YAML", "a: [1", "1  This is neither YAML nor JSON"],
  ["a text that is no manifest", "hello", "-  A manifest is a list of fields such as display_information."],
  ["a name that is missing", "display_information: {}", "1 display_information.name is missing."],
  [
    "a field that Slack does not know",
    changed((one) => (one["feature"] = {})),
    "feature is no field that Slack knows.",
  ],
  [
    "a kind of value",
    changed((one) => Object.assign(one.settings, { socket_mode_enabled: "yes" })),
    "socket_mode_enabled must be true or false.",
  ],
  [
    "a long name",
    changed((one) => (one.display_information.name = "x".repeat(36))),
    "2 display_information.name is 36 characters long; Slack takes 35.",
  ],
  [
    "a color",
    changed((one) => Object.assign(one.display_information, { background_color: "red" })),
    "background_color must be a color",
  ],
  [
    "a short long description",
    changed((one) => Object.assign(one.display_information, { long_description: "short" })),
    "long_description must have 174",
  ],
  [
    "a command's capitals",
    changed((one) => Object.assign(one.features.slash_commands[0] ?? {}, { command: "/Help" })),
    "5 features.slash_commands[1].command must be a slash",
  ],
  [
    "a command without description",
    changed((one) => Object.assign(one.features.slash_commands[0] ?? {}, { description: "" })),
    "description must not be empty.",
  ],
  [
    "a command twice",
    changed((one) => one.features.slash_commands.push(...one.features.slash_commands.slice())),
    "features.slash_commands[2].command “/help-me” is there twice.",
  ],
  [
    "a command without address",
    changed((one) => Object.assign(one.features.slash_commands[0] ?? {}, { url: undefined })),
    "features.slash_commands[1].url is missing: without Socket Mode",
  ],
  [
    "clicks without address",
    changed((one) => Object.assign(one.settings, { interactivity: { is_enabled: true } })),
    "settings.interactivity.request_url is missing: without Socket Mode",
  ],
  [
    "events without address",
    changed((one) => Object.assign(one.settings.event_subscriptions, { request_url: undefined })),
    "settings.event_subscriptions.request_url is missing: without Socket Mode",
  ],
  [
    "an address that is none",
    changed((one) => Object.assign(one.settings.interactivity, { request_url: "/slack" })),
    "request_url must be a whole address",
  ],
  [
    "an unknown scope",
    changed((one) => one.oauth_config.scopes.bot.push("users:reed")),
    "“users:reed” is no scope of a bot of Slack's.",
  ],
  [
    "a scope twice",
    changed((one) => one.oauth_config.scopes.bot.push("commands")),
    "oauth_config.scopes.bot[3] “commands” is there twice.",
  ],
  [
    "commands without their scope",
    changed((one) => (one.oauth_config.scopes.bot = ["users:read"])),
    "lacks “commands”, which slash commands need.",
  ],
  [
    "emails without people",
    changed((one) => (one.oauth_config.scopes.bot = ["commands", "users:read.email"])),
    "lacks “users:read”",
  ],
  [
    "an unknown event",
    changed((one) => one.settings.event_subscriptions.bot_events.push("user_changed")),
    "“user_changed” is no event of Slack's.",
  ],
  [
    "an event without its scope",
    changed((one) => one.settings.event_subscriptions.bot_events.push("app_mention")),
    "“app_mention” needs the bot scope app_mentions:read.",
  ],
])("%s is refused in words, at its line", async (_, source, words) => {
  const problems = await refused(source);
  expect(problems.join("\n")).toContain(words);
});

test("with Socket Mode no address is asked for", async () => {
  const source = changed((one) => {
    Object.assign(one.settings, { socket_mode_enabled: true, interactivity: { is_enabled: true } });
    Object.assign(one.settings.event_subscriptions, { request_url: undefined });
    Object.assign(one.features.slash_commands[0] ?? {}, { url: undefined });
  });
  expect(await refused(source)).toEqual([]);
});

test("several problems come in the order of their lines", async () => {
  const source = ours
    .replace("name: Latchkey", `name: ${"Latchkey".repeat(5)}`)
    .replace("- users:read\n", "")
    .replace("- app_uninstalled", "- app_gone");
  const lines = (await refused(source)).map((one) => Number(one.split(" ")[0]));
  expect(lines.length).toBe(3);
  expect(lines).toEqual(lines.toSorted((a, b) => a - b));
});

test("what an event needs is named by words that Slack knows", () => {
  for (const [event, scopes] of Object.entries(scopesOfEvent)) {
    expect(events.has(event), event).toBe(true);
    for (const scope of scopes) expect(botScopes.has(scope), scope).toBe(true);
  }
});
