import { z } from "zod";
import { confirm, option, optionGroup, plainText, url } from "./texts.ts";

const actionId = z.string().min(1).max(255).optional();
const placeholder = plainText(150).optional();
const focus = { focus_on_load: z.boolean().optional() };
const base = { action_id: actionId, confirm: confirm.optional() };
const picker = { ...base, placeholder, ...focus };
const dispatch = {
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(["on_enter_pressed", "on_character_entered"])) })
    .optional(),
};
const typed = { action_id: actionId, placeholder, ...focus, ...dispatch };
const choices = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};

/**
 * Which conversations a `conversations_select` lists: none of the three is required, but one must be there.
 * https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object
 */
const conversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(["im", "mpim", "private", "public"]))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine(
    (given) => Object.keys(given).length > 0,
    "must provide one of: include, exclude_external_shared_channels, exclude_bot_users",
  );

/** Button: text is cut by Slack's clients at about 30 characters, refused over 75. */
export const button = z.strictObject({
  type: z.literal("button"),
  ...base,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: url.optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: z.string().max(75).optional(),
});

export const overflow = z.strictObject({
  type: z.literal("overflow"),
  ...base,
  options: z.array(option).min(1).max(5),
});

export const image = z.strictObject({
  type: z.literal("image"),
  image_url: url,
  alt_text: z.string().min(1).max(2000),
});

const several = { max_selected_items: z.number().int().min(1).optional() };
const ids = z.array(z.string()).optional();

/** Elements that pick: in sections, actions and inputs. */
export const pickers = [
  z.strictObject({
    type: z.literal("static_select"),
    ...picker,
    ...choices,
    initial_option: option.optional(),
  }),
  z.strictObject({
    type: z.literal("multi_static_select"),
    ...picker,
    ...choices,
    initial_options: z.array(option).optional(),
    ...several,
  }),
  z.strictObject({
    type: z.literal("external_select"),
    ...picker,
    initial_option: option.optional(),
    min_query_length: z.number().optional(),
  }),
  z.strictObject({ type: z.literal("users_select"), ...picker, initial_user: z.string().optional() }),
  z.strictObject({
    type: z.literal("conversations_select"),
    ...picker,
    initial_conversation: z.string().optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter: conversationFilter.optional(),
  }),
  z.strictObject({
    type: z.literal("channels_select"),
    ...picker,
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal("multi_external_select"),
    ...picker,
    initial_options: z.array(option).optional(),
    min_query_length: z.number().optional(),
    ...several,
  }),
  z.strictObject({ type: z.literal("multi_users_select"), ...picker, initial_users: ids, ...several }),
  z.strictObject({
    type: z.literal("multi_conversations_select"),
    ...picker,
    initial_conversations: ids,
    default_to_current_conversation: z.boolean().optional(),
    filter: conversationFilter.optional(),
    ...several,
  }),
  z.strictObject({ type: z.literal("multi_channels_select"), ...picker, initial_channels: ids, ...several }),
  z.strictObject({
    type: z.literal("radio_buttons"),
    ...base,
    ...focus,
    options: z.array(option).min(1).max(10),
    initial_option: option.optional(),
  }),
  z.strictObject({
    type: z.literal("checkboxes"),
    ...base,
    ...focus,
    options: z.array(option).min(1).max(10),
    initial_options: z.array(option).optional(),
  }),
  z.strictObject({ type: z.literal("datepicker"), ...picker, initial_date: z.iso.date().optional() }),
  z.strictObject({
    type: z.literal("timepicker"),
    ...picker,
    initial_time: z.string().optional(),
    timezone: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("datetimepicker"),
    ...base,
    ...focus,
    // Seconds since 1970, of ten digits.
    initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
  }),
] as const;

/** Elements that are typed into: in inputs only. There is no masked one. */
export const writables = [
  z.strictObject({
    type: z.literal("plain_text_input"),
    ...typed,
    initial_value: z.string().optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().max(3000).optional(),
    max_length: z.number().min(1).max(3000).optional(),
  }),
  z.strictObject({ type: z.literal("email_text_input"), ...typed, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal("url_text_input"), ...typed, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal("number_input"),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
] as const;

export type Button = z.infer<typeof button>;
export type Overflow = z.infer<typeof overflow>;
export type Picker = z.infer<(typeof pickers)[number]>;
/** What lists channels to choose from. */
export type ConversationPicker = Extract<
  Picker,
  {
    type: "conversations_select" | "channels_select" | "multi_conversations_select" | "multi_channels_select";
  }
>;
export type Writable = z.infer<(typeof writables)[number]>;
/** An element that holds what a person put in: it is what `state.values` lists. */
export type Stateful = Picker | Writable;
export type Element = Button | Overflow | Stateful;
