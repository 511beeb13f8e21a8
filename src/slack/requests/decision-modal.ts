import type { KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import { decisionTitles, moreNeededText, resetDecisionTexts } from "../../domain/decision-text.ts";
import type { RequestKind } from "../../domain/request.ts";
import { requestButtons, writeRequestRef } from "../../domain/request-buttons.ts";
import { consequence, type RequestView } from "../../domain/request-text.ts";
import type { DecisionForm as OpenedDecision } from "../../flows/open-decision.ts";
import { appHint, button, codeInput, context, plain, section } from "../blocks.ts";
import { warningText } from "../reset-mfa/card.ts";
import { requiredText } from "../submission.ts";
import { clip, type Voice } from "../voice.ts";
import { headBlock, reasonBlocks, wholeVoice } from "./reason-blocks.ts";

/** Block and action share an id, once. */
export const decisionIds = { callbackId: "request_decision", code: "code" } as const;

export const Submission = z
  .object({
    [decisionIds.code]: requiredText(decisionIds.code, { missing: "Type your 6-digit code.", max: 40 }),
  })
  .transform((values) => ({ code: values[decisionIds.code] ?? "" }));

/** A request with its id. */
export type ShownRequest = RequestView & { request: { id: string; kind: RequestKind } };

type DecisionWarnings = OpenedDecision["warnings"];

type DecisionForm = {
  companyId: string;
  binding: string;
  facts: ShownRequest;
  /** Whether this yes executes the act. */
  isLast: boolean;
  /** Of a reset: what asks for caution. */
  warnings: DecisionWarnings;
  timeZone: string;
  voice: Voice;
  notice?: string;
};

/** The person and the act, read from the row, beside the approver's own code: nobody approves what they have not read (R37). */
export function decisionModal(form: DecisionForm): ModalView {
  const { companyId, binding, facts, isLast, warnings, voice, notice } = form;
  const { request, requester, subject } = facts;
  const isReset = request.kind === "reset";
  const value = writeRequestRef(companyId, request.id);
  const name = voice.said(subject?.firstName ?? "");
  return {
    type: "modal",
    callback_id: decisionIds.callbackId,
    private_metadata: binding,
    title: plain(decisionTitles[request.kind]),
    submit: plain(isReset && isLast ? "Approve and reset" : "Approve"),
    close: plain("Cancel"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      ...(isReset ? resetBlocks(facts, isLast, voice) : actBlocks(facts, voice)),
      ...(warnings.length > 0
        ? [section(warnings.map((one) => warningText(one, { name, card: form })).join("\n"))]
        : []),
      ...(isLast ? [] : [context(moreNeededText)]),
      codeInput({
        blockId: decisionIds.code,
        label: "Your 6-digit code",
        hint: `${appHint} Your name is recorded.`,
      }),
      context(`_Not sure? Close this and ask ${voice.said(requester.firstName)}. Denying needs no code._`),
      {
        type: "actions",
        elements: [
          { ...button(requestButtons.deny, "Deny"), value },
          { ...button(requestButtons.ask, `Ask ${clip(requester.firstName, 20)}`), value },
        ],
      },
    ],
  };
}

const actBlocks = (facts: ShownRequest, voice: Voice): KnownBlock[] => [
  headBlock(facts, voice),
  ...reasonBlocks(facts, voice),
  section(consequence(facts, voice)),
];

function resetBlocks(facts: ShownRequest, isLast: boolean, voice: Voice): KnownBlock[] {
  const texts = resetDecisionTexts(facts, isLast, voice);
  const { details } = facts.request;
  if (!texts || details.kind !== "reset") return actBlocks(facts, voice);
  return [
    // Two sections: six names as long as rows can hold are more than one takes.
    ...texts.map((text) => section(text)),
    ...(details.note ? [section(`*Note* ${wholeVoice(voice).said(details.note)}`)] : []),
  ];
}
