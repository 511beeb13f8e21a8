import { textActCode } from "../../flows/text-code.ts";
import { type ActionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { refusalText } from "../refusal-text.ts";
import { redrawView } from "../restore-view.ts";
import { readChallengeId } from "../submission.ts";
import { mrkdwnVoice } from "../voice.ts";
import { textCodeIds, toldBlock } from "./offer.ts";

/**
 * "Text me a code", in any form: for the form's own challenge, whose row says whose code it is and for what. The form stays with all
 * that was typed; only the button's block says what became of it.
 */
export async function textMeCode(context: LinkedContext, { view }: ActionPayload): Promise<ActionAnswer> {
  const { deps, actor, companyId, company } = context;
  const challengeId = view && readChallengeId(view.private_metadata, companyId);
  if (!view || !challengeId) return tellRefusal(context, { code: "challenge_expired" });
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  const texted = await textActCode(deps, actor, { challengeId });
  const text = texted.ok
    ? `Texted to the number ending in ${texted.value.hint}, ${voice.at(texted.value.sentAt)}.`
    : refusalText(texted.refusal, voice);
  const told = toldBlock(text);
  const blocks = view.blocks.map((block) => (block.block_id === textCodeIds.block ? told : block));
  return update(redrawView(view, blocks), text);
}
