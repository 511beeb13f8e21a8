import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actions, commands, shortcuts, submissions, suggestions } from "../../src/slack/commands.ts";
import { events } from "../../src/slack/lifecycle.ts";
import { unlinkMeId } from "../../src/slack/me/messages.ts";
import { holdId } from "../../src/slack/reset-mfa/lock-block.ts";
import { tenantRows } from "../flows/tenancy/rows.ts";
import { testDatabase } from "../helpers/database.ts";
import {
  actionSent,
  closedSent,
  commandSent,
  eventSent,
  messageShortcutSent,
  optionsSent,
  type Sent,
  shortcutSent,
  submissionSent,
} from "../slack/helpers/payloads.ts";
import { requestStory } from "../slack/helpers/requests.ts";
import { signatureOf } from "../slack/helpers/slack-edge.ts";
import { changed, changes, nastyText, timeLimitMs, tries } from "./runs.ts";

const { db, owner } = await testDatabase();
const story = await requestStory({ db, owner });
const { edge, olivia, petra, senderOf, companyId } = story;
const sender = senderOf(olivia);
const { responseUrl } = edge.api;
const asked = await story.sams();
const view = await story.openConfirm();
const rows = await tenantRows(owner, companyId);
/** What needs no code is rightly done, whatever else in its body is wrong: an installation ends, a link ends, an account is locked. */
const elsewhere = { ...sender, teamId: "T0UNKNOWN1" };
const buttons = [...actions.keys()].filter((name) => name !== unlinkMeId && name !== holdId);

/** What may be written for whatever comes: who was seen, what was refused, which forms are open. */
const notes = new Set([
  ...[
    "audit_events",
    "audit_heads",
    "challenges",
    "link_attempts",
    "slack_people",
    "used_signatures",
    "outbox",
  ],
]);
async function state() {
  const all = await rows.state();
  return Object.fromEntries(Object.entries(all).filter(([table]) => !notes.has(table)));
}

/** A sound body of every kind that Slack sends, for everything that is registered. */
const sound: Sent[] = [
  ...[...commands.keys()].map((name) => commandSent(sender, { name, text: petra.email, responseUrl })),
  ...buttons.map((actionId) => actionSent(sender, { actionId, value: `${companyId}.${asked}`, responseUrl })),
  ...buttons.map((actionId) => actionSent(sender, { actionId, value: "1", view: { ...view, id: "V1" } })),
  ...[...submissions.keys()].map((callback_id) => submissionSent(sender, { ...view, callback_id })),
  ...[...shortcuts.keys(), "unknown"].map((name) => shortcutSent(sender, name)),
  ...[...shortcuts.keys()].map((callbackId) =>
    messageShortcutSent(sender, { callbackId, channelId: "C1", text: petra.email, ts: "1.2", responseUrl }),
  ),
  ...[...suggestions.keys(), "unknown"].map((name) => optionsSent(sender, name)),
  ...[...events, "app_home_opened", "message"].map((type) =>
    eventSent(elsewhere, { type, user: "U0X", tab: "home" }),
  ),
  closedSent(sender, view),
];

/** Patience of Slack, and as much again for a busy machine: a bound on a wait, not a measure of speed. */
const patienceMs = 20_000;

/** Answered, and not by a fault of ours. */
async function expectAnswer(sent: Sent) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"unanswered">((resolve) => {
    timer = setTimeout(() => resolve("unanswered"), patienceMs);
  });
  const reply = await Promise.race([edge.send(sent), late]);
  clearTimeout(timer);
  if (reply === "unanswered") throw new Error("unanswered");
  expect([200, 400, 401, 404, 413]).toContain(reply.status);
}

/** The body with changes in its JSON, or in the fields of its form. */
function broken({ contentType, body }: Sent, all: Parameters<typeof changed>[1]): Sent {
  if (contentType === "application/json")
    return { contentType, body: JSON.stringify(changed(JSON.parse(body), all)) ?? "" };
  const fields = Object.fromEntries(new URLSearchParams(body));
  const payload = fields["payload"];
  const next =
    payload === undefined
      ? changed(fields, all)
      : { payload: JSON.stringify(changed(JSON.parse(payload), all)) };
  const flat = Object.entries(next ?? {}).map(([name, value]): [string, string] => [name, textOf(value)]);
  return { contentType, body: new URLSearchParams(flat).toString() };
}
const textOf = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

describe("whatever Slack's endpoint is sent, it answers, nothing of ours breaks, and nobody's account or request changes", () => {
  test("sound bodies of every kind with something wrong in them", { timeout: timeLimitMs }, async () => {
    const before = await state();
    await fc.assert(
      fc.asyncProperty(fc.nat(), changes, (which, all) =>
        expectAnswer(broken(sound[which % sound.length] ?? closedSent(sender, view), all)),
      ),
      tries(150),
    );
    expect(await state()).toEqual(before);
  });

  test("any text after a command", { timeout: timeLimitMs }, async () => {
    const before = await state();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...commands.keys()), nastyText, (name, text) =>
        expectAnswer(commandSent(sender, { name, text, responseUrl })),
      ),
      tries(60),
    );
    expect(await state()).toEqual(before);
  });

  test("bodies that are none, of every type", { timeout: timeLimitMs }, async () => {
    const contentType = fc.constantFrom(
      ...["application/x-www-form-urlencoded", "application/json", "application/json; charset=utf-8"],
      ...[
        "text/plain",
        "multipart/form-data; boundary=x",
        "",
        "application/x-www-form-urlencoded; charset=utf-8",
      ],
    );
    const body = fc.oneof(
      nastyText,
      fc.constantFrom(
        "payload=",
        "payload=%",
        "payload={",
        "payload=[]",
        "payload=null",
        "payload=%7B%7D",
        "&&&=",
        "{}",
        "[]",
      ),
      fc.constantFrom(
        "command",
        "%ff%fe=%c0",
        '{"type":"event_callback"}',
        '{"type":"event_callback","event":[]}',
      ),
      fc.constantFrom(
        '{"type":"url_verification"}',
        `payload=${"[".repeat(100_000)}`,
        `{"a":${"[".repeat(200_000)}`,
      ),
      fc.json().map((json) => `payload=${encodeURIComponent(json)}`),
      fc.json(),
    );
    await fc.assert(
      fc.asyncProperty(contentType, body, (type, text) => expectAnswer({ contentType: type, body: text })),
      tries(200),
    );
  });

  test("headers that are not Slack's", { timeout: timeLimitMs }, async () => {
    const header = fc.string({ maxLength: 80 }).map((text) => text.replace(/[^\x20-\x7e]/g, "").trim());
    await fc.assert(
      fc.asyncProperty(header, header, header, async (timestamp, signature, retry) => {
        const sent = commandSent(sender, { name: "/payments", responseUrl });
        const signed = await edge.post(sent, {
          ...signatureOf(sent),
          "x-slack-retry-num": retry,
          "x-slack-retry-reason": retry,
        });
        expect(signed.status).toBe(200);
        const forged = { "x-slack-request-timestamp": timestamp, "x-slack-signature": signature };
        expect((await edge.post(sent, forged)).status).toBe(401);
      }),
      tries(30),
    );
  });
});
