import { describe, expect, it } from "vitest";
import { personActs } from "../../src/domain/person-act.ts";
import { personActId, writePersonRef } from "../../src/domain/person-ref.ts";
import { actions, commands, shortcuts, submissions, suggestions } from "../../src/slack/commands.ts";
import { inviteIds, inviteModal } from "../../src/slack/invite/modal.ts";
import { events } from "../../src/slack/lifecycle.ts";
import { numberIds, numberModal } from "../../src/slack/me/modal.ts";
import { actCallbackId, actIds } from "../../src/slack/people/act-modal.ts";
import { manageIds, whoModal as manageModal } from "../../src/slack/people/who-modal.ts";
import { askIds } from "../../src/slack/reset-mfa/ask-modal.ts";
import { confirmIds } from "../../src/slack/reset-mfa/confirm-modal.ts";
import { releaseIds } from "../../src/slack/reset-mfa/release-modal.ts";
import { renewIds } from "../../src/slack/reset-mfa/renew-modal.ts";
import { undoIds } from "../../src/slack/reset-mfa/undo-modal.ts";
import { whoIds, whoModal } from "../../src/slack/reset-mfa/who-modal.ts";
import { plainVoice } from "../../src/slack/voice.ts";
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
import { policyForms } from "./helpers/policy-forms.ts";
import { requestForms } from "./helpers/request-forms.ts";
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
  typed: { relationship: "employee" },
  voice: plainVoice("UTC"),
});
const petraRef = writePersonRef(story.companyId, petra.userId);
/** Olivia's own form, ready to deactivate Petra. */
const actForm = await story.openAct("deactivate", petra);

/** A complete, honest-looking form of each kind, with Olivia's own valid code: only the sender is wrong. */
const forms = new Map<string, (sender: Sender) => Sent>([
  [numberIds.callbackId, (sender) => submissionSent(sender, numberModal(), { [numberIds.number]: "123456" })],
  [whoIds.callbackId, (sender) => submissionSent(sender, whoModal(), whoValues(petra.email))],
  [confirmIds.callbackId, (sender) => submissionSent(sender, confirmView, confirmValues(deps, olivia))],
  [
    renewIds.callbackId,
    (sender) =>
      submissionSent(
        sender,
        { ...confirmView, callback_id: renewIds.callbackId },
        confirmValues(deps, olivia),
      ),
  ],
  ...[askIds, undoIds, releaseIds].map(({ callbackId }): [string, (sender: Sender) => Sent] => [
    callbackId,
    (sender) =>
      submissionSent(sender, { ...confirmView, callback_id: callbackId }, confirmValues(deps, olivia)),
  ]),
  [
    inviteIds.callbackId,
    (sender) =>
      submissionSent(sender, inviteForm, {
        [inviteIds.relationship]: { option: "employee" },
        [inviteIds.role]: { option: "member" },
        [inviteIds.firstName]: "Eve",
        [inviteIds.lastName]: "Intruder",
        [inviteIds.email]: "eve@evil.example",
        [inviteIds.code]: codeOf(deps, olivia.secret),
      }),
  ],
  [
    manageIds.callbackId,
    (sender) => submissionSent(sender, manageModal(), { [manageIds.person]: { option: petraRef } }),
  ],
  ...personActs.map((act): [string, (sender: Sender) => Sent] => [
    actCallbackId(act),
    (sender) =>
      submissionSent(
        sender,
        { ...actForm, callback_id: actCallbackId(act) },
        { [actIds.code]: codeOf(deps, olivia.secret), [actIds.email]: "eve@evil.example" },
      ),
  ]),
]);

const request = await requestForms(story);
for (const [name, sent] of [...(await policyForms(story)), ...request.forms]) forms.set(name, sent);

/** Everything registered, and the kinds that have nothing registered yet. */
const entries: [string, (sender: Sender) => Sent][] = [
  ...[...commands.keys()].flatMap((name): [string, (sender: Sender) => Sent][] => [
    [`command ${name}`, (sender) => commandSent(sender, { name, responseUrl })],
    [
      `command ${name} with an address`,
      (sender) => commandSent(sender, { name, text: petra.email, responseUrl }),
    ],
  ]),
  ...[...actions.keys()].map((actionId): [string, (sender: Sender) => Sent] => [
    `button ${actionId}`,
    (sender) => actionSent(sender, { actionId, responseUrl }),
  ]),
  ...personActs.map((act): [string, (sender: Sender) => Sent] => [
    `button ${personActId(act)} about Petra`,
    (sender) => actionSent(sender, { actionId: personActId(act), value: petraRef, responseUrl }),
  ]),
  ...request.buttons,
  ...[...submissions.keys()].map((name): [string, (sender: Sender) => Sent] => [
    `form ${name}`,
    (sender) => forms.get(name)?.(sender) ?? closedSent(sender, confirmView),
  ]),
  ...[...shortcuts.keys()].map((name): [string, (sender: Sender) => Sent] => [
    `shortcut ${name}`,
    (sender) => shortcutSent(sender, name),
  ]),
  ...[...suggestions.keys()].map((name): [string, (sender: Sender) => Sent] => [
    `type-ahead ${name}`,
    (sender) => optionsSent(sender, name),
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
  const tables = [
    "companies",
    "users",
    "invitations",
    "grants",
    "factors",
    "recovery_codes",
    "resets",
    "requests",
    "request_approvals",
    "request_notes",
    "links",
    "outbox",
    "sessions",
    "challenges",
  ];
  const rows = await Promise.all(
    tables.map((table) =>
      owner.unsafe(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as h from ${table} t`,
      ),
    ),
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
    const said = JSON.stringify([
      reply.body,
      edge.api.responses.slice(responses),
      edge.api.calls.slice(calls),
    ]);
    if (!isSilent(name) && !isUnlinkedAtOpenDoor && isHeard(sender, name)) expect(said).toContain(sentence);
    const methods = edge.api.calls.slice(calls).map((call) => call.method);
    if (!isUnlinkedAtOpenDoor && !isShortcut(name))
      expect(methods.filter((method) => method !== "users.info")).toEqual([]);
  });
});

/** Nobody reads an answer to these. */
const isSilent = (name: string) =>
  name === "a closed view" || name === "an options request" || name.startsWith("type-ahead ");
/** What may be used to become linked: the link's button, the number, one's own state; a shortcut shows what there is. */
const isOpenDoor = (name: string) =>
  ["button link_open", "button link_number", "form link_number", "a shortcut"].includes(name);
const isShortcut = (name: string) => name === "a shortcut" || name.startsWith("shortcut ");
/** A shortcut has nowhere to answer but a modal, which needs the workspace's token. */
const isHeard = (sender: Sender, name: string) => sender.teamId !== "T0UNKNOWN1" || !isShortcut(name);

describe("R61: an unprivileged member", () => {
  it.each(entries.filter(([name]) => !name.includes("unlink_me")))(
    "changes nothing at %s",
    async (_, sent) => {
      const before = (await state()).slice(0, -1);
      const reply = await edge.send(sent(story.senderOf(story.sam)));
      expect(reply.status).toBe(200);
      expect((await state()).slice(0, -1)).toEqual(before);
      expect(JSON.stringify(reply.body)).not.toMatch(/Reset done|Invitation sent/);
    },
  );
});

it("R61: events pass with a known workspace only, and nobody acts by them", async () => {
  const before = await state();
  for (const type of [...events, "message"]) {
    for (const teamId of [workspaceId, "T0UNKNOWN1"]) {
      const user = type === "user_change" ? { id: "U0STRANGER", team_id: teamId } : "U0STRANGER";
      expect((await edge.send(eventSent({ slackUserId: "U0STRANGER", teamId }, { type, user }))).status).toBe(
        200,
      );
    }
  }
  await edge.drain(0);
  expect(await state()).toEqual(before);
});
