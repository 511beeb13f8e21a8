import type { ModalView } from "@slack/types";
import { z } from "zod";
import { undoneText, undoTexts } from "../../domain/undo-text.ts";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { noticeModal, plain, section } from "../blocks.ts";
import { requiredText } from "../submission.ts";
import { mrkdwnVoice } from "../voice.ts";
import { inputIds, ownCodeInput } from "./inputs.ts";

export const undoIds = { callbackId: "reset_undo_confirm", code: inputIds.code } as const;

export const Submission = z
  .object({ [undoIds.code]: requiredText(undoIds.code, { missing: "Type your 6-digit code.", max: 40 }) })
  .transform((values) => ({ code: values[undoIds.code] ?? "" }));

type UndoForm = { binding: string; card: ResetCard; executedAt: Date; notice?: string };

/** The reset was a mistake: what comes back, and what does not. */
export function undoModal({ binding, card, executedAt, notice }: UndoForm): ModalView {
  const [what, only] = undoTexts(card, executedAt, mrkdwnVoice(card.timeZone));
  return {
    type: "modal",
    callback_id: undoIds.callbackId,
    private_metadata: binding,
    title: plain("Undo this reset"),
    submit: plain("Undo reset"),
    close: plain("Back"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      section(what),
      section(only),
      ownCodeInput(card.firstName),
    ],
  };
}

export const undoneModal = (card: ResetCard): ModalView =>
  noticeModal("Reset undone", [section(undoneTextOf(card))]);

export const undoneTextOf = (card: ResetCard) => undoneText(card, mrkdwnVoice(card.timeZone));
