import { readRequestRef } from "../../domain/request-buttons.ts";
import { ok } from "../../domain/result.ts";
import { openProceed, type ProceedForm, proceedWithRequest } from "../../flows/proceed-with-request.ts";
import { type ActionAnswer, type SubmissionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload, SubmissionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { writeBinding } from "../submission.ts";
import { mrkdwnVoice } from "../voice.ts";
import { proceedModal } from "./proceed-modal.ts";
import { submitCode } from "./submit-code.ts";

/** *Proceed without approval*: only whoever asked, and only after the wait (DESIGN 2). */
export async function openProceeding(
  context: LinkedContext,
  { value }: ActionPayload,
): Promise<ActionAnswer> {
  const requestId = readRequestRef(value, context.companyId);
  if (!requestId) return tellRefusal(context, { code: "request_unknown" });
  const form = await openProceed(context.deps, context.actor, requestId);
  if (!form.ok) return tellRefusal(context, form.refusal);
  return update(drawProceeding(context, form.value), "Press the button again to open the form.");
}

function drawProceeding({ companyId, company }: LinkedContext, form: ProceedForm, notice?: string) {
  const { challengeId, facts } = form;
  const binding = writeBinding({ companyId, challengeId });
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  return proceedModal({ binding, facts, voice, ...(notice ? { notice } : {}) });
}

export const submitProceeding = (
  context: LinkedContext,
  payload: SubmissionPayload,
): Promise<SubmissionAnswer> => {
  const { deps, actor } = context;
  return submitCode(context, payload, {
    decide: (typed) => proceedWithRequest(deps, actor, typed),
    redraw: async (challengeId, notice) => {
      const again = await openProceed(deps, actor, { again: challengeId });
      return again.ok ? ok(drawProceeding(context, again.value, notice)) : again;
    },
  });
};
