import { tellsAtOnce } from "../acts/action.ts";
import type { Element, Stateful } from "../block-kit/elements.ts";
import { optionsOf, type Placed } from "../block-kit/walk.ts";
import { rawOf, type Values } from "../state/values.ts";
import type { Reader } from "../text/mrkdwn.ts";
import { visibleText } from "../text/visible.ts";
import { isSafeLink } from "./mrkdwn.tsx";

/** What drawing needs to know about where the blocks stand. */
export type Drawing = {
  reader: Reader;
  values: Values;
  errors: Record<string, string>;
  /** Where a link button goes first, so that the app hears of the click. */
  followHref: (placed: Placed) => string;
  people: { id: string; name: string }[];
  channels: { id: string; name: string }[];
  /** What an external select was offered, by its field name. */
  offered: Record<string, { text: string; value: string }[]>;
  /** Makes ids of fields unique on the page. */
  scope: string;
};

/** The name of an element's form field, and of what its button asks for. */
export const fieldName = (blockId: string, actionId: string) => JSON.stringify([blockId, actionId]);

/** An interactive element as a form's field or button. */
export function ElementView({ placed, drawing, id }: { placed: Placed; drawing: Drawing; id?: string }) {
  const { element } = placed;
  if (element.type === "button") return <ButtonView placed={placed} element={element} drawing={drawing} />;
  if (element.type === "overflow") {
    const name = fieldName(placed.blockId, placed.actionId);
    return (
      <>
        {element.options.map((option) => (
          <button type="submit" name="do" value={JSON.stringify(["act", name, option.value])}>
            {visibleText(option.text, drawing.reader)}
          </button>
        ))}
      </>
    );
  }
  const input = <InputView placed={{ ...placed, element }} drawing={drawing} id={id} />;
  if (!tellsAtOnce(placed)) return input;
  const action = JSON.stringify(["act", fieldName(placed.blockId, placed.actionId)]);
  return (
    <span class="at-once">
      {input}
      <button type="submit" name="do" value={action} formnovalidate>
        Choose
      </button>
    </span>
  );
}

function ButtonView(props: {
  placed: Placed;
  element: Extract<Element, { type: "button" }>;
  drawing: Drawing;
}) {
  const { placed, element, drawing } = props;
  const label = visibleText(element.text, drawing.reader);
  if (element.url && isSafeLink(element.url)) {
    return (
      <a
        class={`button ${element.style ?? ""}`}
        href={drawing.followHref(placed)}
        target="_blank"
        rel="noopener"
      >
        {label}
      </a>
    );
  }
  const action = JSON.stringify([
    element.confirm ? "confirm" : "act",
    fieldName(placed.blockId, placed.actionId),
  ]);
  return (
    <button
      type="submit"
      name="do"
      value={action}
      class={element.style ?? ""}
      aria-label={element.accessibility_label}
      formnovalidate
    >
      {label}
    </button>
  );
}

function InputView({
  placed,
  drawing,
  id,
}: {
  placed: Placed<Stateful>;
  drawing: Drawing;
  id: string | undefined;
}) {
  const { element, blockId, actionId } = placed;
  const name = fieldName(blockId, actionId);
  const raw = rawOf(drawing.values[blockId]?.[actionId]);
  const shared = { id, name, "aria-label": id ? undefined : element.type.replaceAll("_", " ") };
  const placeholder = "placeholder" in element ? element.placeholder?.text : undefined;
  switch (element.type) {
    case "plain_text_input":
      return element.multiline ? (
        <textarea {...shared} rows={3} placeholder={placeholder} maxlength={element.max_length}>
          {raw[0] ?? ""}
        </textarea>
      ) : (
        <input
          {...shared}
          type="text"
          value={raw[0]}
          placeholder={placeholder}
          maxlength={element.max_length}
          autocomplete="off"
        />
      );
    case "email_text_input":
      return (
        <input
          {...shared}
          type="text"
          inputmode="email"
          value={raw[0]}
          placeholder={placeholder}
          autocomplete="off"
        />
      );
    case "url_text_input":
      return <input {...shared} type="text" inputmode="url" value={raw[0]} placeholder={placeholder} />;
    case "number_input":
      return <input {...shared} type="text" inputmode="decimal" value={raw[0]} placeholder={placeholder} />;
    case "datepicker":
      return <input {...shared} type="date" value={raw[0]} />;
    case "timepicker":
      return <input {...shared} type="time" value={raw[0]} />;
    case "radio_buttons":
    case "checkboxes":
      return <Choices element={element} name={name} raw={raw} drawing={drawing} />;
    default:
      return <SelectView element={element} shared={shared} raw={raw} drawing={drawing} />;
  }
}

function Choices(props: {
  element: Extract<Stateful, { type: "radio_buttons" | "checkboxes" }>;
  name: string;
  raw: string[];
  drawing: Drawing;
}) {
  const { element, name, raw, drawing } = props;
  const type = element.type === "checkboxes" ? "checkbox" : "radio";
  return (
    <div>
      {element.options.map((option) => (
        <label class="choice">
          <input type={type} name={name} value={option.value} checked={raw.includes(option.value)} />
          <span>
            {visibleText(option.text, drawing.reader)}
            {option.description && <small>{visibleText(option.description, drawing.reader)}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}

type SelectProps = {
  element: Stateful;
  shared: { id: string | undefined; name: string; "aria-label": string | undefined };
  raw: string[];
  drawing: Drawing;
};

function SelectView({ element, shared, raw, drawing }: SelectProps) {
  const isMulti = element.type === "multi_static_select";
  const placeholder = "placeholder" in element ? element.placeholder?.text : undefined;
  return (
    <>
      {element.type === "external_select" && (
        <span class="actions block">
          <input
            name={`find:${shared.name}`}
            aria-label="Type to search"
            placeholder={placeholder ?? "Type to search"}
          />
          <button type="submit" name="do" value={JSON.stringify(["find", shared.name])}>
            Search
          </button>
        </span>
      )}
      <select {...shared} multiple={isMulti}>
        {!isMulti && <option value="">{placeholder ?? "Choose an option"}</option>}
        {choicesOf(element, shared.name, drawing).map((choice) => (
          <option value={choice.value} selected={raw.includes(choice.value)}>
            {choice.text}
          </option>
        ))}
      </select>
    </>
  );
}

function choicesOf(element: Stateful, name: string, drawing: Drawing): { text: string; value: string }[] {
  const named = (list: { id: string; name: string }[]) =>
    list.map((one) => ({ text: one.name, value: one.id }));
  switch (element.type) {
    case "users_select":
      return named(drawing.people);
    case "channels_select":
    case "conversations_select":
      return named(drawing.channels);
    case "external_select":
      return drawing.offered[name] ?? [];
    default:
      return optionsOf(element).map((option) => ({
        text: visibleText(option.text, drawing.reader),
        value: option.value,
      }));
  }
}
