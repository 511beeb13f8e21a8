import { writePersonRef } from "../../../src/domain/person-ref.ts";
import { requestButtons, writeRequestRef } from "../../../src/domain/request-buttons.ts";
import { openDecision } from "../../../src/flows/open-decision.ts";
import { confirmIds } from "../../../src/slack/grant/confirm-modal.ts";
import { whoIds } from "../../../src/slack/grant/who-modal.ts";
import { decisionIds, decisionModal } from "../../../src/slack/requests/decision-modal.ts";
import { denyIds } from "../../../src/slack/requests/deny-modal.ts";
import { noteIds } from "../../../src/slack/requests/note-modal.ts";
import { proceedIds } from "../../../src/slack/requests/proceed-modal.ts";
import { writeBinding } from "../../../src/slack/submission.ts";
import { mrkdwnVoice } from "../../../src/slack/voice.ts";
import { colleague } from "../../helpers/manage.ts";
import { codeOf, must } from "../../helpers/people.ts";
import { ask } from "../../helpers/reset-story.ts";
import { actionSent, type Sender, type Sent, submissionSent, type Values } from "./payloads.ts";
import type { slackStory } from "./story.ts";

type Sending = [string, (sender: Sender) => Sent];

/** A request of Lee's that Olivia could decide: its buttons, and the forms behind them with her own code, whoever sends them. */
export async function requestForms(story: Awaited<ReturnType<typeof slackStory>>) {
  const { deps, companyId, olivia, petra, edge } = story;
  const lee = await story.join(colleague("Lee"), "U0LEE00001");
  const requestId = must(await ask(deps, lee, petra)).submitted.request.id;
  const value = writeRequestRef(companyId, requestId);
  const { challengeId, ...opened } = must(await openDecision(deps, olivia.actor, requestId));
  const binding = writeBinding({ companyId, challengeId });
  const voice = mrkdwnVoice("UTC");
  const decision = decisionModal({ ...opened, companyId, binding, timeZone: "UTC", voice });
  const code = () => codeOf(deps, olivia.secret);
  const form = (callbackId: string, values: () => Values): Sending => [
    callbackId,
    (sender) => {
      const blocks = Object.keys(values()).map((id) => ({ type: "input" as const, block_id: id }));
      const isBound = callbackId === decisionIds.callbackId || callbackId === proceedIds.callbackId;
      const view = { ...decision, callback_id: callbackId, blocks: blocks as typeof decision.blocks };
      return submissionSent(sender, { ...view, private_metadata: isBound ? binding : value }, values());
    },
  ];
  const forms: Sending[] = [
    form(decisionIds.callbackId, () => ({ [decisionIds.code]: code() })),
    form(proceedIds.callbackId, () => ({ [proceedIds.code]: code() })),
    form(denyIds.callbackId, () => ({ [denyIds.reason]: { option: "unneeded" }, [denyIds.more]: "" })),
    form(noteIds.question, () => ({ [noteIds.text]: "Who are you?" })),
    form(noteIds.answer, () => ({ [noteIds.text]: "Me" })),
    form(whoIds.callbackId, () => ({
      [whoIds.person]: { option: writePersonRef(companyId, petra.userId) },
      [whoIds.why]: "Because",
    })),
    form(confirmIds.callbackId, () => ({ [confirmIds.why]: "Because", [confirmIds.code]: code() })),
  ];
  const { responseUrl } = edge.api;
  const buttons = Object.values(requestButtons).map(
    (actionId): Sending => [
      `button ${actionId} of Lee's request`,
      (sender) => actionSent(sender, { actionId, value, responseUrl }),
    ],
  );
  return { forms, buttons };
}
