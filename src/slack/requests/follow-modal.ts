import type { Button, KnownBlock, ModalView } from "@slack/types";
import { requestButtons, writeRequestRef } from "../../domain/request-buttons.ts";
import { stateText } from "../../domain/request-text.ts";
import { cancelQuestion, type WaitingView, waitingText, waitingTexts } from "../../domain/waiting-text.ts";
import { button, plain, section } from "../blocks.ts";
import type { Voice } from "../voice.ts";
import type { ShownRequest } from "./decision-modal.ts";
import { headBlock, reasonBlocks } from "./reason-blocks.ts";

export const followIds = { callbackId: "request_follow_view", refresh: "request_refresh" } as const;

/** What a viewer who takes part is shown. */
export type Followed = {
  viewer: "requester" | "decider";
  facts: WaitingView & ShownRequest;
  mayApprove: boolean;
  mayCancel: boolean;
  mayProceed: boolean;
};

type Shown = {
  seen: Followed | { viewer: "colleague"; requesterName: string; name: string; at: Date };
  requestId: string;
  companyId: string;
  company: { displayName: string };
  voice: Voice;
  notice?: string;
  /** Of the view that it takes the place of: so that whoever draws that one again finds it. */
  externalId?: string | undefined;
};

/** A request as it stands now, for whoever asked and for those who could decide; drawn again at *Refresh*. */
export function followModal({ companyId, requestId, externalId, notice, ...shown }: Shown): ModalView {
  const { title, blocks, buttons } = contentOf(shown);
  const value = writeRequestRef(companyId, requestId);
  return {
    type: "modal",
    callback_id: followIds.callbackId,
    ...(externalId ? { external_id: externalId } : {}),
    title: plain(title),
    close: plain("Close"),
    // It may stand on the form that was sent.
    clear_on_close: true,
    blocks: [
      ...(notice ? [section(notice)] : []),
      ...blocks,
      ...(buttons.length > 0
        ? [{ type: "actions" as const, elements: buttons.map((one) => ({ ...one, value })) }]
        : []),
    ],
  };
}

type Content = { title: string; blocks: KnownBlock[]; buttons: Button[] };
const refresh = button(followIds.refresh, "Refresh");

function contentOf({ seen, company, voice }: Pick<Shown, "seen" | "company" | "voice">): Content {
  if (seen.viewer === "colleague") return { ...onlookerContent(seen, voice), buttons: [refresh] };
  const { facts } = seen;
  const waiting = waitingText(facts, company.displayName, voice);
  const { title, buttons } = waiting;
  if (seen.viewer === "requester") {
    const own = waitingTexts(waiting).map((text) => section(text));
    return { title, blocks: [headBlock(facts, voice), ...own], buttons: requesterButtons(seen, buttons) };
  }
  const review = { ...button(requestButtons.review, "Review"), style: "primary" as const };
  return {
    title,
    blocks: [headBlock(facts, voice), ...reasonBlocks(facts, voice), section(stateText(facts, voice))],
    buttons: [...(seen.mayApprove ? [review] : []), refresh],
  };
}

function requesterButtons(seen: Followed, kind: ReturnType<typeof waitingText>["buttons"]): Button[] {
  const { remind, proceed, askAgain } = requestButtons;
  return [
    ...(kind === "pending" ? [button(remind, "Remind")] : []),
    ...(seen.mayProceed ? [button(proceed, "Proceed without approval")] : []),
    ...(seen.mayCancel ? [cancelButton] : []),
    ...(kind === "again" ? [button(askAgain, "Ask again")] : []),
    refresh,
  ];
}

const cancelButton: Button = {
  ...button(requestButtons.cancel, "Cancel request"),
  style: "danger",
  confirm: {
    title: plain(cancelQuestion.title),
    text: plain(cancelQuestion.text),
    confirm: plain(cancelQuestion.confirm),
    deny: plain(cancelQuestion.deny),
    style: "danger",
  },
};

const onlookerContent = (
  { requesterName, name, at }: { requesterName: string; name: string; at: Date },
  voice: Voice,
) => ({
  title: "Waiting for approval",
  blocks: [
    section(
      `*${voice.said(requesterName)} asked ${voice.at(at)} to reset MFA for ${voice.said(name)}.* It waits for a decision. Ask ${voice.said(requesterName)} how it goes on; nothing is needed from you.`,
    ),
  ],
});
