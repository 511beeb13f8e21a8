import { expect, test } from "vitest";
import type { Block } from "../../src/emulator/block-kit/blocks.ts";
import { completionAt } from "../../src/emulator/client/composer/complete.ts";
import { emptyForm, fieldsOf, keptForm, withDraft } from "../../src/emulator/client/forms.ts";
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
