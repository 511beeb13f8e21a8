/** @jsxImportSource hono/jsx/dom */
import { useLayoutEffect, useRef } from "hono/jsx/dom";
import type { Option } from "../../../block-kit/texts.ts";
import { ariaOf, type ElementProps } from "../props.ts";
import { Text } from "../text.tsx";
import { tell } from "./tell.ts";
import { useFocusOnLoad } from "./use-focus-on-load.ts";

/** Radio buttons or checkboxes, as a group with the field's name. */
export function Options(props: ElementProps<"radio_buttons" | "checkboxes">) {
  const { placed, element, surface, naming } = props;
  const group = useRef<HTMLDivElement | null>(null);
  const first = useRef<HTMLInputElement | null>(null);
  const held = surface.rawOf(placed);
  // A press that the person takes back in the confirm dialog has marked the box already.
  useLayoutEffect(() => {
    for (const box of group.current?.querySelectorAll("input") ?? []) box.checked = held.includes(box.value);
  });
  useFocusOnLoad(first, element);
  const isRadio = element.type === "radio_buttons";
  const toggle = (value: string) => {
    if (isRadio) return tell(surface, placed, [value]);
    const others = held.filter((one) => one !== value);
    return tell(surface, placed, held.includes(value) ? others : [...held, value]);
  };
  const { "aria-required": isRequired, "aria-invalid": isInvalid, ...aria } = ariaOf(naming);
  const onlyRadio = isRadio ? { "aria-required": isRequired, "aria-invalid": isInvalid } : {};
  return (
    <div
      class="bk-options"
      ref={group}
      id={naming.id}
      role={isRadio ? "radiogroup" : "group"}
      {...aria}
      {...onlyRadio}
    >
      {element.options.map((option, index) => (
        <label key={option.value} class="bk-option">
          <input
            type={isRadio ? "radio" : "checkbox"}
            ref={index === 0 ? first : undefined}
            name={naming.id}
            value={option.value}
            checked={held.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          <Words option={option} surface={surface} />
        </label>
      ))}
    </div>
  );
}

function Words({
  option,
  surface: { reader },
}: { option: Option } & Pick<ElementProps<"checkboxes">, "surface">) {
  return (
    <span>
      <Text text={option.text} reader={reader} />
      {option.description && (
        <small>
          <Text text={option.description} reader={reader} />
        </small>
      )}
    </span>
  );
}
