import { afterEach, beforeEach, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/server.ts";
import { newTrigger } from "../../src/emulator/state/triggers.ts";
import { type Call, call as callApi } from "./caller.ts";
import { botToken, emailModal, signingSecret } from "./sample-app.ts";

let emulator: Emulator;
let now = new Date("2026-11-20T19:00:00Z");
const pass = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

beforeEach(async () => {
  emulator = await startEmulator({ port: 0, signingSecret, botToken, now: () => now });
});
afterEach(() => emulator.close());

const call = (made: Call) => callApi(emulator, made);
const refused = (error: string) => expect.objectContaining({ ok: false, error });
const ok = expect.objectContaining({ ok: true });
const trigger = (userId = "U0OLIVIA01", viewId?: string) => newTrigger(emulator.world, userId, viewId);

async function open(extra: Parameters<typeof emailModal>[0] = {}) {
  await call({ method: "views.open", args: { trigger_id: trigger(), view: emailModal(extra) } });
  const view = emulator.world.stacks.get("U0OLIVIA01")?.at(-1);
  if (!view) throw new Error("no view was opened");
  return view;
}

test("a trigger opens one view, within three seconds", async () => {
  const openWith = (trigger_id: string) =>
    call({ method: "views.open", args: { trigger_id, view: emailModal() } });
  const good = trigger();
  expect(await openWith(good)).toMatchObject({
    ok: true,
    view: { callback_id: "who", state: { values: {} } },
  });
  expect(await openWith(good)).toEqual(refused("exchanged_trigger_id"));
  expect(await openWith("1.2.abc")).toEqual(refused("invalid_trigger_id"));
  const late = trigger();
  pass(3001);
  expect(await openWith(late)).toEqual(refused("expired_trigger_id"));
});

test("views stack three high, pushed from inside only", async () => {
  const first = await open();
  const push = (viewId?: string) =>
    call({ method: "views.push", args: { trigger_id: trigger("U0OLIVIA01", viewId), view: emailModal() } });
  expect(await push()).toEqual(refused("not_found"));
  expect(await push(first.id)).toMatchObject({
    view: { root_view_id: first.id, previous_view_id: first.id },
  });
  expect(await push(first.id)).toEqual(ok);
  expect(await push(first.id)).toEqual(refused("push_limit_reached"));
});

test("views are updated under the hash that was seen, by one of two names", async () => {
  const view = await open({ external_id: "mine" });
  const update = (args: object) =>
    call({ method: "views.update", args: { view: emailModal({ external_id: "mine" }), ...args } });
  const { hash } = view;
  expect(await update({ view_id: view.id, hash })).toEqual(ok);
  expect(await update({ view_id: view.id, hash })).toEqual(refused("hash_conflict"));
  expect(await update({ external_id: "mine" })).toEqual(ok);
  expect(await update({ view_id: "V0" })).toEqual(refused("not_found"));
  expect(await update({ view_id: view.id, external_id: "mine" })).toEqual(refused("invalid_arguments"));
  expect(
    await call({
      method: "views.open",
      args: { trigger_id: trigger("U0SAM00001"), view: emailModal({ external_id: "mine" }) },
    }),
  ).toEqual(refused("duplicate_external_id"));
});

test("views keep what was typed where the ids stay", async () => {
  const view = await open();
  view.typed = { email: { value: { type: "email_text_input", value: "petra@alvarezdrywall.example" } } };
  await call({
    method: "views.update",
    args: { view_id: view.id, view: emailModal({ title: { type: "plain_text", text: "New" } }) },
  });
  expect(view.typed).toEqual({
    email: { value: { type: "email_text_input", value: "petra@alvarezdrywall.example" } },
  });
  const [input] = emailModal().blocks;
  const blocks = input ? [{ ...input, block_id: "other" }] : [];
  await call({ method: "views.update", args: { view_id: view.id, view: emailModal({ blocks }) } });
  expect(view.typed).toEqual({ other: { value: { type: "email_text_input", value: null } } });
});

test("views are at most 250 kB, and have a submit button when there is an input", async () => {
  const openView = (view: unknown) => call({ method: "views.open", args: { trigger_id: trigger(), view } });
  const block = { type: "section", text: { type: "mrkdwn", text: "x".repeat(2900) } };
  expect(await openView(emailModal({ blocks: Array.from({ length: 90 }, () => block) }))).toEqual(
    refused("view_too_large"),
  );
  const { submit: _, ...silent } = emailModal();
  expect(await openView(silent)).toEqual(refused("invalid_arguments"));
  expect(await openView({ ...silent, blocks: [{ type: "divider" }] })).toEqual(ok);
});

test("Home is published for people of the workspace", async () => {
  const publish = (args: object) =>
    call({
      method: "views.publish",
      args: { user_id: "U0SAM00001", view: { type: "home", blocks: [] }, ...args },
    });
  expect(await publish({})).toMatchObject({ ok: true, view: { type: "home" } });
  expect(await publish({ hash: "1.old" })).toEqual(refused("hash_conflict"));
  expect(await publish({ user_id: "U0NOBODY01" })).toEqual(refused("user_not_found"));
  expect(await publish({ view: emailModal() })).toEqual(refused("invalid_arguments"));
  const hash = emulator.world.homes.get("U0SAM00001")?.hash;
  expect(await publish({ hash })).toEqual(ok);
  expect(await publish({ hash })).toEqual(refused("hash_conflict"));
  emulator.world.declared.hasHomeTab = false;
  expect(await publish({})).toEqual(refused("not_enabled"));
});

test("a view that was closed is not found; by an id of the app's own that is no mistake of the app", async () => {
  const gone = (args: Record<string, unknown>) =>
    call({ method: "views.update", args: { view: emailModal(), ...args } });
  expect(await gone({ external_id: "closed" })).toEqual(refused("not_found"));
  expect(emulator.problems()).toEqual([]);
  expect(await gone({ view_id: "V0CLOSED01" })).toEqual(refused("not_found"));
  expect(emulator.problems()).toEqual(["views.update: not_found"]);
});
