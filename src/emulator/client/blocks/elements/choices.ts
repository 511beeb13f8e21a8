import type { Picker } from "../../../block-kit/elements.ts";
import type { Option } from "../../../block-kit/texts.ts";
import type { Placed } from "../../../block-kit/walk.ts";
import { withEmoji } from "../../../text/emoji.ts";
import { parseMrkdwn, plainOf, type Reader } from "../../../text/mrkdwn.ts";
import type { Choice, OptionGroup, Surface } from "../surface.ts";

export type SelectElement = Exclude<
  Picker,
  { type: "radio_buttons" | "checkboxes" | "datepicker" | "timepicker" | "datetimepicker" }
>;

/** What a menu lists by itself; an external one nothing. */
export function listedBy(element: SelectElement, surface: Surface): readonly OptionGroup[] {
  switch (element.type) {
    case "users_select":
    case "multi_users_select":
      return [{ options: surface.people }];
    case "conversations_select":
    case "channels_select":
    case "multi_conversations_select":
    case "multi_channels_select":
      return [{ options: surface.conversations(element) }];
    case "external_select":
    case "multi_external_select":
      return [];
    case "static_select":
    case "multi_static_select": {
      const asChoice = (option: Option) => choiceOf(option, surface.reader);
      const groups = (element.option_groups ?? []).map(({ label, options }) => ({
        label: withEmoji(label.text),
        options: options.map(asChoice),
      }));
      return element.options ? [{ options: element.options.map(asChoice) }] : groups;
    }
  }
}

const wordsOf = (text: Option["text"], reader: Reader) =>
  text.type === "mrkdwn" ? plainOf(parseMrkdwn(text.text, reader)) : withEmoji(text.text);

function choiceOf({ value, text, description }: Option, reader: Reader): Choice {
  return { value, text: wordsOf(text, reader), hint: description && wordsOf(description, reader) };
}

/** The options whose words hold what was typed. */
export function matching(groups: readonly OptionGroup[], query: string): readonly OptionGroup[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return groups.filter(({ options }) => options.length > 0);
  return groups
    .map((group) => ({
      ...group,
      options: group.options.filter(({ text, hint }) =>
        `${text} ${hint ?? ""}`.toLowerCase().includes(wanted),
      ),
    }))
    .filter(({ options }) => options.length > 0);
}

/** What the element holds, in words: from its list, else from what the workspace knows of it. */
export function heldChoices(placed: Placed, groups: readonly OptionGroup[], surface: Surface): Choice[] {
  const listed = groups.flatMap(({ options }) => options);
  return surface.rawOf(placed).map((value) => {
    const known = listed.find((choice) => choice.value === value);
    return known ?? { value, text: surface.textOf(placed, value) ?? value };
  });
}
