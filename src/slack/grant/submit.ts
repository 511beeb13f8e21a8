import { openGrantForm } from "../../flows/open-grant-form.ts";
import { requestGrant } from "../../flows/request-grant.ts";
import { fieldErrors, type SubmissionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { SubmissionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { refuseAtCode, renewalNotice } from "../requests/refuse-form.ts";
import { errorsOf, readChallengeId } from "../submission.ts";
import { mrkdwnVoice } from "../voice.ts";
import { drawConfirm } from "./command.ts";
import { confirmIds, Submission } from "./confirm-modal.ts";
import { grantDoneModal, grantDoneText } from "./done-modal.ts";

/** Code, reason and act in one submission. Whom it is about is what the challenge was bound to (R37). */
export async function submitGrant(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const typed = Submission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const { deps, actor, companyId, company } = context;
  const challengeId = readChallengeId(view.private_metadata, companyId);
  if (!challengeId) return tellRefusal(context, { code: "challenge_expired" });
  const requested = await requestGrant(deps, actor, { challengeId, ...typed.data });
  const blockId = confirmIds.code;
  if (!requested.ok) {
    const notice = renewalNotice(requested.refusal);
    if (!notice) return refuseAtCode(context, { blockId, refusal: requested.refusal });
    const again = await openGrantForm(deps, actor, { again: challengeId });
    if (!again.ok) return refuseAtCode(context, { blockId, refusal: again.refusal });
    const isPushed = Boolean(view.previous_view_id);
    const form = { form: again.value, why: typed.data.why, isPushed, notice };
    return update(drawConfirm(context, form), notice);
  }
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  const done = { requested: requested.value, companyId, companyName: company.displayName, voice };
  return update(grantDoneModal(done), grantDoneText(done));
}
