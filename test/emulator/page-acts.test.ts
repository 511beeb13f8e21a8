import { afterEach, expect, test } from "vitest";
import { addMessage } from "../../src/emulator/state/messages.ts";
import { call } from "./caller.ts";
import { emailModal } from "./sample-app.ts";
import { startStub } from "./stub-app.ts";

let stub: Awaited<ReturnType<typeof startStub>>;
afterEach(() => stub.close());

const as = { as: "U0OLIVIA01", channel: "C0GENERAL1" };
const home = { ...as, channel: "home" };
const text = (words: string) => ({ type: "plain_text", text: words });
const option = (words: string) => ({ text: text(words), value: words.toLowerCase() });
const confirm = { title: text("Sure?"), text: text("Really?"), confirm: text("Yes"), deny: text("No") };
const beside = (label: string, accessory: object) => ({
  ...{ type: "section", block_id: label, text: text(label) },
  accessory: { action_id: "go", ...accessory },
});
const field = (label: string) => JSON.stringify([label, "go"]);
const order = (...parts: string[]) => JSON.stringify(parts);

async function show(query: Record<string, string> = as) {
  const response = await fetch(`${stub.emulator.url}/?${new URLSearchParams(query)}`);
  return response.text();
}

/** Posts a form and follows it back to the page, as a browser does. */
async function send(path: string, fields: Record<string, string>) {
  const body = new URLSearchParams({ ...as, ...fields });
  const response = await fetch(`${stub.emulator.url}${path}`, { method: "POST", body });
  return { url: response.url, html: await response.text() };
}

async function publishHome() {
  const blocks = [
    beside("Requests", { type: "button", text: text("Review") }),
    beside("Marcus", { type: "overflow", options: [option("Remove"), option("Show")], confirm }),
    beside("Approvals", { type: "static_select", options: [option("One"), option("Two")], confirm }),
    beside("Channel", { type: "conversations_select", filter: { include: ["private"] } }),
  ];
  const args = { user_id: as.as, view: { type: "home", blocks } };
  await call(stub.emulator, { method: "views.publish", args });
  return { ...home, view: stub.emulator.world.homes.get(as.as)?.id ?? "" };
}
const actions = () => stub.received.filter((one) => one.payload["type"] === "block_actions");

test("replies stand below their root, people write in the thread, and no command runs there", async () => {
  stub = await startStub();
  const { world } = stub.emulator;
  const root = addMessage(world, { channelId: "C0GENERAL1", userId: "U0SAM00001", text: "the root" });
  addMessage(world, { channelId: "C0GENERAL1", userId: "U0NORA0001", text: "the next" });
  const { html } = await send("/say", { text: "a reply & more", thread: root.ts });
  expect(html).toMatch(/the root[\s\S]*message reply[\s\S]*a reply &amp; more[\s\S]*the next/);
  expect((await send("/say", { text: "/reset", thread: root.ts })).html).toContain(
    "is not supported in threads",
  );
  expect(stub.received).toEqual([]);
});

test("Home shows its buttons, menus and selects, and is not opened again by an act in it", async () => {
  stub = await startStub();
  const place = await publishHome();
  expect(await show(home)).toMatch(/Review[\s\S]*More actions[\s\S]*Remove[\s\S]*#\s?payments-approvals/);
  await send("/act", { ...place, do: order("act", field("Requests")) });
  expect(actions().at(-1)?.payload).toMatchObject({ container: { type: "view", view_id: place.view } });
  await send("/act", { ...place, [field("Channel")]: "C0PAYMENTS", do: order("act", field("Channel")) });
  expect(actions().at(-1)?.payload).toMatchObject({ actions: [{ selected_conversation: "C0PAYMENTS" }] });
  const opened = stub.received.filter((one) => one.payload["type"] === "event_callback");
  expect(opened).toHaveLength(1);
  stub.reply({ status: 500 });
  expect((await send("/act", { ...place, do: order("act", field("Requests")) })).html).toContain(
    "We had some trouble connecting",
  );
});

test("a button that the app redrew since the page was shown does nothing, and says so", async () => {
  stub = await startStub();
  const place = await publishHome();
  const { url, html } = await send("/act", { ...place, do: order("act", field("Gone")) });
  expect(url).toContain("stale=1");
  expect(html).toMatch(/redrawn while you looked[\s\S]*Review/);
  expect(actions()).toEqual([]);
});

test("what an external select was offered is seen at once", async () => {
  stub = await startStub();
  stub.reply({ json: { options: [option("Nora"), option("Noah")] } });
  const select = { type: "external_select", min_query_length: 1 };
  const blocks = [beside("Who", select)];
  await call(stub.emulator, {
    method: "views.publish",
    args: { user_id: as.as, view: { type: "home", blocks } },
  });
  const place = { ...home, view: stub.emulator.world.homes.get(as.as)?.id ?? "" };
  const asked = { ...place, [`find:${field("Who")}`]: "No", do: order("find", field("Who")) };
  expect((await send("/act", asked)).html).toMatch(/size="3"[\s\S]*Nora[\s\S]*Noah/);
});

test.each([
  ["an overflow menu", order("confirm", field("Marcus"), "remove"), "remove"],
  ["a select", order("confirm", field("Approvals")), "two"],
])("%s with a dialog asks before it is told, and holds nothing until then", async (_, ask, chosen) => {
  stub = await startStub();
  const place = await publishHome();
  const asked = await send("/act", { ...place, [field("Approvals")]: "two", do: ask });
  expect(asked.html).toContain("Really?");
  expect(actions()).toEqual([]);
  expect(stub.workspace.person("Olivia").dm()).toEqual([]);
  const view = stub.emulator.world.homes.get(as.as);
  expect(view?.typed["Approvals"]?.["go"]?.selected_option).toBeNull();
  const yes = /name="do" value="([^"]*)">Yes/.exec(asked.html)?.[1]?.replaceAll("&quot;", '"') ?? "";
  await send("/act", { ...place, keep: "1", do: yes });
  expect(actions()[0]?.payload).toMatchObject({ actions: [{ selected_option: { value: chosen } }] });
});

test("what an external select holds stays through another search", async () => {
  stub = await startStub();
  const element = {
    type: "external_select",
    action_id: "go",
    initial_option: option("Petra"),
    min_query_length: 0,
  };
  const view = stub.showModal({
    ...emailModal(),
    blocks: [{ type: "input", block_id: "Person", label: text("Person"), element }],
  });
  stub.reply({ json: { options: [option("Marcus")] } });
  const name = field("Person");
  const searched = await send("/act", {
    view: view.id,
    [name]: "petra",
    [`find:${name}`]: "",
    do: order("find", name),
  });
  expect(searched.html).toContain('<option value="petra" selected="">Petra</option>');
  await send("/act", { view: view.id, [name]: "petra", do: order("submit") });
  expect(stub.received.at(-1)?.payload).toMatchObject({
    view: { state: { values: { Person: { go: { selected_option: { value: "petra" } } } } } },
  });
});

test("shortcuts of the manifest are buttons, of the app and of each message", async () => {
  const globalShortcuts = [{ name: "Reset MFA", callbackId: "reset" }];
  const messageShortcuts = [{ name: "Reset MFA for…", callbackId: "reset_for" }];
  stub = await startStub({ declared: { globalShortcuts, messageShortcuts } });
  const message = addMessage(stub.emulator.world, {
    channelId: "C0GENERAL1",
    userId: "U0SAM00001",
    text: "hi",
  });
  expect(await show()).toMatch(/value="reset"[\s\S]*Reset MFA for…/);
  await send("/shortcut", { callback: "reset" });
  await send("/act", { in: "C0GENERAL1", ts: message.ts, do: order("shortcut", "reset_for") });
  expect(stub.received.map((one) => one.payload["callback_id"])).toEqual(["reset", "reset_for"]);
});

test("one can be anybody; the deactivated see that they are, and do nothing", async () => {
  stub = await startStub();
  const { people } = stub.emulator.world;
  const olivia = people.get("U0OLIVIA01");
  if (olivia) people.set("U0IVAN0001", { ...olivia, id: "U0IVAN0001", realName: "Ivan", isStranger: true });
  expect(await show()).toMatch(/Petra Alvarez[\s\S]*Guest[\s\S]*Ivan[\s\S]*Other company/);
  const nora = { as: "U0NORA0001", channel: "C0GENERAL1" };
  const { html } = await send("/workspace", { ...nora, do: "deactivate" });
  expect(html).toContain("The account of Nora Kim is deactivated.");
  expect(stub.received.map((one) => one.payload["event"])).toMatchObject([{ type: "user_change" }]);
  await send("/say", { ...nora, text: "hello?" });
  await send("/say", { ...nora, text: "/reset" });
  expect(stub.emulator.world.messages.get("C0GENERAL1")).toBeUndefined();
  expect(stub.received).toHaveLength(1);
  expect((await send("/workspace", { ...nora, do: "reactivate" })).html).toContain("Nothing here yet");
});

test("the settings share and archive a channel, and uninstall the app", async () => {
  stub = await startStub({ declared: { commands: [{ command: "/reset", description: "", usageHint: "" }] } });
  expect((await send("/workspace", { do: "share" })).html).toContain("Shared with another company");
  expect((await send("/workspace", { do: "archive" })).html).not.toContain('class="composer"');
  await send("/workspace", { do: "unarchive" });
  const gone = await send("/workspace", { do: "uninstall" });
  expect(gone.html).not.toContain("<code>/reset");
  expect(gone.html).not.toContain("Latchkey Home");
  expect((await send("/workspace", { do: "reinstall" })).html).toContain("Latchkey Home");
});
