import { expect, it } from "vitest";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { commandSent, eventSent, type Sender } from "./helpers/payloads.ts";
import { confirmValues, slackStory } from "./helpers/story.ts";

const { db, owner } = await testDatabase();
const story = await slackStory(db);
const { responseUrl: url } = story.edge.api;
const me = (sender: Sender) =>
  story.edge.send(commandSent(sender, { name: "/payments-me", responseUrl: url }));
const home = story.olivia.actor.workspaceId;
const auditOf = (kind: string) =>
  owner<{ facts: { why: string; what: string }; slack_user_id: string }[]>`
    select facts, slack_user_id from audit_events where company_id = ${story.companyId} and kind = ${kind} order by seq`;

it("R56: who is turned away for what they are stands in the audit, who has no link yet does not", async () => {
  const guest = { slackUserId: "U0GUEST002", teamId: home };
  story.edge.knows(guest, { is_ultra_restricted: true });
  const newcomer = { slackUserId: "U0NEW00001", teamId: home };
  story.edge.knows(newcomer);
  await me(guest);
  await story.command(newcomer, "/payments-invite");
  const rows = await auditOf("gate_refused");
  expect(rows.map((row) => [row.slack_user_id, row.facts.why, row.facts.what])).toEqual([
    ["U0GUEST002", "guest", "command /payments-me"],
  ]);
});

it("asks Slack about a person at most every 10 minutes, and of effects always", async () => {
  const infos = () => story.edge.api.calls.filter((call) => call.method === "users.info").length;
  await me(story.oliviaSender);
  const first = infos();
  await me(story.oliviaSender);
  expect(infos()).toBe(first);
  story.clock.advance(11 * minute);
  await me(story.oliviaSender);
  expect(infos()).toBe(first + 1);
  await story.submit(
    story.oliviaSender,
    await story.openConfirm(),
    confirmValues(story.deps, story.olivia, { code: "000000" }),
  );
  expect(infos()).toBe(first + 2);
});

it("A10: an effect whose person Slack cannot confirm is refused in time with the portal's address, and the form stays", async () => {
  const view = await story.openConfirm();
  for (const failure of [500, 429, "hang", "drop", { ok: false, error: "fatal_error" }] as const) {
    story.edge.api.failures.set("users.info", failure);
    const reply = await story.submit(story.oliviaSender, view, confirmValues(story.deps, story.olivia));
    expect(reply.body["response_action"]).toBe("errors");
    expect(reply.ms).toBeLessThan(3000);
    expect(JSON.stringify(reply.body["errors"])).toContain("https://latchkey.test/sign-in?company=");
    expect(JSON.stringify(reply.body["errors"])).not.toContain("<https");
  }
  story.edge.api.failures.clear();
  const rows = await owner`select 1 from resets where subject_id = ${story.petra.userId}`;
  expect(rows).toHaveLength(0);
});

it("a person deactivated in Slack a minute ago cannot finish a form", async () => {
  const view = await story.openConfirm();
  story.edge.knows(story.oliviaSender, { deleted: true });
  const reply = await story.submit(story.oliviaSender, view, confirmValues(story.deps, story.olivia));
  expect(JSON.stringify(reply.body)).toContain("This Slack account is deactivated");
  story.edge.knows(story.oliviaSender);
  expect(await owner`select 1 from resets where subject_id = ${story.petra.userId}`).toHaveLength(0);
});

it("a change that Slack tells of counts at once", async () => {
  const sam = story.senderOf(story.sam);
  await me(sam);
  const user = { id: sam.slackUserId, team_id: home };
  story.edge.knows(sam, { is_restricted: true });
  await story.edge.send(eventSent(sam, { type: "user_change", user }));
  await expect.poll(async () => (await me(sam)).body["text"]).toContain("Slack guests can't use this");
  story.edge.knows(sam);
  await story.edge.send(eventSent(sam, { type: "user_change", user }));
  await expect.poll(async () => (await me(sam)).body["text"]).toContain(story.sam.email);
});

it("a suspended link and a deactivated user are told so, whatever they try", async () => {
  await owner`update links set state = 'suspended' where user_id = ${story.sam.userId}`;
  expect((await me(story.senderOf(story.sam))).body["text"]).toContain("link is suspended");
  await owner`update links set state = 'active' where user_id = ${story.sam.userId}`;
  await owner`update users set status = 'deactivated' where id = ${story.sam.userId}`;
  expect((await me(story.senderOf(story.sam))).body["text"]).toContain("payments account is deactivated");
  const reply = await story.command(story.senderOf(story.sam), "/payments-reset-mfa", "x@y.example");
  expect(reply.body["text"]).toContain("payments account is deactivated");
});

it("a company in another market is told when it asks for anything", async () => {
  const abroad = await slackStory(db, { markets: ["CA"] });
  for (const text of ["", "help"]) {
    const reply = await abroad.command(abroad.oliviaSender, "/payments-me", text);
    expect(reply.body["text"]).toContain("Payments aren't available in United States yet");
  }
});

it("an uninstalled workspace is told that it is not connected", async () => {
  await owner`update workspaces set uninstalled_at = now() where id = ${home}`;
  expect((await me(story.oliviaSender)).body["text"]).toContain("isn't connected");
});
