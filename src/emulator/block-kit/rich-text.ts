import { z } from "zod";
import { url } from "./texts.ts";

const flag = z.boolean().optional();
const styled = {
  style: z.strictObject({ bold: flag, italic: flag, strike: flag, code: flag, underline: flag }).optional(),
};

const text = z.strictObject({ type: z.literal("text"), text: z.string().min(1), ...styled });
const link = z.strictObject({
  type: z.literal("link"),
  url,
  text: z.string().optional(),
  unsafe: flag,
  ...styled,
});

/** What stands in a line. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
const inline = z.discriminatedUnion("type", [
  text,
  link,
  z.strictObject({ type: z.literal("user"), user_id: z.string(), ...styled }),
  z.strictObject({ type: z.literal("usergroup"), usergroup_id: z.string(), ...styled }),
  z.strictObject({ type: z.literal("channel"), channel_id: z.string(), ...styled }),
  z.strictObject({ type: z.literal("team"), team_id: z.string(), ...styled }),
  z.strictObject({
    type: z.literal("broadcast"),
    range: z.enum(["here", "channel", "everyone"]),
    ...styled,
  }),
  z.strictObject({
    type: z.literal("emoji"),
    name: z.string(),
    unicode: z.string().optional(),
    url: z.string().optional(),
    ...styled,
  }),
  z.strictObject({
    type: z.literal("date"),
    timestamp: z.number(),
    format: z.string(),
    url: z.string().optional(),
    fallback: z.string().optional(),
    ...styled,
  }),
  z.strictObject({ type: z.literal("color"), value: z.string(), ...styled }),
]);

const border = { border: z.union([z.literal(0), z.literal(1)]).optional() };
const section = z.strictObject({ type: z.literal("rich_text_section"), elements: z.array(inline) });
const list = z.strictObject({
  type: z.literal("rich_text_list"),
  style: z.enum(["bullet", "ordered"]),
  elements: z.array(section),
  indent: z.number().int().min(0).max(8).optional(),
  offset: z.number().int().min(0).optional(),
  ...border,
});
const quote = z.strictObject({ type: z.literal("rich_text_quote"), elements: z.array(inline), ...border });
const preformatted = z.strictObject({
  type: z.literal("rich_text_preformatted"),
  elements: z.array(z.discriminatedUnion("type", [text, link])),
  language: z.string().optional(),
  ...border,
});

export const richText = z.strictObject({
  type: z.literal("rich_text"),
  block_id: z.string().max(255).optional(),
  elements: z.array(z.discriminatedUnion("type", [section, list, quote, preformatted])),
});

export type RichTextInline = z.infer<typeof inline>;
export type RichTextBlock = z.infer<typeof richText>;
export type RichTextList = z.infer<typeof list>;
