import type { ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import { denialReasons, maxDenial, missingDenial, offeredDenials, toldDenial } from "../../domain/denial.ts";
import { plain, textInput } from "../blocks.ts";
import { optionalText, requiredOption } from "../submission.ts";
import { clip, type Voice } from "../voice.ts";
import type { ShownRequest } from "./decision-modal.ts";
import { headBlock } from "./reason-blocks.ts";

/** Block and action share an id, once. */
export const denyIds = { callbackId: "request_denial", reason: "deny_reason", more: "deny_more" } as const;

export const Submission = z
  .object({
    [denyIds.reason]: requiredOption(denyIds.reason, { values: denialReasons, missing: "Choose why." }),
    [denyIds.more]: optionalText(denyIds.more, maxDenial),
  })
  .transform((values, context) => {
    // Each key's schema is its own; the object's type forgets which is which.
    const reason = denialReasons.find((one) => one === values[denyIds.reason]) ?? "other";
    const told = toldDenial(reason, values[denyIds.more] ?? null);
    if (told !== undefined) return { reason: told };
    context.addIssue({ code: "custom", message: missingDenial, path: [denyIds.more] });
    return z.NEVER;
  });

/** No code: a doubt costs nothing. The metadata names the request; who may deny it is decided on the rows. */
export function denyModal({
  ref,
  facts,
  voice,
}: {
  ref: string;
  facts: ShownRequest;
  voice: Voice;
}): ModalView {
  const options = offeredDenials(facts).map(
    ({ value, text }): PlainTextOption => ({ text: plain(text), value }),
  );
  return {
    type: "modal",
    callback_id: denyIds.callbackId,
    private_metadata: ref,
    title: plain("Deny request"),
    submit: plain("Deny"),
    close: plain("Cancel"),
    blocks: [
      headBlock(facts, voice),
      {
        type: "input",
        block_id: denyIds.reason,
        label: plain("Why?"),
        hint: plain(`${clip(facts.requester.firstName, 60)} will see this.`),
        element: { type: "radio_buttons", action_id: denyIds.reason, options },
      },
      textInput({
        blockId: denyIds.more,
        label: "Anything to add?",
        hint: "Never a code.",
        maxLength: maxDenial,
        isOptional: true,
        isMultiline: true,
      }),
    ],
  };
}
