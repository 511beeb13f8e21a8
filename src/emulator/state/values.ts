import type { Block } from "../block-kit/blocks.ts";
import type { Stateful } from "../block-kit/elements.ts";
import type { Option } from "../block-kit/texts.ts";
import { optionsOf, type Placed, statefulOf } from "../block-kit/walk.ts";

/** What an element holds, in the shape of `state.values`; untouched is null. */
export type Value = { type: Stateful["type"] } & Partial<{
  value: string | null;
  selected_option: Option | null;
  selected_options: Option[];
  selected_user: string | null;
  selected_conversation: string | null;
  selected_channel: string | null;
  selected_users: string[];
  selected_conversations: string[];
  selected_channels: string[];
  selected_date: string | null;
  selected_time: string | null;
  /** Seconds since 1970. */
  selected_date_time: number | null;
}>;
export type Values = Record<string, Record<string, Value>>;

export function initialValues(blocks: readonly Block[]): Values {
  return collect(blocks, ({ element }) => initialValue(element));
}

/**
 * After an update: an input whose block_id, action_id and type are unchanged keeps what it held, even
 * where the new view brings another initial value; everything else starts anew.
 */
export function keptValues(before: Values, blocks: readonly Block[]): Values {
  return collect(blocks, ({ blockId, actionId, element }) => {
    const held = before[blockId]?.[actionId];
    return held?.type === element.type ? held : initialValue(element);
  });
}

function collect(blocks: readonly Block[], valueFrom: (placed: Placed<Stateful>) => Value): Values {
  const values: Values = {};
  for (const placed of statefulOf(blocks)) {
    const inBlock = values[placed.blockId] ?? {};
    inBlock[placed.actionId] = valueFrom(placed);
    values[placed.blockId] = inBlock;
  }
  return values;
}

function initialValue(element: Stateful): Value {
  switch (element.type) {
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return { type: element.type, value: element.initial_value ?? null };
    case "checkboxes":
    case "multi_static_select":
    case "multi_external_select":
      return { type: element.type, selected_options: element.initial_options ?? [] };
    case "users_select":
      return { type: element.type, selected_user: element.initial_user ?? null };
    case "conversations_select":
      return { type: element.type, selected_conversation: element.initial_conversation ?? null };
    case "channels_select":
      return { type: element.type, selected_channel: element.initial_channel ?? null };
    case "multi_users_select":
      return { type: element.type, selected_users: element.initial_users ?? [] };
    case "multi_conversations_select":
      return { type: element.type, selected_conversations: element.initial_conversations ?? [] };
    case "multi_channels_select":
      return { type: element.type, selected_channels: element.initial_channels ?? [] };
    case "datetimepicker":
      return { type: element.type, selected_date_time: element.initial_date_time ?? null };
    case "datepicker":
      return { type: element.type, selected_date: element.initial_date ?? null };
    case "timepicker":
      return { type: element.type, selected_time: element.initial_time ?? null };
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return { type: element.type, selected_option: element.initial_option ?? null };
  }
}

/**
 * A value from what a form sends: texts as they are, options by their values, people and channels by id.
 * `offered` are the options an external select was given by the app.
 */
export function valueFrom(element: Stateful, raw: readonly string[], offered: readonly Option[] = []): Value {
  const first = raw[0] || null;
  const known = [...optionsOf(element), ...offered];
  const chosen = raw.flatMap((value) => known.filter((option) => option.value === value).slice(0, 1));
  switch (element.type) {
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return { type: element.type, value: first };
    case "checkboxes":
    case "multi_static_select":
    case "multi_external_select":
      return { type: element.type, selected_options: chosen };
    case "users_select":
      return { type: element.type, selected_user: first };
    case "conversations_select":
      return { type: element.type, selected_conversation: first };
    case "channels_select":
      return { type: element.type, selected_channel: first };
    case "multi_users_select":
      return { type: element.type, selected_users: [...raw] };
    case "multi_conversations_select":
      return { type: element.type, selected_conversations: [...raw] };
    case "multi_channels_select":
      return { type: element.type, selected_channels: [...raw] };
    case "datetimepicker":
      return { type: element.type, selected_date_time: first === null ? null : Number(first) };
    case "datepicker":
      return { type: element.type, selected_date: first };
    case "timepicker":
      return { type: element.type, selected_time: first };
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return { type: element.type, selected_option: chosen[0] ?? null };
  }
}

/** What is in a value, as the strings that `valueFrom` takes. */
export function rawOf(value: Value | undefined): string[] {
  if (!value) return [];
  const { type: _, selected_option: _one, selected_options: _several, ...texts } = value;
  const options = heldOptions(value).map((option) => option.value);
  return [
    ...options,
    ...Object.values(texts)
      .flatMap((held) => (held === null ? [] : held))
      .map(String),
  ];
}

/** The options in a value. */
export function heldOptions(value: Value | undefined): Option[] {
  const { selected_option, selected_options } = value ?? {};
  return [...(selected_options ?? []), ...(selected_option ? [selected_option] : [])];
}
