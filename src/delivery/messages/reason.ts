import type { ResetReason } from "../../domain/reset.ts";

/** Why a reset was made, as the person reads it. */
const words: Record<ResetReason, string> = {
  lost_phone: "lost or broken phone",
  new_phone: "new phone or number",
  stolen: "stolen, or someone else may have it",
  codes_fail: "codes do not work",
  other: "other",
};

const isReason = (reason: string): reason is ResetReason => reason in words;

/** A newer process may have stored a reason that this one does not know. */
export const reasonText = (reason: string) => (isReason(reason) ? words[reason] : words.other);
