import type { KnownBlock } from "@slack/types";
import { requestButtons, writeRequestRef } from "../../domain/request-buttons.ts";
import { cancelQuestion, type WaitingButtons, waitingText, waitingTexts } from "../../domain/waiting-text.ts";
import { mrkdwnWords } from "../words.ts";
import type { Renderer } from "./context.ts";
import { findShownRequest } from "./request-words.ts";
import { sectionBlock } from "./slack-blocks.ts";

/**
 * The view of whoever asked, drawn again where it is still open (DESIGN 3). The same as `slack/reset-mfa/waiting-modal.ts`
 * opens: a test compares them. Closed, there is nothing to be drawn, and a message tells it.
 */
export const requestView: Renderer = async (context) => {
  const { message, company, recipient, address } = context;
  const facts = await findShownRequest(context, message.refId);
  if (!facts || !address) return undefined;
  const waiting = waitingText(facts, company.displayName, mrkdwnWords(company.timeZone));
  const { title, buttons } = waiting;
  const value = writeRequestRef(company.id, facts.request.id);
  const externalId = `${value}.${recipient.id}`;
  return {
    view: {
      workspaceId: address.workspaceId,
      externalId,
      view: {
        type: "modal",
        callback_id: "request_waiting",
        external_id: externalId,
        title: plain(title),
        close: plain("Close"),
        clear_on_close: true,
        blocks: [...waitingTexts(waiting).map(sectionBlock), ...buttonBlocks(buttons, value)],
      },
    },
  };
};

const plain = (text: string) => ({ type: "plain_text", text }) as const;

const button = (actionId: string, text: string) =>
  ({ type: "button", action_id: actionId, text: plain(text) }) as const;

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
