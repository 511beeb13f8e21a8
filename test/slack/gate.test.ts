import { describe, expect, it } from "vitest";
import { actions, commands, submissions } from "../../src/slack/commands.ts";
import { decide, type GateFacts } from "../../src/slack/gate.ts";
import { inviteIds, inviteModal } from "../../src/slack/invite/modal.ts";
import { events } from "../../src/slack/lifecycle.ts";
import { numberIds, numberModal } from "../../src/slack/me/modal.ts";
import { confirmIds } from "../../src/slack/reset-mfa/confirm-modal.ts";
import { renewIds } from "../../src/slack/reset-mfa/renew-modal.ts";
import { whoIds, whoModal } from "../../src/slack/reset-mfa/who-modal.ts";
import { plainVoice } from "../../src/slack/voice.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { codeOf } from "../helpers/people.ts";
import {
  actionSent,
  closedSent,
  commandSent,
  eventSent,
  optionsSent,
  type Sender,
  type Sent,
  shortcutSent,
  submissionSent,
} from "./helpers/payloads.ts";
import { confirmValues, slackStory, whoValues } from "./helpers/story.ts";

const { db, owner } = await testDatabase();
const story = await slackStory(db);
const { edge, deps, olivia, petra, openConfirm } = story;
const { workspaceId } = olivia.actor;
const { responseUrl } = edge.api;
const confirmView = await openConfirm();
const inviteForm = inviteModal({
  binding: confirmView.private_metadata ?? "",
  companyName: "Acme",
  voice: plainVoice("UTC"),
});

/** A complete, honest-looking form of each kind, with Olivia's own valid code: only the sender is wrong. */
const forms = new Map<string, (sender: Sender) => Sent>([
  [numberIds.callbackId, (sender) => submissionSent(sender, numberModal(), { [numberIds.number]: "123456" })],
  [whoIds.callbackId, (sender) => submissionSent(sender, whoModal(), whoValues(petra.email))],
  [confirmIds.callbackId, (sender) => submissionSent(sender, confirmView, confirmValues(deps, olivia))],
  [
    renewIds.callbackId,
    (sender) =>
      submissionSent(sender, { ...confirmView, callback_id: renewIds.callbackId }, confirmValues(deps, olivia)),
  ],
  [
    inviteIds.callbackId,
    (sender) =>
      submissionSent(sender, inviteForm, {
        [inviteIds.relationship]: { option: "employee" },
        [inviteIds.firstName]: "Eve",
        [inviteIds.lastName]: "Intruder",
        [inviteIds.email]: "eve@evil.example",
        [inviteIds.code]: codeOf(deps, olivia.secret),
      }),
  ],
]);

/** Everything registered, and the kinds that have nothing registered yet. */
const entries: [string, (sender: Sender) => Sent][] = [
  ...[...commands.keys()].flatMap((name): [string, (sender: Sender) => Sent][] => [
    [`command ${name}`, (sender) => commandSent(sender, { name, responseUrl })],
    [`command ${name} with an address`, (sender) => commandSent(sender, { name, text: petra.email, responseUrl })],
  ]),
  ...[...actions.keys()].map((actionId): [string, (sender: Sender) => Sent] => [
    `button ${actionId}`,
    (sender) => actionSent(sender, { actionId, responseUrl }),
  ]),
  ...[...submissions.keys()].map((name): [string, (sender: Sender) => Sent] => [
    `form ${name}`,
    (sender) => forms.get(name)?.(sender) ?? closedSent(sender, confirmView),
  ]),
  ["a closed view", (sender) => closedSent(sender, confirmView)],
  ["a shortcut", (sender) => shortcutSent(sender, "unknown_shortcut")],
  ["an options request", (sender) => optionsSent(sender, "unknown_options")],
];

it("R61: the list below holds every registered form", () => {
  expect([...forms.keys()].sort()).toEqual([...submissions.keys()].sort());
});

/** Everything that an outsider must not change; what Slack says of people and links in the making is not part of it. */
async function state() {
  const tables = ["users", "invitations", "grants", "factors", "recovery_codes", "resets", "links", "outbox", "sessions", "challenges"];
  const rows = await Promise.all(
    tables.map((table) => owner.unsafe(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as h from ${table} t`)),
  );
  return rows.map((row) => row[0]?.["h"]);
}

const person = (slackUserId: string, homeTeamId?: string): Sender => ({
  slackUserId,
  teamId: workspaceId,
  ...(homeTeamId ? { homeTeamId } : {}),
});

/** Each is known to Slack as what it is. The guest, the bot and the deactivated one are linked to nobody. */
const outsiders: [string, Sender, string][] = [
  ["an unlinked person", person("U0UNLINKED"), "I don't know yet who you are"],
  ["a person of a foreign team", person("U0FOREIGN1", "T0FOREIGN1"), "Only people of"],
  ["a guest", person("U0GUEST001"), "Slack guests can't use this"],
  ["a deactivated Slack person", person("U0DELETED1"), "deactivated"],
  ["a bot", person("U0BOT00001"), "Only people can use this"],
  ["an unknown Slack user", person("U0NOBODY01"), "Slack can't confirm right now"],
  ["somebody of an unknown workspace", { slackUserId: "U0X", teamId: "T0UNKNOWN1" }, "isn't connected"],
];
edge.knows(person("U0UNLINKED"));
edge.knows(person("U0FOREIGN1", "T0FOREIGN1"));
edge.knows(person("U0GUEST001"), { is_restricted: true });
edge.knows(person("U0DELETED1"), { deleted: true });
edge.knows(person("U0BOT00001"), { is_bot: true });

describe.each(outsiders)("R61: %s", (_, sender, sentence) => {
  it.each(entries)("is refused at %s, and nothing is changed", async (name, sent) => {
    const before = await state();
    const calls = edge.api.calls.length;
    const responses = edge.api.responses.length;
    const reply = await edge.send(sent(sender));
    expect(reply.status).toBe(200);
    expect(await state()).toEqual(before);
    const isUnlinkedAtOpenDoor = sender.slackUserId === "U0UNLINKED" && isOpenDoor(name);
    const said = JSON.stringify([reply.body, edge.api.responses.slice(responses), edge.api.calls.slice(calls)]);
    if (!isSilent(name) && !isUnlinkedAtOpenDoor && isHeard(sender, name)) expect(said).toContain(sentence);
    const methods = edge.api.calls.slice(calls).map((call) => call.method);
    if (!isUnlinkedAtOpenDoor && name !== "a shortcut") expect(methods.filter((method) => method !== "users.info")).toEqual([]);
  });
});

/** Nobody reads an answer to these. */
const isSilent = (name: string) => name === "a closed view" || name === "an options request";
/** What may be used to become linked: the link's button, the number, one's own state; a shortcut shows what there is. */
const isOpenDoor = (name: string) =>
  ["button link_open", "button link_number", "form link_number", "a shortcut"].includes(name);
/** A shortcut has nowhere to answer but a modal, which needs the workspace's token. */
const isHeard = (sender: Sender, name: string) => sender.teamId !== "T0UNKNOWN1" || name !== "a shortcut";

describe("R61: an unprivileged member", () => {
  it.each(entries.filter(([name]) => !name.includes("unlink_me")))("changes nothing at %s", async (_, sent) => {
    const before = (await state()).slice(0, -1);
    const reply = await edge.send(sent(story.senderOf(story.sam)));
    expect(reply.status).toBe(200);
    expect((await state()).slice(0, -1)).toEqual(before);
    expect(JSON.stringify(reply.body)).not.toMatch(/Reset done|Invitation sent/);
  });
});

it("R61: events pass with a known workspace only, and nobody acts by them", async () => {
  const before = await state();
  for (const type of [...events, "message"]) {
    for (const teamId of [workspaceId, "T0UNKNOWN1"]) {
      const user = type === "user_change" ? { id: "U0STRANGER", team_id: teamId } : "U0STRANGER";
      expect((await edge.send(eventSent({ slackUserId: "U0STRANGER", teamId }, { type, user }))).status).toBe(200);
    }
  }
  await edge.drain(0);
  expect(await state()).toEqual(before);
});

describe("beyond R61's table", async () => {
  const fresh = await slackStory(db);
  const { responseUrl: url } = fresh.edge.api;
  const me = (sender: Sender) => fresh.edge.send(commandSent(sender, { name: "/payments-me", responseUrl: url }));
  const home = fresh.olivia.actor.workspaceId;
  const auditOf = (kind: string) =>
    owner<{ facts: { why: string; what: string }; slack_user_id: string }[]>`
      select facts, slack_user_id from audit_events where company_id = ${fresh.companyId} and kind = ${kind} order by seq`;

  it("R56: who is turned away for what they are stands in the audit, who has no link yet does not", async () => {
    const guest = { slackUserId: "U0GUEST002", teamId: home };
    fresh.edge.knows(guest, { is_ultra_restricted: true });
    const newcomer = { slackUserId: "U0NEW00001", teamId: home };
    fresh.edge.knows(newcomer);
    await me(guest);
    await fresh.command(newcomer, "/payments-invite");
    const rows = await auditOf("gate_refused");
    expect(rows.map((row) => [row.slack_user_id, row.facts.why, row.facts.what])).toEqual([
      ["U0GUEST002", "guest", "command /payments-me"],
    ]);
  });

  it("asks Slack about a person at most every 10 minutes, and of effects always", async () => {
    const infos = () => fresh.edge.api.calls.filter((call) => call.method === "users.info").length;
    await me(fresh.oliviaSender);
    const first = infos();
    await me(fresh.oliviaSender);
    expect(infos()).toBe(first);
    fresh.clock.advance(11 * minute);
    await me(fresh.oliviaSender);
    expect(infos()).toBe(first + 1);
    await fresh.submit(fresh.oliviaSender, await fresh.openConfirm(), confirmValues(deps, olivia));
    expect(infos()).toBe(first + 2);
  });

  it("A10: an effect whose person Slack cannot confirm is refused with the portal's address, and the form stays", async () => {
    const view = await fresh.openConfirm();
    for (const failure of [500, 429, { ok: false, error: "fatal_error" }] as const) {
      fresh.edge.api.failures.set("users.info", failure);
      const reply = await fresh.submit(fresh.oliviaSender, view, confirmValues(fresh.deps, fresh.olivia));
      expect(reply.body["response_action"]).toBe("errors");
      expect(JSON.stringify(reply.body["errors"])).toContain("https://latchkey.test/sign-in?company=");
      expect(JSON.stringify(reply.body["errors"])).not.toContain("<https");
    }
    fresh.edge.api.failures.clear();
    const rows = await owner`select 1 from resets where subject_id = ${fresh.petra.userId}`;
    expect(rows).toHaveLength(0);
  });

  it("a person deactivated in Slack a minute ago cannot finish a form", async () => {
    const view = await fresh.openConfirm();
    fresh.edge.knows(fresh.oliviaSender, { deleted: true });
    const reply = await fresh.submit(fresh.oliviaSender, view, confirmValues(fresh.deps, fresh.olivia));
    expect(JSON.stringify(reply.body)).toContain("This Slack account is deactivated");
    fresh.edge.knows(fresh.oliviaSender);
    expect(await owner`select 1 from resets where subject_id = ${fresh.petra.userId}`).toHaveLength(0);
  });

  it("a change that Slack tells of counts at once", async () => {
    await me(fresh.oliviaSender);
    const user = { id: fresh.oliviaSender.slackUserId, team_id: home, deleted: true };
    await fresh.edge.send(eventSent(fresh.oliviaSender, { type: "user_change", user }));
    await expect.poll(async () => (await me(fresh.oliviaSender)).body["text"]).toContain("account is deactivated");
    await fresh.edge.send(eventSent(fresh.oliviaSender, { type: "user_change", user: { ...user, deleted: false } }));
    await expect.poll(async () => (await me(fresh.oliviaSender)).body["text"]).toContain("Olivia");
  });

  it("a suspended link and a deactivated user are told so, whatever they try", async () => {
    await owner`update links set state = 'suspended' where user_id = ${fresh.sam.userId}`;
    expect((await me(fresh.senderOf(fresh.sam))).body["text"]).toContain("link is suspended");
    await owner`update links set state = 'active' where user_id = ${fresh.sam.userId}`;
    await owner`update users set status = 'deactivated' where id = ${fresh.sam.userId}`;
    expect((await me(fresh.senderOf(fresh.sam))).body["text"]).toContain("payments account is deactivated");
    const reply = await fresh.command(fresh.senderOf(fresh.sam), "/payments-reset-mfa", "x@y.example");
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
    expect((await me(fresh.oliviaSender)).body["text"]).toContain("isn't connected");
  });
});

describe("the pure decision", () => {
  const now = new Date("2026-11-20T12:00:00Z");
  const fresh = { teamId: "T1", isDeleted: false, isBot: false, isGuest: false, fetchedAt: now };
  const good: GateFacts = {
    needs: "link",
    isEffect: false,
    workspaceId: "T1",
    userTeamId: "T1",
    workspace: "installed",
    person: fresh,
    live: "not_asked",
    market: "US",
    markets: ["US"],
    user: { id: "u1", status: "active" },
    linkState: "active",
    now,
  };
  const enterprise = { workspaceId: "E1", person: { ...fresh, teamId: "E1" } };

  it.each<[string, Partial<GateFacts>, unknown]>([
    ["everything in order", {}, { kind: "pass", userId: "u1" }],
    ["an effect without a live answer", { isEffect: true }, { kind: "ask_slack" }],
    ["an effect with one", { isEffect: true, live: "asked" }, { kind: "pass", userId: "u1" }],
    ["Slack could not say", { live: "failed" }, { kind: "refuse", why: "person_unreadable" }],
    ["never seen", { person: undefined }, { kind: "ask_slack" }],
    ["an old answer", { person: { ...fresh, fetchedAt: new Date(now.getTime() - 600_001) } }, { kind: "ask_slack" }],
    ["a foreign submitter", { userTeamId: "T2" }, { kind: "refuse", why: "foreign" }],
    ["foreign by Slack's answer only", { userTeamId: undefined, person: { ...fresh, teamId: "T2" } }, { kind: "refuse", why: "foreign" }],
    ["a team of the enterprise", { ...enterprise, userTeamId: "T9" }, { kind: "pass", userId: "u1" }],
    ["another enterprise", { ...enterprise, userTeamId: "E2" }, { kind: "refuse", why: "foreign" }],
    ["an invited user", { user: { id: "u1", status: "invited" } }, { kind: "refuse", why: "invited" }],
    ["a removed link", { linkState: "removed" }, { kind: "refuse", why: "not_linked" }],
    ["no link where none is needed", { needs: "workspace", linkState: undefined, user: undefined }, { kind: "pass", unlinked: "not_linked" }],
    ["a guest where no link is needed", { needs: "workspace", person: { ...fresh, isGuest: true } }, { kind: "refuse", why: "guest" }],
    ["another market where no link is needed", { needs: "workspace", market: "DE" }, { kind: "refuse", why: "market" }],
    ["an unknown workspace", { workspace: "unknown" }, { kind: "refuse", why: "not_installed" }],
  ])("%s", (_, change, verdict) => {
    expect(decide({ ...good, ...change })).toEqual(verdict);
  });
});
