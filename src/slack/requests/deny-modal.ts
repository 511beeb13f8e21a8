import type { ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import { plain, textInput } from "../blocks.ts";
import { optionalText, requiredOption } from "../submission.ts";
import { clip, type Voice } from "../voice.ts";
import type { ShownRequest } from "./decision-modal.ts";
import { headBlock } from "./reason-blocks.ts";

/** Block and action share an id, once. */
export const denyIds = { callbackId: "request_denial", reason: "deny_reason", more: "deny_more" } as const;

const reasons = ["unreachable", "unverified", "unknown", "unneeded", "other"] as const;
type Reason = (typeof reasons)[number];

/** As it is chosen, and as whoever asked is told: "Olivia denied this: *not verified*." */
const texts: Record<Exclude<Reason, "other">, { chosen: string; told: string }> = {
  unreachable: { chosen: "I couldn't reach them", told: "couldn't reach them" },
  unverified: { chosen: "Not verified well enough", told: "not verified" },
  unknown: { chosen: "I don't know this person", told: "doesn't know this person" },
  unneeded: { chosen: "Not needed", told: "not needed" },
};
const otherText = "Something else";
const maxMore = 200;
const missing = "Say why in a few words: whoever asked needs to know.";

export const Submission = z
  .object({
    [denyIds.reason]: requiredOption(denyIds.reason, { values: reasons, missing: "Choose why." }),
    [denyIds.more]: optionalText(denyIds.more, maxMore),
  })
  .transform((values, context) => {
    // Each key's schema is its own; the object's type forgets which is which.
    const reason = reasons.find((one) => one === values[denyIds.reason]) ?? "other";
    const more = values[denyIds.more] ?? null;
    if (reason === "other" && !more) {
      context.addIssue({ code: "custom", message: missing, path: [denyIds.more] });
      return z.NEVER;
    }
    return { reason: toldReason(reason, more) };
  });

const toldReason = (reason: Reason, more: string | null): string => {
  if (reason === "other") return more ?? "";
  const { told } = texts[reason];
  return more ? `${told} (${more})` : told;
};

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
  // Of settings nobody is to be reached or known.
  const offered = reasons.filter((one) => facts.subject !== null || one === "unneeded" || one === "other");
  const options = offered.map(
    (value): PlainTextOption => ({
      text: plain(value === "other" ? otherText : texts[value].chosen),
      value,
    }),
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
        maxLength: maxMore,
        isOptional: true,
        isMultiline: true,
      }),
    ],
  };
}
