import type { KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import type { UnfinishedReset } from "../../flows/open-reset-form.ts";
import { codeInput, context, plain, section } from "../blocks.ts";
import { requiredText } from "../submission.ts";
import { clip, mrkdwnVoice } from "../voice.ts";
import { cardBlocks } from "./card.ts";
import { confirmIds } from "./confirm-modal.ts";

/** Block and action share an id, once; the code stands in the same field as in the confirm view. */
export const renewIds = { callbackId: "reset_renew", code: confirmIds.code, anew: "reset_anew" } as const;

export const Submission = z
  .object({ [renewIds.code]: requiredText(renewIds.code, { missing: "Type your 6-digit code.", max: 40 }) })
  .transform((values) => ({ code: values[renewIds.code] ?? "" }));

type RenewForm = {
  binding: string;
  card: ResetCard;
  isPushed: boolean;
  /** Unknown when the form is drawn again. */
  reset?: UnfinishedReset;
  notice?: string;
};

/** The lighter remedy where a reset was done already: the same verification, a new code (DESIGN 3). */
export function renewModal({ binding, card, isPushed, reset, notice }: RenewForm): ModalView {
  const voice = mrkdwnVoice(card.timeZone);
  const name = voice.said(card.firstName);
  const firstName = clip(card.firstName, 60);
  return {
    type: "modal",
    callback_id: renewIds.callbackId,
    private_metadata: binding,
    title: plain("Send new code"),
    submit: plain("Send new code"),
    close: plain(isPushed ? "Back" : "Cancel"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      ...(reset ? [section(stateText(name, reset, voice))] : []),
      ...cardBlocks(card, voice),
      anewBlock,
      codeInput({
        blockId: renewIds.code,
        label: "Your 6-digit code",
        hint: `From your own authenticator app. Never ask ${firstName} for a code.`,
      }),
      context(
        `_${name} gets a new setup code by email, good for 24 hours. The one sent before stops working._`,
      ),
    ],
  };
}

/** A new code rests on the verification and reason of before: where those are no longer true, it is not enough. */
const anewBlock: KnownBlock = {
  type: "section",
  text: {
    type: "mrkdwn",
    text: "Was the phone stolen, or has something else changed since?",
    verbatim: true,
  },
  accessory: { type: "button", action_id: renewIds.anew, text: plain("Start a new reset") },
};

function stateText(
  name: string,
  reset: UnfinishedReset,
  { at, said }: ReturnType<typeof mrkdwnVoice>,
): string {
  const by = reset.actorName ? ` by ${said(reset.actorName)}` : "";
  const accepted = reset.mailAcceptedAt ? ` Their mail server accepted it ${at(reset.mailAcceptedAt)}.` : "";
  const code =
    reset.outcome === "lapsed"
      ? "The setup code has expired."
      : `The setup code is good until ${at(reset.codeExpiresAt)}.`;
  return `*${name}'s MFA was reset already* ${at(reset.executedAt)}${by}. They're not back in yet. ${code}${accepted}`;
}
