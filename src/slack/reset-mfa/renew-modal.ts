import type { KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { UnfinishedReset } from "../../flows/bind-reset-form.ts";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { context, plain, section } from "../blocks.ts";
import { requiredText } from "../submission.ts";
import { mrkdwnVoice } from "../voice.ts";
import { cardBlocks } from "./card.ts";
import { afterBlocks } from "./done-modal.ts";
import { inputIds, ownCodeInput } from "./inputs.ts";

/** Block and action share an id, once; the code stands in the same field as in the confirm view. */
export const renewIds = {
  callbackId: "reset_renew",
  code: inputIds.code,
  anew: "reset_anew",
  forgotten: "reset_anew_forgotten",
} as const;

export const Submission = z
  .object({ [renewIds.code]: requiredText(renewIds.code, { missing: "Type your 6-digit code.", max: 40 }) })
  .transform((values) => ({ code: values[renewIds.code] ?? "" }));

type RenewForm = {
  companyId: string;
  binding: string;
  card: ResetCard;
  isPushed: boolean;
  reset: UnfinishedReset;
  notice?: string;
};

/** The lighter remedy where a reset was done already: the same verification, a new code (DESIGN 3). */
export function renewModal({ companyId, binding, card, isPushed, reset, notice }: RenewForm): ModalView {
  const voice = mrkdwnVoice(card.timeZone);
  const name = voice.said(card.firstName);
  return {
    type: "modal",
    callback_id: renewIds.callbackId,
    private_metadata: binding,
    title: plain("Send new code"),
    submit: plain("Send new code"),
    close: plain(isPushed ? "Back" : "Cancel"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      section(stateText(name, reset, voice)),
      ...afterBlocks({ companyId, ...reset }),
      ...cardBlocks(card, voice, { mayRelease: true }),
      anewBlock,
      ...(reset.isPasswordForgotten ? [] : [forgottenBlock]),
      ownCodeInput(card.firstName),
      context(
        reset.isPasswordForgotten
          ? `_${name} gets a new half of a setup code by email, good for 24 hours, and there is a new half to be read out. The halves of before stop working._`
          : `_${name} gets a new setup code by email, good for 24 hours. The one sent before stops working._`,
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

/** A new code alone opens nothing without the password: that takes a new reset, and somebody else's yes. */
const forgottenBlock: KnownBlock = {
  type: "section",
  text: {
    type: "mrkdwn",
    text: "Is the password forgotten, too? Then a new code doesn't help.",
    verbatim: true,
  },
  accessory: { type: "button", action_id: renewIds.forgotten, text: plain("Password forgotten too") },
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
