import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/**
 * Slack's rules, as its documentation and its packages' sources have them, each with the tests in which the emulator
 * lets the right thing pass and refuses the wrong one. A name here that no test bears any more fails.
 */
type Rule = { rule: string; file: string; passes: string; refuses: string };
const rule = (file: string, rule: string, passes: string, refuses = passes): Rule => ({
  ...{ rule, file, passes, refuses },
});

const wire = [
  rule("delivery", "the signature of Slack's own example", "requests are signed as Slack's documentation"),
  rule("rules-wire", "signed and fresh, or refused", "Bolt takes what the emulator signs"),
  rule("rules-wire", "content types without a charset", "by exactly these content types"),
  rule("commands", "the fields of a command, in Slack's order", "commands arrive as Slack's flat form"),
  rule("rules-wire", "mentions escaped by should_escape", "names that are mentioned are escaped"),
  rule("rules-wire", "no commands in threads", "refused in a thread in Slack's words"),
  rule("commands", "an answer within three seconds", "show their answer", "commands say so after"),
  rule("commands", "dispatch_failed, and unknown commands", "show their answer", "when nobody listens"),
  rule("submissions", "answers of a submission", "submissions carry", "show trouble and keep what was typed"),
  rule(
    "submissions",
    "errors for input blocks only",
    "submissions stay with Slack",
    "errors for a block that is no input",
  ),
  rule("submissions", "view_closed only with notify_on_close", "closing tells the app only where it asked"),
  rule("events", "an organization's payloads name no team", "told no team"),
  rule("delivery", "an ephemeral message is not sent along", "carries its place but not the message"),
  rule("threads", "thread_ts of roots and replies", "a click in a thread names the message"),
  rule("selects", "options: a hundred, in three seconds", "takes options or groups, a hundred at most"),
  rule("selects", "options only with an address in the manifest", "asked at once", "nobody is asked"),
  rule("views-api", "a trigger: three seconds, once", "a trigger opens one view, within three seconds"),
  rule("views-api", "three views", "views stack three high"),
  rule("submissions", "three views by an answer", "clear closes", "a fourth view is refused"),
  rule("views-api", "hash_conflict", "views are updated under the hash"),
  rule("views-api", "250 kB, and submit where there is an input", "views are at most 250 kB"),
  rule("delivery", "a response_url: five uses, thirty minutes", "dies after five uses or thirty minutes"),
  rule("events", "events are tried three times more", "not retried once answered", "retried three times"),
  rule("rules-wire", "one event_id for each event", "every event has an id of its own"),
  rule("rules-wire", "redirects", "Bolt takes what", "a redirect of the app is not followed"),
  rule("bad-input", "GET, HEAD, POST; status 200; no redirect", "what is well said is answered", "%s gets"),
  rule("socket-mode", "apps.connections.open", "by the app's own token, and by no other"),
  rule("socket-mode", "a ticket opens one connection", "whose first frame is hello"),
  rule("socket-mode", "acknowledged within three seconds", "the acknowledgement's payload", "never comes"),
  rule("socket-mode", "ten connections", "up to ten connections take turns"),
  rule("socket-mode", "disconnect frames", "a connection is warned, then refreshed"),
  rule("socket-mode", "pings either way", "stays connected over pings", "answers no ping is ended"),
  rule("rules-api", "the look of ids", "ids, times, hashes and triggers"),
];

const limits = [
  rule("block-kit", "blocks: 50 in messages, 100 in views", "surfaces hold 50 blocks"),
  rule("rules-api", "text: cut at 40,000; 4,000 in updates", "a text is cut at 40,000"),
  rule("block-kit", "title, submit, close, callback_id, metadata", "a view's %s"),
  rule("limits", "external_id", "a view's external_id"),
  ...["section text", "section fields", "header", "context elements", "actions elements", "button text"].map(
    (name) => rule("block-kit", name, `"${name}"`),
  ),
  ...["button value", "action_id", "block_id", "options of a select", "option text", "option value"].map(
    (name) => rule("block-kit", name, `"${name}"`),
  ),
  ...["radio buttons", "overflow", "input label", "placeholder", "image alt_text", "no masked input"].map(
    (name) => rule("block-kit", name, `"${name}"`),
  ),
  ...["a button's url", "an accessibility label", "a confirm's title", "a confirm's text"].map((name) =>
    rule("limits", name, `"${name}"`),
  ),
  ...["an option's description", "checkboxes", "a hint", "a longest input", "an image's words"].map((name) =>
    rule("limits", name, `"${name}"`),
  ),
  ...["a table's rows", "a table's columns", "a table's characters"].map((name) =>
    rule("limits", name, `"${name}"`),
  ),
  rule("block-kit", "ids unique, and given", "ids are unique in a view or message"),
  rule("block-kit", "what only a modal takes", "alert is for modals only"),
  rule("web-api", "Slack's messages and JSON pointers", "within and over a limit"),
];

const methods = [
  rule("web-api", "tokens", "a wrong, absent or revoked token"),
  rule("rules-api", "scopes", "needs %s, and says so"),
  rule("web-api", "where the app may write", "go where the app is, and nowhere else"),
  rule("web-api", "who may be whispered to", "to one person need that person in the channel"),
  rule("rules-api", "who is deactivated hears no whisper", "who is deactivated gets no ephemeral message"),
  rule("web-api", "only the author changes a message", "are changed by their author only"),
  rule("rules-api", "users.info tells people apart", "users.info tells %s apart"),
  rule("workspace", "people of other companies, shared channels", "people of other companies act"),
  rule("workspace", "deactivated people", "who is deactivated is in no channel"),
  rule("web-api", "whom a DM opens with", "a DM opens with colleagues, not with strangers"),
  rule("web-api", "private channels", "a private channel without the app does not exist"),
  rule("conversations-api", "members by scope and place", "members of private places are told only"),
  rule("workspace", "archived channels", "a channel can be shared, archived"),
  rule("views-api", "Home where the manifest has one", "Home is published for people of the workspace"),
  rule("workspace", "uninstalled", "uninstalled, the app hears of it, is refused"),
  rule("events", "revoked tokens", "revoked tokens are told to the app and refused"),
  rule("rules-api", "auth.revoke", "a token that the app revokes is refused"),
  rule("install", "oauth.v2.access", "a code, which is exchanged once for the token"),
  rule("rate-limits", "a message a second to a channel", "a channel takes a message a second"),
  rule("rate-limits", "tiers", "a method of tier %i"),
];

const folder = new URL(".", import.meta.url);
const sources = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith(".test.ts") && name !== "rules.test.ts")
    .map((name) => [name.replace(".test.ts", ""), readFileSync(new URL(name, folder), "utf8")]),
);

test.each([...wire, ...limits, ...methods])("$rule: has what passes and what is refused", (one) => {
  const source = sources.get(one.file) ?? "";
  expect(source, `${one.file}.test.ts`).toContain(one.passes);
  expect(source, `${one.file}.test.ts`).toContain(one.refuses);
});
