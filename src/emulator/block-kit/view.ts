import { z } from "zod";
import type { Block } from "./blocks.ts";
import { type Checked, checkBlocks } from "./check.ts";
import { slackMessages } from "./issues.ts";
import { plainText, type TextObject } from "./texts.ts";

/** Slack refuses a view whose JSON is over 250 kB (`view_too_large`). */
export const maxViewBytes = 250_000;

const shared = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

const modal = z.strictObject({
  type: z.literal("modal"),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
  ...shared,
});
const home = z.strictObject({ type: z.literal("home"), ...shared });

/** A view as an app describes it, checked. */
export type ViewDescription = {
  type: "modal" | "home";
  title?: TextObject | undefined;
  submit?: TextObject | undefined;
  close?: TextObject | undefined;
  clear_on_close?: boolean | undefined;
  notify_on_close?: boolean | undefined;
  private_metadata?: string | undefined;
  callback_id?: string | undefined;
  external_id?: string | undefined;
  blocks: Block[];
};

/** https://docs.slack.dev/reference/views: shape, limits, and a submit button wherever there is an input. */
export function checkView(value: unknown, surface: "modal" | "home"): Checked<ViewDescription> {
  const parsed = (surface === "modal" ? modal : home).safeParse(value, { reportInput: true });
  if (!parsed.success) return { ok: false, messages: slackMessages(parsed.error.issues, ["view"]) };
  const blocks = checkBlocks(parsed.data.blocks, surface, ["view", "blocks"]);
  if (!blocks.ok) return blocks;
  const needsSubmit = surface === "modal" && blocks.value.some((block) => block.type === "input");
  if (needsSubmit && !("submit" in parsed.data && parsed.data.submit)) {
    return {
      ok: false,
      messages: [
        "[ERROR] missing required field: submit, as the view has an input block [json-pointer:/view]",
      ],
    };
  }
  return { ok: true, value: { ...parsed.data, blocks: blocks.value } };
}
