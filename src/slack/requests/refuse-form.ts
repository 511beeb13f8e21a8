import { renewedText } from "../../domain/form-text.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { fieldErrors, type SubmissionAnswer } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { refusalText } from "../refusal-text.ts";
import { plainVoice } from "../voice.ts";

/** What is said beside the code's field: it can be typed again. Anything else ends the form. */
const aboutCode: ReadonlySet<Refusal["code"]> = new Set<Refusal["code"]>([
  "wrong_code",
  "wrong_kind_of_code",
  "code_already_used",
  "locked",
  "held",
  "no_factor",
  "challenge_spent",
]);

/** A refused code at its field, where everything else stays; whatever cannot be mended there as a sentence in the form's place. */
export function refuseAtCode(
  context: Pick<LinkedContext, "company" | "companyId">,
  { blockId, refusal }: { blockId: string; refusal: Refusal },
): SubmissionAnswer {
  if (!aboutCode.has(refusal.code)) return tellRefusal(context, refusal);
  const { timeZone, displayName } = context.company;
  return fieldErrors({ [blockId]: refusalText(refusal, plainVoice(timeZone, displayName)) });
}

/** Why a form is drawn again with a new challenge; undefined when that would not help. */
export const renewalNotice = ({ code }: Refusal): string | undefined =>
  code === "challenge_expired" || code === "challenge_exhausted" ? renewedText[code] : undefined;
