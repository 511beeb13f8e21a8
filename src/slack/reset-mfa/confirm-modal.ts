import type { InputBlock, KnownBlock, ModalView, Option, PlainTextOption } from "@slack/types";
import { z } from "zod";
import { reasonTexts, wayTexts } from "../../domain/reset-text.ts";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { codeInput, mrkdwn, plain, section, textInput } from "../blocks.ts";
import { optionalText, requiredOption, requiredText } from "../submission.ts";
import { clip, mrkdwnVoice } from "../voice.ts";
import { cardBlocks } from "./card.ts";

/** Block and action share an id, once. */
export const confirmIds = {
  callbackId: "reset_confirm",
  reason: "reason",
  verifiedHow: "verified_how",
  note: "note",
  code: "code",
} as const;

const reasons = ["lost_phone", "new_phone", "stolen", "codes_fail", "other"] as const;
const ways = ["called", "video", "in_person", "vouched"] as const;
const maxNote = 500;

export const Submission = z.object({
  [confirmIds.reason]: requiredOption(confirmIds.reason, { values: reasons, missing: "Choose why." }),
  [confirmIds.verifiedHow]: requiredOption(confirmIds.verifiedHow, {
    values: ways,
    missing: "Choose how you made sure.",
  }),
  [confirmIds.note]: optionalText(confirmIds.note, maxNote),
  [confirmIds.code]: requiredText(confirmIds.code, { missing: "Type your 6-digit code.", max: 40 }),
});
export type Submission = z.infer<typeof Submission>;

const confirmation =
  "By choosing Reset MFA you confirm that you verified this person. Your name is recorded.";

/** What the actor confirmed, word for word as it stood on screen; stored with the reset (R38). */
export function attestationOf(verifiedHow: Submission["verified_how"]): string {
  const { text, description } = wayTexts[verifiedHow];
  return `${text} (${description}). ${confirmation}`;
}

export type Typed = {
  reason?: string | undefined;
  verifiedHow?: string | undefined;
  note?: string | undefined;
};

export type ConfirmForm = {
  binding: string;
  card: ResetCard;
  /** Whether the who view lies under it. */
  isPushed: boolean;
  notice?: string;
  typed?: Typed;
};

/** The person, why, how verified, and the actor's own code: code and act arrive in one submission (R37). */
export function confirmModal({ binding, card, isPushed, notice, typed = {} }: ConfirmForm): ModalView {
  const voice = mrkdwnVoice(card.timeZone);
  const name = voice.said(card.firstName);
  return {
    type: "modal",
    callback_id: confirmIds.callbackId,
    private_metadata: binding,
    title: plain("Confirm MFA reset"),
    submit: plain("Reset MFA"),
    close: plain(isPushed ? "Back" : "Cancel"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      ...cardBlocks(card, voice),
      reasonInput(clip(card.firstName, 60), typed.reason),
      verifiedHowInput(clip(card.firstName, 60), typed.verifiedHow),
      ...inputsToType(clip(card.firstName, 60), typed.note),
      {
        type: "context",
        elements: [
          mrkdwn(
            `_${name}'s sign-in codes stop working and they're signed out everywhere. They get a setup code by email, good for 24 hours, and need their password and a phone._`,
          ),
          mrkdwn(`_${confirmation}_`),
        ],
      },
    ],
  };
}

function reasonInput(firstName: string, chosen: string | undefined): InputBlock {
  const options = reasons.map((value): PlainTextOption => ({ text: plain(reasonTexts[value]), value }));
  const initial = options.find((option) => option.value === chosen);
  return {
    type: "input",
    block_id: confirmIds.reason,
    label: plain("Why?"),
    hint: plain(`${firstName} will see this.`),
    element: {
      type: "static_select",
      action_id: confirmIds.reason,
      placeholder: plain("Choose a reason"),
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

/** Nothing preselected: whoever chooses has thought of it. */
function verifiedHowInput(firstName: string, chosen: string | undefined): InputBlock {
  const options = ways.map(
    (value): Option => ({
      text: plain(wayTexts[value].text),
      description: plain(wayTexts[value].description),
      value,
    }),
  );
  const initial = options.find((option) => option.value === chosen);
  return {
    type: "input",
    block_id: confirmIds.verifiedHow,
    label: plain(`How did you make sure it's really ${firstName}?`),
    element: {
      type: "radio_buttons",
      action_id: confirmIds.verifiedHow,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

function inputsToType(firstName: string, note: string | undefined): KnownBlock[] {
  return [
    textInput({
      blockId: confirmIds.note,
      label: "Note or ticket",
      hint: `${firstName} won't see this.`,
      maxLength: maxNote,
      initial: note,
      isOptional: true,
    }),
    codeInput({
      blockId: confirmIds.code,
      label: "Your 6-digit code",
      hint: `From your own authenticator app. Never ask ${firstName} for a code.`,
    }),
  ];
}
