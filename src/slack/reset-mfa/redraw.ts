import type { Refusal } from "../../domain/refusal.ts";
import { renewChallenge } from "../../flows/renew-challenge.ts";
import { fieldErrors, type SubmissionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { ShownView, SubmissionPayload } from "../payload.ts";
import { refusalText, renewedText } from "../refusal-text.ts";
import { writeBinding } from "../submission.ts";
import { plainVoice } from "../voice.ts";
import { confirmIds, confirmModal } from "./confirm-modal.ts";
import { renewModal } from "./renew-modal.ts";

type Expired = { payload: SubmissionPayload; challengeId: string; refusal: Refusal };

/** The same form with a new challenge and all that was typed but the code; undefined when a new challenge would not help. */
export async function redrawForm(
  { deps, actor, companyId, company }: LinkedContext,
  { payload, challengeId, refusal }: Expired,
): Promise<SubmissionAnswer | undefined> {
  if (refusal.code !== "challenge_expired" && refusal.code !== "challenge_exhausted") return undefined;
  const renewed = await renewChallenge(deps, actor, { challengeId });
  // A form that was sent already, or a right that is gone: that says more than "too old".
  if (!renewed.ok) return refuseCode(company, renewed.refusal);
  if (!renewed.value.card) return undefined;
  const { card, challengeId: next } = renewed.value;
  const { view } = payload;
  const notice = renewedText[refusal.code];
  const shared = {
    binding: writeBinding({ companyId, challengeId: next }),
    card,
    isPushed: isPushed(view),
    notice,
  };
  const isConfirm = view.callback_id === confirmIds.callbackId;
  return update(isConfirm ? confirmModal({ ...shared, typed: typedIn(view) }) : renewModal(shared), notice);
}

const refuseCode = ({ timeZone }: LinkedContext["company"], refusal: Refusal) =>
  fieldErrors({ [confirmIds.code]: refusalText(refusal, plainVoice(timeZone)) });

const isPushed = (view: ShownView) => Boolean(view.previous_view_id);

function typedIn({ state: { values } }: ShownView) {
  return {
    reason: values[confirmIds.reason]?.[confirmIds.reason]?.selected_option?.value,
    verifiedHow: values[confirmIds.verifiedHow]?.[confirmIds.verifiedHow]?.selected_option?.value,
    note: values[confirmIds.note]?.[confirmIds.note]?.value ?? undefined,
  };
}
