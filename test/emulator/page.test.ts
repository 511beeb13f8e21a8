import { afterEach, expect, test } from "vitest";
import { addMessage } from "../../src/emulator/state/messages.ts";
import { emailModal } from "./sample-app.ts";
import { startStub } from "./stub-app.ts";

let stub: Awaited<ReturnType<typeof startStub>>;
afterEach(() => stub.close());

const as = { as: "U0OLIVIA01", channel: "C0GENERAL1" };

async function show(query: Record<string, string> = as) {
  const response = await fetch(`${stub.emulator.url}/?${new URLSearchParams(query)}`);
  return response.text();
}

/** Posts a form and follows it back to the page, as a browser does. */
async function send(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams({ ...as, ...fields });
  const response = await fetch(`${stub.emulator.url}${path}`, { method: "POST", body, headers });
  return { status: response.status, html: await response.text() };
}

test("a command typed in the page reaches the app, and its answer is marked as private", async () => {
  stub = await startStub({
    declared: { commands: [{ command: "/reset", description: "Reset MFA", usageHint: "[email]" }] },
  });
  expect(await show()).toContain("/reset [email]");
  stub.reply({ json: { text: "Only <https://a.example|here>" } });
  const { html } = await send("/say", { text: "/reset petra@alvarezdrywall.example" });
  expect(stub.received[0]?.payload).toMatchObject({
    command: "/reset",
    text: "petra@alvarezdrywall.example",
  });
  expect(html).toContain("Only visible to you");
  expect(html).toContain('<a href="https://a.example" target="_blank" rel="noopener noreferrer">here</a>');
  expect(await show({ ...as, as: "U0SAM00001" })).not.toContain("Only visible to you");
});

test("a modal is a form that keeps what was typed and shows the errors at their fields", async () => {
  stub = await startStub();
  const view = stub.showModal(emailModal());
  expect(await show()).toMatch(
    /<label class="label" for="([^"]+)">Email of the person<\/label><input id="\1"/,
  );
  const name = JSON.stringify(["email", "value"]);
  stub.reply({
    json: { response_action: "errors", errors: { email: "No one signs in with this address." } },
  });
  const { html } = await send("/act", { view: view.id, [name]: "x@acme.example", do: '["submit"]' });
  expect(html).toContain("No one signs in with this address.");
  expect(html).toContain('value="x@acme.example"');
  await send("/act", { view: view.id, [name]: "petra@alvarezdrywall.example", do: '["submit"]' });
  expect(await show()).not.toContain('role="dialog"');
});

test("a button asks first when it has a dialog, and a link button tells the app and leads on", async () => {
  stub = await startStub();
  const { world } = stub.emulator;
  const dialog = { title: text("Sure?"), text: text("Really?"), confirm: text("Yes"), deny: text("No") };
  const message = addMessage(world, {
    channelId: "C0GENERAL1",
    userId: world.app.botUserId,
    text: "choose",
    blocks: [
      {
        type: "actions",
        block_id: "b",
        elements: [
          { type: "button", action_id: "deny", text: text("Deny"), confirm: dialog },
          { type: "button", action_id: "link", text: text("Link"), url: "https://portal.example/link" },
        ],
      },
    ],
  });
  const place = { in: message.channelId, ts: message.ts };
  const asked = await send("/act", { ...place, do: JSON.stringify(["confirm", '["b","deny"]']) });
  expect(asked.html).toContain("Really?");
  expect(stub.received).toEqual([]);
  await send("/act", { ...place, keep: "1", do: JSON.stringify(["act", '["b","deny"]']) });
  expect(stub.received[0]?.payload).toMatchObject({ actions: [{ action_id: "deny", block_id: "b" }] });
  const query = new URLSearchParams({ as: as.as, ...place, block: "b", action: "link" });
  const followed = await fetch(`${stub.emulator.url}/follow?${query}`, { redirect: "manual" });
  expect([followed.status, followed.headers.get("location")]).toEqual([303, "https://portal.example/link"]);
  expect(stub.received[1]?.payload).toMatchObject({ actions: [{ action_id: "link" }] });
});

test("an external select is searched and chosen without JavaScript", async () => {
  stub = await startStub();
  const element = { type: "external_select", action_id: "find" };
  const person = { type: "input", block_id: "person", label: text("Person"), element };
  const view = stub.showModal({ ...emailModal(), blocks: [person] });
  const name = JSON.stringify(["person", "find"]);
  stub.reply({ json: { options: [{ text: text("Petra Alvarez"), value: "petra" }] } });
  const search = { view: view.id, [`find:${name}`]: "pet", do: JSON.stringify(["find", name]) };
  expect((await send("/act", search)).html).toContain('<option value="petra">Petra Alvarez</option>');
  await send("/act", { view: view.id, [name]: "petra", do: '["submit"]' });
  const submitted = stub.received.at(-1)?.payload;
  expect(submitted).toMatchObject({
    view: { state: { values: { person: { find: { selected_option: { value: "petra" } } } } } },
  });
});

test("what people and apps write is never markup, and no script link is a link", async () => {
  stub = await startStub();
  const { html } = await send("/say", { text: "<img src=x onerror=alert(1)>" });
  expect(html).toContain("&lt;img src=x");
  const { world } = stub.emulator;
  addMessage(world, {
    channelId: "C0GENERAL1",
    userId: world.app.botUserId,
    text: "<javascript:alert(1)|click>",
  });
  expect(await show()).not.toContain("javascript:");
});

test("another site's form is refused", async () => {
  stub = await startStub();
  expect((await send("/say", { text: "/reset" }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect(stub.received).toEqual([]);
});

test("the private channel is not shown to who is not in it", async () => {
  stub = await startStub();
  expect(await show()).toContain("payments-approvals");
  expect(await show({ as: "U0PETRA001" })).not.toContain("payments-approvals");
});

function text(words: string) {
  return { type: "plain_text" as const, text: words };
}
