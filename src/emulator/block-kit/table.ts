import { z } from "zod";
import { type RichTextBlock, richText } from "./rich-text.ts";

const rawText = z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) });
const rawNumber = z.strictObject({
  type: z.literal("raw_number"),
  value: z.number(),
  text: z.string().min(1),
});
const cell = z.discriminatedUnion("type", [rawText, rawNumber, richText]);
export type TableCell = z.infer<typeof cell>;

const columnSetting = z.strictObject({
  align: z.enum(["left", "center", "right"]).optional(),
  is_wrapped: z.boolean().optional(),
});

/** All cells of a table together. */
const maxCharacters = 10_000;

/** 100 rows of 20 columns. https://docs.slack.dev/reference/block-kit/blocks/table-block */
export const table = z
  .strictObject({
    type: z.literal("table"),
    block_id: z.string().max(255).optional(),
    rows: z.array(z.array(cell).max(20)).min(1).max(100),
    column_settings: z.array(columnSetting.nullable()).max(20).optional(),
  })
  .refine(({ rows }) => rows.flat().map(lengthOf).reduce(sum, 0) <= maxCharacters, {
    message: `must be less than ${maxCharacters + 1} characters`,
    path: ["rows"],
  });

const sum = (one: number, other: number) => one + other;

function lengthOf(one: TableCell): number {
  return one.type === "rich_text" ? richLength(one) : one.text.length;
}

function richLength({ elements }: RichTextBlock): number {
  const inline = elements.flatMap((part) =>
    part.type === "rich_text_list" ? part.elements.flatMap((item) => item.elements) : part.elements,
  );
  return inline.map((one) => ("text" in one ? (one.text?.length ?? 0) : 0)).reduce(sum, 0);
}
