import type { Stateful } from "../block-kit/elements.ts";
import { dialogOf, type Placed, tellsAtOnce } from "../block-kit/walk.ts";
import { rawOf } from "../state/values.ts";
import { visibleText } from "../text/visible.ts";
import { ButtonView, OverflowView } from "./buttons.tsx";
import { type Drawing, fieldName } from "./field.ts";
import { SelectView } from "./selects.tsx";

/** An interactive element as a form's field or button. */
export function ElementView({ placed, drawing, id }: { placed: Placed; drawing: Drawing; id?: string }) {
  const { element } = placed;
  if (element.type === "button") return <ButtonView placed={placed} element={element} drawing={drawing} />;
  if (element.type === "overflow")
    return <OverflowView placed={placed} element={element} drawing={drawing} />;
  const input = <InputView placed={{ ...placed, element }} drawing={drawing} id={id} />;
  if (!tellsAtOnce(placed)) return input;
  const verb = dialogOf(element) ? "confirm" : "act";
  const action = JSON.stringify([verb, fieldName(placed.blockId, placed.actionId)]);
  return (
    <span class="at-once">
      {input}
      <button type="submit" name="do" value={action} formnovalidate>
        Choose
      </button>
    </span>
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
  const value = drawing.values[blockId]?.[actionId];
  const raw = rawOf(value);
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
      return <SelectView element={element} shared={shared} value={value} drawing={drawing} />;
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
