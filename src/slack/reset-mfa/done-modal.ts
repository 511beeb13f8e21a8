import type { Button, KnownBlock, ModalView } from "@slack/types";
import { writeRequestRef } from "../../domain/request-buttons.ts";
import { tellText } from "../../domain/reset-text.ts";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { button, noticeModal, section } from "../blocks.ts";
import { mrkdwnVoice } from "../voice.ts";

export const undoId = "reset_undo";
/** A link: the click is acknowledged, and the browser or Slack opens it. */
export const threadId = "reset_thread";

export type Done = {
  companyId: string;
  card: ResetCard;
  codeExpiresAt: Date;
  isStolen: boolean;
  /** Null for the operator's reset. */
  requestId: string | null;
  threadUrl: string | undefined;
};

/** After a reset, or after a new code for one. Closing it closes what lies under it. */
export const doneModal = (done: Done, isRenewal: boolean): ModalView =>
  noticeModal(isRenewal ? "New code sent" : "Reset done", [
    ...sentences(done, isRenewal).map((text) => section(text)),
    ...afterBlocks(done),
  ]);

/** The same by DM, when the view was closed meanwhile. */
export const doneText = (done: Done, isRenewal: boolean) => sentences(done, isRenewal).join("\n");

function sentences({ card, codeExpiresAt }: Done, isRenewal: boolean): string[] {
  const { at, said } = mrkdwnVoice(card.timeZone);
  const name = said(card.firstName);
  const head = isRenewal ? `*${name} gets a new setup code.*` : `*${name}'s MFA is reset.*`;
  return [
    `${head} They're not back in yet. Setup code emailed to ${said(card.email)}, good until ${at(codeExpiresAt)}.`,
    tellText(name, said(card.companyName)),
    `I'll message you when ${name} is back in.`,
  ];
}

type After = Pick<Done, "companyId" | "isStolen" | "requestId" | "threadUrl">;

/** *Undo*, where it can be, and *See thread*, where there is one. */
export function afterBlocks({ companyId, isStolen, requestId, threadUrl }: After): KnownBlock[] {
  const elements: Button[] = [
    ...(requestId && !isStolen
      ? [{ ...button(undoId, "Undo"), value: writeRequestRef(companyId, requestId) }]
      : []),
    ...(threadUrl ? [{ ...button(threadId, "See thread"), url: threadUrl }] : []),
  ];
  return elements.length > 0 ? [{ type: "actions", elements }] : [];
}
