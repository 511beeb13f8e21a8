import { z } from "zod";
import { button, image, overflow, pickers, writables } from "./elements.ts";
import { richText } from "./rich-text.ts";
import { table } from "./table.ts";
import { anyText, plainText, url } from "./texts.ts";

const blockId = { block_id: z.string().max(255).optional() };

const section = z
  .strictObject({
    type: z.literal("section"),
    ...blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion("type", [button, overflow, image, ...pickers]).optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, "missing required field: text");

const header = z.strictObject({
  type: z.literal("header"),
  ...blockId,
  text: plainText(150),
  level: z.number().optional(),
});
const divider = z.strictObject({ type: z.literal("divider"), ...blockId });

const context = z.strictObject({
  type: z.literal("context"),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion("type", [...anyText(3000).options, image]))
    .min(1)
    .max(10),
});

const actions = z.strictObject({
  type: z.literal("actions"),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion("type", [button, overflow, ...pickers]))
    .min(1)
    .max(25),
});

const input = z.strictObject({
  type: z.literal("input"),
  ...blockId,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.discriminatedUnion("type", [...writables, ...pickers]),
});

const imageBlock = z.strictObject({
  type: z.literal("image"),
  ...blockId,
  image_url: url,
  alt_text: z.string().min(1).max(2000),
  title: plainText(2000).optional(),
});

const markdown = z.strictObject({ type: z.literal("markdown"), ...blockId, text: z.string().max(12_000) });
const alert = z.strictObject({
  type: z.literal("alert"),
  ...blockId,
  text: anyText(3000),
  level: z.enum(["default", "info", "warning", "error", "success"]).optional(),
});

const common = [section, header, divider, context, actions, input, imageBlock, richText] as const;

/** What each surface takes. https://docs.slack.dev/reference/block-kit/blocks */
export const surfaces = {
  message: z.array(z.discriminatedUnion("type", [...common, table, markdown])).max(50),
  modal: z.array(z.discriminatedUnion("type", [...common, alert])).max(100),
  home: z.array(z.discriminatedUnion("type", [...common])).max(100),
};

export type Surface = keyof typeof surfaces;
export type Block =
  | z.infer<(typeof surfaces)["message"]>[number]
  | z.infer<(typeof surfaces)["modal"]>[number];
