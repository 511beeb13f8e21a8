import { afterEach, expect, test } from "vitest";
import { call } from "./caller.ts";
import { startStub } from "./stub-app.ts";

let stub: Awaited<ReturnType<typeof startStub>>;
afterEach(() => stub?.close());

const olivia = () => stub.workspace.person("Olivia");
const text = (words: string) => ({ type: "plain_text", text: words });
const option = (words: string) => ({ text: text(words), value: words.toLowerCase() });
const confirm = { title: text("Sure?"), text: text("Really?"), confirm: text("Yes"), deny: text("No") };
const beside = (label: string, accessory: object) => ({
  type: "section",
  block_id: label,
  text: text(label),
  accessory: { action_id: "go", ...accessory },
});

const blocks = [
  beside("Requests", { type: "button", text: text("Review") }),
  beside("Marcus Lee", { type: "overflow", options: [option("Remove"), option("Show")], confirm }),
  beside("Approvals", { type: "static_select", options: [option("One"), option("Two")], confirm }),
  beside("Person", { type: "external_select", min_query_length: 0 }),
  beside("Approvals channel", { type: "conversations_select", filter: { include: ["private"] } }),
];

async function publish(more: object[] = []) {
  const view = { type: "home", blocks: [...blocks, ...more] };
  const published = await call(stub.emulator, {
    ...{ method: "views.publish", args: { user_id: "U0OLIVIA01", view } },
  });
  expect(published).toMatchObject({ ok: true });
}
const lastAction = () => stub.received.at(-1)?.payload;

test("opening Home tells the app, with the view it has published if there is one", async () => {
  stub = await startStub();
  const empty = await olivia().openHome();
  expect(empty.text()).toBe("");
  await publish();
  expect(await empty.expectText("Requests")).toContain("[Review]");
  await olivia().openHome();
  expect(stub.received.map((one) => one.payload["event"])).toMatchObject([
    { type: "app_home_opened", user: "U0OLIVIA01", tab: "home", channel: "D0OLIVIA01" },
    { type: "app_home_opened", view: { type: "home" } },
  ]);
  expect(stub.received[0]?.payload["event"]).not.toHaveProperty("view");
});

test("a click in Home carries its view, and no message or channel", async () => {
  stub = await startStub();
  await publish();
  const home = await olivia().openHome();
  expect(home.buttons()).toEqual(["Review", "Remove", "Show"]);
  await home.button("Review").click();
  const view = stub.emulator.world.homes.get("U0OLIVIA01");
  expect(lastAction()).toMatchObject({
    type: "block_actions",
    container: { type: "view", view_id: view?.id },
    view: { id: view?.id, type: "home", hash: view?.hash },
    actions: [{ type: "button", block_id: "Requests" }],
  });
  expect(lastAction()).not.toHaveProperty("channel");
  expect(lastAction()).not.toHaveProperty("response_url");
  stub.reply({ status: 500 });
  await home.button("Review").click();
  expect(home.trouble()).toContain("trouble");
});

test("menus and selects in Home ask first where they have a dialog, and a no changes nothing", async () => {
  stub = await startStub();
  await publish();
  const home = await olivia().openHome();
  const sent = stub.received.length;
  await expect(home.button("Remove").click()).rejects.toThrow("asks first: Sure?: Really?");
  await home.button("Remove").click({ confirm: false });
  await expect(home.fill({ Approvals: "Two" })).rejects.toThrow("asks first");
  await home.fill({ Approvals: "Two" }, { confirm: false });
  expect(home.field("Approvals").value).toBe("");
  expect(stub.received).toHaveLength(sent);
  await home.button("Remove").click({ confirm: true });
  expect(lastAction()).toMatchObject({
    actions: [{ type: "overflow", selected_option: { value: "remove" } }],
  });
  await home.fill({ Approvals: "Two" }, { confirm: true });
  expect(lastAction()).toMatchObject({
    actions: [{ type: "static_select", selected_option: { value: "two" } }],
    view: { state: { values: { Approvals: { go: { selected_option: { value: "two" } } } } } },
  });
});

test("a person is found in Home by typing, and a channel by its name", async () => {
  stub = await startStub();
  await publish();
  const home = await olivia().openHome();
  stub.reply({ json: { options: [option("Petra"), option("Peter")] } });
  expect(await home.suggestions("Person", "")).toEqual(["Petra", "Peter"]);
  expect(lastAction()).toMatchObject({ type: "block_suggestion", value: "", container: { type: "view" } });
  stub.reply({ json: { options: [option("Petra")] } });
  await home.fill({ Person: ["pe", "Petra"] });
  expect(lastAction()).toMatchObject({ actions: [{ selected_option: { value: "petra" } }] });
  await home.fill({ "Approvals channel": "payments-approvals" });
  expect(lastAction()).toMatchObject({
    actions: [{ type: "conversations_select", selected_conversation: "C0PAYMENTS" }],
    view: {
      state: { values: { "Approvals channel": { go: { selected_conversation: "C0PAYMENTS" } } } },
    },
  });
  expect(home.field("Approvals channel").value).toBe("#payments-approvals");
});

test("where the manifest has no Home tab there is none to open or to publish", async () => {
  stub = await startStub({ declared: { hasHomeTab: false } });
  await expect(olivia().openHome()).rejects.toThrow("the app has no Home tab");
  const view = { type: "home", blocks };
  expect(
    await call(stub.emulator, { method: "views.publish", args: { user_id: "U0OLIVIA01", view } }),
  ).toMatchObject({ error: "not_enabled" });
});
