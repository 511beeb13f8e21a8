import type { ModalView } from "@slack/types";
import { z } from "zod";
import { codeInput, noticeModal, plain, section } from "../blocks.ts";
import { requiredText } from "../submission.ts";
import type { Voice } from "../voice.ts";

/** Block and action share an id, once. */
export const numberIds = { callbackId: "link_number", number: "number" } as const;

export const Submission = z
  .object({
    [numberIds.number]: requiredText(numberIds.number, {
      missing: "Type the 6-digit number from the page.",
      max: 40,
    }),
  })
  .transform((values) => ({ number: values[numberIds.number] ?? "" }));

export const numberModal = (): ModalView => ({
  type: "modal",
  callback_id: numberIds.callbackId,
  title: plain("Link my Slack"),
  submit: plain("Link"),
  close: plain("Cancel"),
  blocks: [
    section(
      "After you sign in, the payments portal shows a 6-digit number. Type it here, so that we know this Slack account is yours.",
    ),
    codeInput({
      blockId: numberIds.number,
      label: "The number on the page",
      hint: "Never type a number that somebody sends you: only the one on your own screen. It works for 5 minutes.",
    }),
  ],
});

type Linked = { firstName: string; companyName: string };

export const linkedText = ({ firstName, companyName }: Linked, { said }: Voice) =>
  `You're linked, ${said(firstName)}. You can use ${said(companyName)} payments from Slack now. Type /payments-me to see your account.`;

export const linkedModal = (linked: Linked, voice: Voice): ModalView =>
  noticeModal("Linked", [section(linkedText(linked, voice))]);
