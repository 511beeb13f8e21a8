import type { ModalView } from "@slack/types";
import { z } from "zod";
import { grantApprovalText } from "../../domain/deciders-text.ts";
import type { GrantForm } from "../../flows/open-grant-form.ts";
import { appHint, codeInput, context, plain, section } from "../blocks.ts";
import { cardBlocks } from "../people/card-modal.ts";
import { requiredText } from "../submission.ts";
import type { Voice } from "../voice.ts";
import { whoIds, whyField, whyInput } from "./who-modal.ts";

/** Block and action share an id, once. */
export const confirmIds = { callbackId: "grant_confirm", why: whoIds.why, code: "code" } as const;

export const Submission = z
  .object({
    [confirmIds.why]: whyField,
    [confirmIds.code]: requiredText(confirmIds.code, { missing: "Type your 6-digit code.", max: 40 }),
  })
  .transform((values) => ({ why: values[confirmIds.why] ?? "", code: values[confirmIds.code] ?? "" }));

type Confirm = {
  form: GrantForm;
  binding: string;
  voice: Voice;
  /** As typed before: it can still be changed, and what stands here counts. */
  why: string | undefined;
  isPushed: boolean;
  notice?: string;
};

/** Who it is, what it leads to, who must agree, and the actor's own code: code and act arrive in one submission (R37). */
export function confirmModal({ form, binding, voice, why, isPushed, notice }: Confirm): ModalView {
  const { card } = form;
  const name = voice.said(card.firstName);
  return {
    type: "modal",
    callback_id: confirmIds.callbackId,
    private_metadata: binding,
    title: plain("Add Payments Admin"),
    submit: plain("Add Payments Admin"),
    close: plain(isPushed ? "Back" : "Cancel"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      ...cardBlocks(card, voice),
      section(`${name} could then reset MFA and approve others.`),
      section(grantApprovalText(form, voice)),
      whyInput(why),
      codeInput({
        blockId: confirmIds.code,
        label: "Your 6-digit code",
        hint: `${appHint} Your name is recorded.`,
      }),
      ...(card.status === "invited"
        ? [context(`_${name} hasn't accepted the invitation yet: it counts once they have set up MFA._`)]
        : []),
    ],
  };
}
