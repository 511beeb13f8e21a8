import { expect, test } from "vitest";
import { actions, shortcuts, submissions, suggestions } from "../../src/slack/commands.ts";
import { twoCompanies } from "../flows/tenancy/two-companies.ts";
import { actionSent, optionsSent, type Sent, shortcutSent, submissionSent } from "./helpers/payloads.ts";
import { approvalsChannel } from "./helpers/requests.ts";
import { slackEdge } from "./helpers/slack-edge.ts";

const { deps, a, b, rows, marks, companyId } = await twoCompanies();
const edge = await slackEdge(deps);
const { slackUserId, workspaceId: teamId } = a.olivia.actor;
const olivia = { slackUserId, teamId };
edge.knows(olivia);
const { responseUrl } = edge.api;

/** An id of each kind that a button or a form carries, under either prefix and under none. */
const ids = [
  b.petra.userId,
  b.asked,
  b.executed,
  b.resetId,
  b.form("reset").challengeId,
  b.form("approve").challengeId,
];
const refs = ids.flatMap((id) => [`${b.companyId}.${id}`, `${companyId}.${id}`]);

const view = (callbackId: string, metadata: string) => ({
  type: "modal" as const,
  callback_id: callbackId,
  private_metadata: metadata,
  title: { type: "plain_text" as const, text: "x" },
  blocks: [],
});

/** Sends them as Olivia of A: nothing of B may change, nor be shown in what comes back or in any call to Slack. */
async function expectNothing(name: string, all: Sent[]) {
  const from = { calls: edge.api.calls.length, responses: edge.api.responses.length };
  const before = await rows.state();
  const replies = [];
  for (const sent of all) replies.push(await edge.send(sent));
  expect([name, replies.filter(({ status }) => status !== 200)]).toEqual([name, []]);
  const said = JSON.stringify([
    replies,
    edge.api.calls.slice(from.calls),
    edge.api.responses.slice(from.responses),
  ]);
  expect([name, [...marks].filter((mark) => said.includes(mark))]).toEqual([name, []]);
  expect([name, await rows.state()]).toEqual([name, before]);
}

test.each([...actions.keys()])(
  "R62 A08: the button %s does nothing to another company, nor shows anything of it",
  (actionId) =>
    expectNothing(
      actionId,
      refs.map((value) => actionSent(olivia, { actionId, value, responseUrl, channelId: approvalsChannel })),
    ),
);

test.each([...submissions.keys()])(
  "R62 A08: nor does the form %s, whatever its metadata names",
  (callbackId) =>
    expectNothing(
      callbackId,
      refs.map((metadata) => submissionSent(olivia, view(callbackId, metadata))),
    ),
);

test("R62: no type-ahead or shortcut shows anybody of another company", async () => {
  for (const name of suggestions.keys()) await expectNothing(name, [optionsSent(olivia, name)]);
  for (const name of shortcuts.keys()) await expectNothing(name, [shortcutSent(olivia, name)]);
});
