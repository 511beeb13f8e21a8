import type { ModalView } from "@slack/types";
import { z } from "zod";
import { becauseText, decidersText } from "../../domain/deciders-text.ts";
import { confirmationText, resetLabels } from "../../domain/reset-text.ts";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { mrkdwn, plain, section } from "../blocks.ts";
import { requiredText } from "../submission.ts";
import { mrkdwnVoice, type Voice } from "../voice.ts";
import { cardBlocks } from "./card.ts";
import { caseInputs, inputFields, inputIds, ownCodeInput, type Typed } from "./inputs.ts";
import { lockBlock } from "./lock-block.ts";

export const confirmIds = { callbackId: "reset_confirm", ...inputIds } as const;

export const Submission = z.object({
  ...inputFields,
  [confirmIds.code]: requiredText(confirmIds.code, { missing: "Type your 6-digit code.", max: 40 }),
});

export type ConfirmForm = {
  binding: string;
  card: ResetCard;
  /** Approvals needed before anything happens, and who can give them. */
  required: number;
  deciders: string[];
  /** Whether the who view lies under it. */
  isPushed: boolean;
  notice?: string;
  typed?: Typed;
};

/** The person, why, how verified, and the actor's own code: code and act arrive in one submission (R37). */
export function confirmModal(form: ConfirmForm): ModalView {
  const { binding, card, isPushed, notice, typed = {} } = form;
  const voice = mrkdwnVoice(card.timeZone);
  const name = voice.said(card.firstName);
  const isAsk = form.required > 0;
  const label = isAsk ? resetLabels.approval : resetLabels.now;
  const when = isAsk ? "When it is approved, " : "";
  return {
    type: "modal",
    callback_id: confirmIds.callbackId,
    private_metadata: binding,
    title: plain("Confirm MFA reset"),
    submit: plain(label),
    close: plain(isPushed ? "Back" : "Cancel"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      ...cardBlocks(card, voice, { mayRelease: true }),
      ...(isAsk ? [section(approvalText(form, voice))] : []),
      ...caseInputs(card.firstName, typed),
      ownCodeInput(card.firstName),
      {
        type: "context",
        elements: [
          mrkdwn(`_${when}${effectText(name, typed.isPasswordForgotten === true)}_`),
          mrkdwn(`_${confirmationText(label)}_`),
        ],
      },
      ...(isAsk && !card.heldUntil
        ? [lockBlock(card, { text: "Is the phone in the wrong hands? Don't wait for the approval:" })]
        : []),
    ],
  };
}

/** Who must agree, and why: the gravest reason; the others stand above as warnings. */
function approvalText({ card, ...needs }: ConfirmForm, voice: Voice): string {
  const because = becauseText(card.warnings[0]?.why, voice.said(card.firstName));
  const who = decidersText(needs, voice);
  return `*${who.slice(0, 1).toUpperCase()}${who.slice(1)} must agree first,* because ${because}. Your code says that you ask for it.`;
}

function effectText(name: string, isPasswordForgotten: boolean): string {
  const before = `${name}'s sign-in codes stop working and they're signed out everywhere.`;
  return isPasswordForgotten
    ? `${before} They get half of a setup code by email, and you read them the other half; both are good for 24 hours. With a phone they then choose a new password.`
    : `${before} They get a setup code by email, good for 24 hours, and need their password and a phone.`;
}
