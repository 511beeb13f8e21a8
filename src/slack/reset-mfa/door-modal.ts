import type { KnownBlock, ModalView } from "@slack/types";
import type { Refusal } from "../../domain/refusal.ts";
import { requestButtons, writeRequestRef } from "../../domain/request-buttons.ts";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { button, plain, section } from "../blocks.ts";
import { refusalText } from "../refusal-text.ts";
import { mrkdwnVoice, type Voice } from "../voice.ts";
import { cardBlocks } from "./card.ts";
import { lockBlock } from "./lock-block.ts";

type Door = {
  companyId: string;
  company: { displayName: string };
  binding: string;
  card: ResetCard;
  refusal: Refusal;
  mayRelease: boolean;
  isPushed: boolean;
  notice?: string;
};

/** A request waits already, or nobody could decide one: what there is to do instead, and "Lock now" all the same. */
export function doorModal(door: Door): ModalView {
  const { binding, company, card, refusal, mayRelease, isPushed, notice } = door;
  const voice = mrkdwnVoice(card.timeZone, company.displayName);
  return {
    type: "modal",
    callback_id: "reset_door",
    private_metadata: binding,
    title: plain("MFA reset"),
    close: plain(isPushed ? "Back" : "Close"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      section(textOf(refusal, voice)),
      ...doorBlocks(door),
      ...cardBlocks(card, voice, { mayRelease }),
      ...(card.heldUntil
        ? []
        : [lockBlock(card, { text: "If the phone was stolen, lock the account meanwhile:" })]),
    ],
  };
}

function textOf(refusal: Refusal, voice: Voice): string {
  if (refusal.code !== "request_open") return refusalText(refusal, voice);
  const who = refusal.requesterName ? voice.said(refusal.requesterName) : "Somebody";
  const next = refusal.mayDecide ? "You can decide it." : "It waits for a decision.";
  return `*${who} asked to reset ${voice.said(refusal.name)}'s MFA* ${voice.at(refusal.at)}. ${next}`;
}

function doorBlocks({ companyId, refusal }: Door): KnownBlock[] {
  if (refusal.code !== "request_open") return [];
  const value = writeRequestRef(companyId, refusal.requestId);
  const { follow, review } = requestButtons;
  const one = refusal.mayDecide ? button(review, "Review and approve") : button(follow, "Follow request");
  return [{ type: "actions", elements: [{ ...one, value, ...(refusal.mayDecide ? primary : {}) }] }];
}

const primary = { style: "primary" } as const;
