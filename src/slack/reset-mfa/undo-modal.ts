import type { ModalView } from "@slack/types";
import { z } from "zod";
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
  const { at, said } = mrkdwnVoice(card.timeZone);
  const name = said(card.firstName);
  return {
    type: "modal",
    callback_id: undoIds.callbackId,
    private_metadata: binding,
    title: plain("Undo this reset"),
    submit: plain("Undo reset"),
    close: plain("Back"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      section(
        `You're undoing the reset of *${said(card.name)}* (${said(card.email)}) ${at(executedAt)}. ${name}'s sign-in codes work as before, and the setup code stops working. ${name} needs a new recovery code, and gets it at the next sign-in.`,
      ),
      section(
        `*Only if the phone never left ${name}'s hands.* Otherwise leave it: ${name} gets back in with the setup code.`,
      ),
      ownCodeInput(card.firstName),
    ],
  };
}

export const undoneModal = (card: ResetCard): ModalView =>
  noticeModal("Reset undone", [section(undoneText(card))]);

export function undoneText(card: ResetCard): string {
  const { said } = mrkdwnVoice(card.timeZone);
  const name = said(card.firstName);
  return `*The reset of ${said(card.name)} is undone.* *Tell ${name}:* "Sign in with your password and your phone, as before. The setup code in the email no longer works. Write down your new recovery code."`;
}
