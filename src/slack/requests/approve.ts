import { readRequestRef } from "../../domain/request-buttons.ts";
import { ok } from "../../domain/result.ts";
import { approveRequest } from "../../flows/approve-request.ts";
import { type DecisionForm, openDecision } from "../../flows/open-decision.ts";
import { type ActionAnswer, type SubmissionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload, SubmissionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { writeBinding } from "../submission.ts";
import { mrkdwnVoice } from "../voice.ts";
import { decisionModal } from "./decision-modal.ts";
import { placeRefusal } from "./place.ts";
import { submitCode } from "./submit-code.ts";

/** *Approve*, on the request's own message. */
export async function openApproval(context: LinkedContext, payload: ActionPayload): Promise<ActionAnswer> {
  const requestId = readRequestRef(payload.value, context.companyId);
  if (!requestId) return tellRefusal(context, { code: "request_unknown" });
  const elsewhere = await placeRefusal(context, payload, requestId);
  return elsewhere ? tellRefusal(context, elsewhere) : openForm(context, requestId);
}

/** *Review*, from Home, a list or another form: the same form, which shows before it asks. */
export async function openReview(context: LinkedContext, { value }: ActionPayload): Promise<ActionAnswer> {
  const requestId = readRequestRef(value, context.companyId);
  return requestId ? openForm(context, requestId) : tellRefusal(context, { code: "request_unknown" });
}

/** In the place of the view that was clicked in: Slack takes three on top of each other, and a door may be the second. */
async function openForm(context: LinkedContext, requestId: string): Promise<ActionAnswer> {
  const form = await openDecision(context.deps, context.actor, requestId);
  if (!form.ok) return tellRefusal(context, form.refusal);
  return update(drawDecision(context, form.value), tooLateText);
}

const tooLateText =
  "That took too long, so Slack couldn't open the form. Nothing was changed. Press the button again.";

function drawDecision({ companyId, company }: LinkedContext, form: DecisionForm, notice?: string) {
  const { challengeId, ...opened } = form;
  const binding = writeBinding({ companyId, challengeId });
  const { timeZone, displayName } = company;
  const shared = { companyId, binding, timeZone, voice: mrkdwnVoice(timeZone, displayName) };
  return decisionModal({ ...opened, ...shared, ...(notice ? { notice } : {}) });
}

export const submitApproval = (
  context: LinkedContext,
  payload: SubmissionPayload,
): Promise<SubmissionAnswer> => {
  const { deps, actor } = context;
  return submitCode(context, payload, {
    decide: (typed) => approveRequest(deps, actor, typed),
    redraw: async (challengeId, notice) => {
      const again = await openDecision(deps, actor, { again: challengeId });
      return again.ok ? ok(drawDecision(context, again.value, notice)) : again;
    },
  });
};
