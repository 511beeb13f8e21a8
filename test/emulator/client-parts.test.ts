import { expect, test } from "vitest";
import type { Block } from "../../src/emulator/block-kit/blocks.ts";
import { completionAt } from "../../src/emulator/client/composer/complete.ts";
import { emptyForm, fieldsOf, keptForm, withDraft } from "../../src/emulator/client/forms.ts";
import { piecesOf, readable } from "../../src/emulator/client/inspector/pretty.ts";
import { withMentions } from "../../src/emulator/text/mentions.ts";

const person = (id: string, name: string, handle: string) => ({ id, name, handle });
const people = [
  person("U1", "Sam", "sam.o"),
  person("U2", "Sam Okafor", "sam"),
  person("U3", "Núria (Ops)", "nuria"),
];

test.each([
  ["hi @Sam Okafor!", "hi <@U2>!"],
  ["@sam.o and @SAM", "<@U1> and <@U1>"],
  ["(@Núria (Ops))", "(<@U3>)"],
  ["a@sam.example and @samuel", "a@sam.example and @samuel"],
  ["<@U9> stays", "<@U9> stays"],
])("%s is sent as %s", (typed, sent) => {
  expect(withMentions(typed, people)).toBe(sent);
});

const offer = {
  commands: ["/pay", "/pay-all", "/repay"].map((command) => ({ command, description: "", usageHint: "" })),
  people: people.map((one) => ({ ...one, isDeleted: one.id === "U1", standings: [], hasUnread: false })),
  appName: "App",
};
const offered = (text: string, cursor = text.length) =>
  completionAt(text, cursor, offer)?.suggestions.map((suggestion) => suggestion.insert);

test.each([
  ["/pay", ["/pay ", "/pay-all ", "/repay "]],
  ["/pay-", ["/pay-all "]],
  ["/pay now", undefined],
  ["say /pay", undefined],
  ["hello @ok", ["@Sam Okafor "]],
  ["hello @sam ok", ["@Sam Okafor "]],
  ["hello @Sam Okafor and", undefined],
  ["mail a@sam", undefined],
])("after %s there is offered %j", (typed, choices) => {
  expect(offered(typed)).toEqual(choices);
});

const input = (type: "plain_text_input" | "email_text_input", blockId = "b"): Block => ({
  type: "input",
  block_id: blockId,
  label: { type: "plain_text", text: "Field" },
  element: { type, action_id: "a" },
});

test("what was typed stays over an update where block, action and type stay, and is forgotten else", () => {
  const blocks = [input("plain_text_input")];
  const form = withDraft(emptyForm, { blocks, blockId: "b", actionId: "a" }, ["typed"]);
  const typedIn = (after: Block[]) => fieldsOf(keptForm(form, after), {}, after)[0]?.raw;
  expect(typedIn([input("plain_text_input")])).toEqual(["typed"]);
  expect(typedIn([input("email_text_input")])).toEqual([]);
  expect(typedIn([input("plain_text_input", "other")])).toEqual([]);
});

test("the inspector opens a form's fields, and the JSON in them, line by line", () => {
  const form = new URLSearchParams({ payload: '{"type":"view_closed"}', text: "a & b" }).toString();
  expect(readable(form, "application/x-www-form-urlencoded")).toEqual([
    { name: "payload", text: '{\n  "type": "view_closed"\n}' },
    { name: "text", text: "a & b" },
  ]);
  expect(readable("{not json", "application/json")).toEqual([{ name: undefined, text: "{not json" }]);
});

test.each([
  ["Bearer xoxb-1-secret", "xoxb-1-secret"],
  ["xapp-1-secret", "xapp-1-secret"],
  [`v0=${"0f".repeat(32)}`, `v0=${"0f".repeat(32)}`],
  ["Basic c2VjcmV0", "c2VjcmV0"],
  ['{"url": "ws://localhost/link?ticket=secret&a=1"}', "secret"],
  ["http://localhost/response/T1/R1/secret", "secret"],
  ["response_url=http%3A%2F%2Flocalhost%2Fresponse%2FT1%2FR1%2Fsecret&a=1", "secret"],
  ['{"client_secret": "secret"}', "secret"],
  ["client_id=1&client_secret=secret&a=1", "secret"],
])("the inspector shortens the secret in %s", (text, secret) => {
  const hidden = piecesOf(text).filter((piece) => piece.isSecret);
  expect(hidden.map((piece) => piece.text)).toEqual([secret]);
});
