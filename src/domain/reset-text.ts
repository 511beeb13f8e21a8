import type { ApprovalReason } from "./refusal.ts";
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

/** In the order in which they are offered; nothing is preselected, so that whoever chooses has thought of it. */
export const resetReasons = ["lost_phone", "new_phone", "stolen", "codes_fail", "other"] as const;
export const verifiedWays = ["called", "video", "in_person", "vouched"] as const;
/** A note or ticket. */
export const maxNote = 500;

/** What a button says, and so what its presser confirms. */
export const resetLabels = { now: "Reset MFA", approval: "Ask for approval", ask: "Ask for reset" } as const;

export const confirmationText = (label: string) =>
  `By choosing ${label} you confirm that you verified this person. Your name is recorded.`;

/** What was confirmed, word for word as it stood on screen under the button; stored with the reset (R38). */
export function attestationOf(verifiedHow: VerifiedHow, label: string): string {
  const { text, description } = wayTexts[verifiedHow];
  return `${text} (${description}). ${confirmationText(label)}`;
}

/** The message of Slack's that a note names: kept beside it, so that whoever decides can follow it. Nothing but an address of Slack's. */
export const linkIn = (note: string | null): string | null =>
  /https:\/\/(?:[\w-]+\.)?slack\.com\/archives\/[A-Z0-9]+\/p\d{10,20}/.exec(note ?? "")?.[0] ?? null;

/** What the person is to be told on the phone. Takes what is said already. */
export const tellText = (name: string, companyName: string) =>
  `*Tell ${name}:* "Sign in with your password, then type the setup code from the email. Check spam for '${companyName} payments'. Have your new phone ready. We will never ask you for that code."`;

/** The same, where the setup code comes in two halves, to whoever reads the second one. */
export const tellHalvesText = (name: string, companyName: string) =>
  `*Tell ${name}:* "Open the email from '${companyName} payments' and follow its link. Check spam too. Type the half in the email and the half that I read to you, then choose a new password. Have your new phone ready. Don't tell me your half."`;

type Caution = { name: string; ago: string };

/** What speaks for caution. `ago`: "3 days ago", as each edge says it. */
const cautions: Record<ApprovalReason, (caution: Caution) => string> = {
  administrator: ({ name }) => `${name} is an administrator`,
  password_forgotten: () => "the password is said to be forgotten, too",
  reset_lately: ({ name, ago }) => `${name} was reset before, ${ago}`,
  email_changed: ({ ago }) => `email changed ${ago}`,
  phone_changed: ({ ago }) => `contact phone changed ${ago}`,
  password_changed: ({ ago }) => `password changed ${ago}`,
};

export const cautionText = (why: ApprovalReason, caution: Caution) => `*Warning:* ${cautions[why](caution)}.`;

/** What "The password is forgotten, too" means, as it is chosen and as it is read. */
export const forgottenText = {
  choice: "The password is forgotten, too",
  meaning: "Somebody else must approve. You read half of the setup code to them.",
  told: "Forgotten, too: the setup code comes in two halves",
};

/** Where whoever verified the person is shown the half that is read to them. */
export const halfPath = (resetId: string) => `/payments/resets/${resetId}/half`;
