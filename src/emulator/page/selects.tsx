import type { Stateful } from "../block-kit/elements.ts";
import { isExternal, optionsOf } from "../block-kit/walk.ts";
import { rawOf, type Value } from "../state/values.ts";
import { visibleText } from "../text/visible.ts";
import type { Choice, Drawing } from "./field.ts";

type Props = {
  element: Stateful;
  shared: { id: string | undefined; name: string; "aria-label": string | undefined };
  value: Value | undefined;
  drawing: Drawing;
};

/** What was found is seen without another click, the first of it. */
const maxOpen = 6;

/** A menu to choose from; an external select has a field to search with before it. */
export function SelectView({ element, shared, value, drawing }: Props) {
  const isMulti = element.type.startsWith("multi_");
  const placeholder = "placeholder" in element ? element.placeholder?.text : undefined;
  const raw = rawOf(value);
  const found = isExternal(element) ? (drawing.offered[shared.name] ?? []).length : 0;
  const isOpen = found > 0 && raw.length === 0;
  return (
    <>
      {isExternal(element) && (
        <span class="actions block">
          <input
            name={`find:${shared.name}`}
            aria-label="Type to search"
            placeholder={placeholder ?? "Type to search"}
          />
          <button type="submit" name="do" value={JSON.stringify(["find", shared.name])} formnovalidate>
            Search
          </button>
        </span>
      )}
      <select {...shared} multiple={isMulti} size={isOpen ? Math.min(found + 1, maxOpen) : undefined}>
        {!isMulti && <option value="">{placeholder ?? "Choose an option"}</option>}
        {withHeld(choicesOf(element, shared.name, drawing), value, drawing).map((choice) => (
          <option value={choice.value} selected={raw.includes(choice.value)}>
            {choice.text}
          </option>
        ))}
      </select>
    </>
  );
}

function choicesOf(element: Stateful, name: string, drawing: Drawing): Choice[] {
  switch (element.type) {
    case "users_select":
    case "multi_users_select":
      return drawing.people;
    case "channels_select":
    case "multi_channels_select":
    case "multi_conversations_select":
    case "conversations_select":
      return drawing.conversations(element);
    case "external_select":
    case "multi_external_select":
      return drawing.offered[name] ?? [];
    default:
      return optionsOf(element).map((option) => ({
        text: visibleText(option.text, drawing.reader),
        value: option.value,
      }));
  }
}

/**
 * What is chosen already stays in the menu where the menu itself does not list it: an archived channel, or what was
 * found by an earlier search. Else the next form that is sent would take it away.
 */
function withHeld(choices: Choice[], value: Value | undefined, { reader }: Drawing): Choice[] {
  const option = value?.selected_option;
  const [id = ""] = rawOf(value);
  if (id === "" || choices.some((choice) => choice.value === id)) return choices;
  if (option) return [{ text: visibleText(option.text, reader), value: id }, ...choices];
  if (value?.selected_user) return [{ text: reader.userName(id), value: id }, ...choices];
  const isPlace = value?.selected_conversation ?? value?.selected_channel;
  return isPlace ? [{ text: `#${reader.channelName(id)}`, value: id }, ...choices] : choices;
}
