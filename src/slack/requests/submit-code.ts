import type { ModalView } from "@slack/types";
import type { Result } from "../../domain/result.ts";
import type { Approved } from "../../flows/approve-request.ts";
import { fieldErrors, type SubmissionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { SubmissionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { errorsOf, readChallengeId } from "../submission.ts";
import { mrkdwnVoice } from "../voice.ts";
import { approvedModal, approvedText } from "./decided-modal.ts";
import { decisionIds, Submission } from "./decision-modal.ts";
import { refuseAtCode, renewalNotice } from "./refuse-form.ts";

type CodeForm = {
  /** Does it, with the code, for whatever the challenge was bound to. */
  decide: (typed: { challengeId: string; code: string }) => Promise<Result<Approved>>;
  /** The same form with a new challenge, for one that stood open too long. */
  redraw: (challengeId: string, notice: string) => Promise<Result<ModalView>>;
};

/** Code and decision in one submission. Which request it is about is what the challenge was bound to (R37). */
export async function submitCode(
  context: LinkedContext,
  { view }: SubmissionPayload,
  { decide, redraw }: CodeForm,
): Promise<SubmissionAnswer> {
  const { companyId, company, publicUrl } = context;
  const typed = Submission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const challengeId = readChallengeId(view.private_metadata, companyId);
  if (!challengeId) return tellRefusal(context, { code: "challenge_expired" });
  const result = await decide({ challengeId, code: typed.data.code });
  const blockId = decisionIds.code;
  if (!result.ok) {
    const notice = renewalNotice(result.refusal);
    if (!notice) return refuseAtCode(context, { blockId, refusal: result.refusal });
    const again = await redraw(challengeId, notice);
    return again.ok
      ? update(again.value, notice)
      : refuseAtCode(context, { blockId, refusal: again.refusal });
  }
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  const { facts } = result.value;
  const isRequester = facts.requester.id === context.actor.userId;
  const done = { companyId, company, publicUrl, facts, voice, mayUndo: context.isPaymentsAdmin, isRequester };
  return update(approvedModal(done), approvedText(done));
}
