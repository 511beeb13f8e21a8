import { z } from "zod";

/** Text objects. Slack counts characters after decoding JSON. https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const plainText = (max: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

const mrkdwnText = (max: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });

export const anyText = (max: number) => z.discriminatedUnion("type", [plainText(max), mrkdwnText(max)]);

export type TextObject = z.infer<ReturnType<typeof anyText>>;

export const url = z.string().min(1).max(3000).refine(URL.canParse, "must provide a valid url");

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const option = z.strictObject({
  text: anyText(75),
  value: z.string().max(150),
  description: anyText(75).optional(),
  url: url.optional(),
});
export type Option = z.infer<typeof option>;

export const optionGroup = z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) });

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(["primary", "danger"]).optional(),
});
export type Confirm = z.infer<typeof confirm>;
