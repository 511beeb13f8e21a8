import type { ResetReason, VerifiedHow } from "./reset.ts";

/** Why, as administrators choose and read it. */
export const reasonTexts: Record<ResetReason, string> = {
  lost_phone: "Lost or broken phone",
  new_phone: "New phone or number",
  stolen: "Stolen, or someone else may have it",
  codes_fail: "Codes don't work",
  other: "Other",
};

/** How somebody made sure: as it is chosen, with what it means, and as others read it. */
export const wayTexts: Record<VerifiedHow, { text: string; description: string; told: string }> = {
  called: {
    text: "I called them",
    description: "At a number we already had, not one they gave me",
    told: "Called a number we already had",
  },
  video: {
    text: "I saw them on video",
    description: "I know them, or I compared a photo ID",
    told: "Saw them on video",
  },
  in_person: {
    text: "I met them in person",
    description: "I know them, or I compared a photo ID",
    told: "Met them in person",
  },
  vouched: {
    text: "Someone we know vouched",
    description: "Reached at a number we already had",
    told: "Someone we know vouched, reached at a number we already had",
  },
};
