import type { ModalView } from "@slack/types";
import { proceedText } from "../../domain/decision-text.ts";
import { consequence } from "../../domain/request-text.ts";
import { appHint, codeInput, context, plain, section } from "../blocks.ts";
import type { Voice } from "../voice.ts";
import { decisionIds, type ShownRequest } from "./decision-modal.ts";
import { headBlock, reasonBlocks } from "./reason-blocks.ts";

/** Block and action share an id, once. */
export const proceedIds = { callbackId: "request_proceed_form", code: decisionIds.code } as const;

type ProceedForm = { binding: string; facts: ShownRequest; voice: Voice; notice?: string };

/** Nobody has decided: whoever asked may do it alone, and everybody hears of it. */
export const proceedModal = ({ binding, facts, voice, notice }: ProceedForm): ModalView => ({
  type: "modal",
  callback_id: proceedIds.callbackId,
  private_metadata: binding,
  title: plain("Proceed without approval"),
  submit: plain("Proceed"),
  close: plain("Cancel"),
  blocks: [
    ...(notice ? [section(notice)] : []),
    headBlock(facts, voice),
    ...reasonBlocks(facts, voice),
    section(consequence(facts, voice)),
    section(proceedText("Remind")),
    codeInput({
      blockId: proceedIds.code,
      label: "Your 6-digit code",
      hint: appHint,
    }),
    context("_A Deny by anybody who could decide ends this at once._"),
  ],
});
