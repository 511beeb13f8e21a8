import type { ModalView } from "@slack/types";
import { renewedText } from "../../domain/form-text.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { openPolicyForm, type PolicyChange, type PolicyForm, submitPolicy } from "../../flows/edit-policy.ts";
import { type ActionAnswer, fieldErrors, open, type SubmissionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { refusalText } from "../refusal-text.ts";
import { readChallengeId, writeBinding } from "../submission.ts";
import { mrkdwnVoice, plainVoice, type Voice } from "../voice.ts";
import { redrawHome } from "./command.ts";
import { policyDoneModal, policyDoneText } from "./done-modal.ts";

/** What every form about the settings is drawn from. */
export type Drawn = { binding: string; form: PolicyForm; voice: Voice; notice?: string };
type Draw = (drawn: Drawn) => ModalView;

/** Opens a form on what the company has set now. Who may not change it hears so instead. */
export async function openPolicy(context: LinkedContext, draw: Draw): Promise<ActionAnswer> {
  const form = await openPolicyForm(context.deps, context.actor);
  return form.ok ? open(draw(drawnFrom(context, form.value))) : tellRefusal(context, form.refusal);
}

const drawnFrom = ({ company, companyId }: LinkedContext, form: PolicyForm): Drawn => ({
  binding: writeBinding({ companyId, challengeId: form.challengeId }),
  form,
  voice: mrkdwnVoice(company.timeZone, company.displayName),
});

type Sent = {
  metadata: string;
  code: string;
  change: PolicyChange;
  /** The form as it was filled in, for when it must be drawn again. */
  redraw: Draw;
  /** Where a sentence about what was chosen stands. */
  blockId: string;
  /** Said beside the result. */
  presence?: (voice: Voice) => string | undefined;
};

/** Code and change in one submission; the result says what is in force and what waits for whom. */
export async function sendPolicy(context: LinkedContext, sent: Sent): Promise<SubmissionAnswer> {
  const { deps, actor, company, companyId } = context;
  const challengeId = readChallengeId(sent.metadata, companyId);
  if (!challengeId) return tellRefusal(context, { code: "challenge_expired" });
  const { code, change } = sent;
  const result = await submitPolicy(deps, actor, { challengeId, code, change });
  if (!result.ok) return refusePolicy(context, sent, result.refusal);
  await redrawHome(context);
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  const done = { result: result.value, presence: sent.presence?.(voice), voice };
  return update(policyDoneModal(done), policyDoneText(done));
}

const settingsChangedText =
  "The settings were changed meanwhile, so this form was renewed. Nothing of yours was saved. Look at it again, and type a new code below.";

/** What the form showed is gone, or its time: drawn again from what stands now, with what was chosen. */
const renewals: Partial<Record<Refusal["code"], string>> = {
  ...renewedText,
  policy_changed_since: settingsChangedText,
};

async function refusePolicy(
  context: LinkedContext,
  { redraw, blockId }: Sent,
  refusal: Refusal,
): Promise<SubmissionAnswer> {
  const { company } = context;
  const at = (id: string, why: Refusal) =>
    fieldErrors({ [id]: refusalText(why, plainVoice(company.timeZone, company.displayName)) });
  if (refusal.code === "request_open") return tellRefusal(context, refusal);
  if (refusal.code === "nothing_changes") return at(blockId, refusal);
  const notice = renewals[refusal.code];
  if (notice === undefined) return at("code", refusal);
  const form = await openPolicyForm(context.deps, context.actor);
  if (!form.ok) return tellRefusal(context, form.refusal);
  return update(redraw({ ...drawnFrom(context, form.value), notice }), notice);
}
