import type { KnownBlock, ModalView } from "@slack/types";
import { requestButtons, writeRequestRef } from "../../domain/request-buttons.ts";
import {
  cancelQuestion,
  type WaitingButtons,
  type WaitingView,
  waitingText,
  waitingTexts,
} from "../../domain/waiting-text.ts";
import { button, plain, section } from "../blocks.ts";
import { mrkdwnVoice } from "../voice.ts";

type Waiting = {
  companyId: string;
  company: { displayName: string; timeZone: string };
  facts: WaitingView & { request: { id: string; requesterId: string } };
};

/**
 * What whoever asked sees from then on. The delivery draws it again under the same external id when something happens, and
 * in the same words: what changes is read from the rows.
 */
export function waitingModal({ companyId, company, facts }: Waiting): ModalView {
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  const waiting = waitingText(facts, company.displayName, voice);
  const { title, buttons } = waiting;
  const { id, requesterId } = facts.request;
  return {
    type: "modal",
    callback_id: "request_waiting",
    external_id: `${companyId}.${id}.${requesterId}`,
    title: plain(title),
    close: plain("Close"),
    clear_on_close: true,
    blocks: [
      ...waitingTexts(waiting).map((text) => section(text)),
      ...buttonBlocks(buttons, writeRequestRef(companyId, id)),
    ],
  };
}

/** The same by DM, when the view was closed meanwhile. */
export const waitingMessage = ({ company, facts }: Waiting) =>
  waitingTexts(waitingText(facts, company.displayName, mrkdwnVoice(company.timeZone))).join("\n");

const question = {
  title: plain(cancelQuestion.title),
  text: plain(cancelQuestion.text),
  confirm: plain(cancelQuestion.confirm),
  deny: plain(cancelQuestion.deny),
};

function buttonBlocks(buttons: WaitingButtons, value: string): KnownBlock[] {
  if (buttons === "none") return [];
  const { remind, cancel, askAgain } = requestButtons;
  const elements =
    buttons === "again"
      ? [{ ...button(askAgain, "Ask again"), value }]
      : [
          { ...button(remind, "Remind"), value },
          { ...button(cancel, "Cancel request"), value, confirm: question },
        ];
  return [{ type: "actions", elements }];
}
