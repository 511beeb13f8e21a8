import type { KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import { decidersText } from "../../domain/deciders-text.ts";
import { confirmationText, resetLabels } from "../../domain/reset-text.ts";
import type { UnfinishedReset } from "../../flows/bind-reset-form.ts";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { mrkdwn, plain, section } from "../blocks.ts";
import { mrkdwnVoice, type Voice } from "../voice.ts";
import { cardBlocks } from "./card.ts";
import { caseInputs, inputFields, inputIds, type Typed } from "./inputs.ts";
import { lockBlock } from "./lock-block.ts";

export const askIds = { callbackId: "reset_ask", ...inputIds } as const;

export const Submission = z.object(inputFields);

export type AskForm = {
  binding: string;
  card: ResetCard;
  required: number;
  deciders: string[];
  /** One that waits for the person already. */
  reset: UnfinishedReset | null;
  isPushed: boolean;
  notice?: string;
  typed?: Typed;
};

/** For whoever may not reset: the same card and questions, and no code; a Payments Admin decides with theirs (DESIGN 2). */
export function askModal(form: AskForm): ModalView {
  const { binding, card, reset, isPushed, notice, typed = {} } = form;
  const voice = mrkdwnVoice(card.timeZone);
  return {
    type: "modal",
    callback_id: askIds.callbackId,
    private_metadata: binding,
    title: plain("Ask for an MFA reset"),
    submit: plain(resetLabels.ask),
    close: plain(isPushed ? "Back" : "Cancel"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      ...(reset ? [section(unfinishedText(card, reset, voice))] : []),
      ...cardBlocks(card, voice, { mayRelease: false }),
      ...caseInputs(card.firstName, typed),
      {
        type: "context",
        elements: [mrkdwn(`_${decisionText(form, voice)} ${confirmationText(resetLabels.ask)}_`)],
      },
      ...lockBlocks(card),
    ],
  };
}

const lockBlocks = (card: ResetCard): KnownBlock[] =>
  card.heldUntil ? [] : [lockBlock(card, { text: "If the phone was stolen, lock the account first:" })];

function decisionText({ required, deciders }: AskForm, voice: Voice): string {
  const who = decidersText({ required, deciders }, voice);
  const isOne = required <= 1;
  return `${who.slice(0, 1).toUpperCase()}${who.slice(1)} ${isOne ? "decides" : "decide"}.`;
}

/** The lighter remedy: what Petra needs may be in the mailbox already. */
function unfinishedText(card: ResetCard, reset: UnfinishedReset, { at, said }: Voice): string {
  const name = said(card.firstName);
  const by = reset.actorName ? said(reset.actorName) : "Somebody";
  const done = `*${by} reset ${name}'s MFA ${at(reset.executedAt)},* and they aren't back in yet.`;
  if (reset.isPasswordForgotten)
    return `${done} Its setup code comes in two halves. A Payments Admin can send new ones; then no new reset is needed.`;
  return reset.outcome === "lapsed"
    ? `${done} The setup code has expired. ${name} can sign in with the password and choose "Ask for a new code"; then no new reset is needed.`
    : `${done} The setup code is good until ${at(reset.codeExpiresAt)}: ask ${name} to check the email first, and the spam folder.`;
}
