/** @jsxImportSource hono/jsx/dom */
import { type Child, useLayoutEffect, useRef } from "hono/jsx/dom";
import type { Choice, OptionGroup } from "../surface.ts";

type Props = {
  id: string;
  labelledBy: string | undefined;
  label: string | undefined;
  groups: readonly OptionGroup[];
  active: number;
  held: readonly string[];
  isMulti: boolean;
  pick: (choice: Choice) => void;
};

export const optionId = (listId: string, index: number) => `${listId}-${index}`;

/** The open list of a combobox: the field keeps the focus, the active option is only marked. */
export function Listbox({ id, labelledBy, label, groups, active, held, isMulti, pick }: Props) {
  const list = useRef<HTMLDivElement | null>(null);
  useLayoutEffect(() => {
    list.current?.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  let index = -1;
  return (
    <div
      id={id}
      role="listbox"
      ref={list}
      aria-labelledby={labelledBy}
      aria-label={labelledBy ? undefined : label}
      aria-multiselectable={isMulti ? "true" : undefined}
    >
      {groups.map((group, at) => {
        const options = group.options.map((choice) => {
          index += 1;
          return (
            <OptionRow
              key={choice.value}
              id={optionId(id, index)}
              choice={choice}
              isActive={index === active}
              isHeld={held.includes(choice.value)}
              pick={pick}
            />
          );
        });
        return group.label ? (
          <Group key={`${group.label} ${at}`} id={`${id}-group-${at}`} label={group.label}>
            {options}
          </Group>
        ) : (
          options
        );
      })}
    </div>
  );
}

function Group({ id, label, children }: { id: string; label: string; children: Child }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups, and a fieldset is none of its own
    <div role="group" aria-labelledby={id}>
      <div class="bk-group" id={id} role="presentation">
        {label}
      </div>
      {children}
    </div>
  );
}

type RowProps = {
  id: string;
  choice: Choice;
  isActive: boolean;
  isHeld: boolean;
  pick: (choice: Choice) => void;
};

function OptionRow({ id, choice, isActive, isHeld, pick }: RowProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
    <div
      id={id}
      role="option"
      class={isActive ? "active" : ""}
      aria-selected={isHeld ? "true" : "false"}
      // The field would lose the focus, and with it the list would go before the click.
      onMouseDown={(event: MouseEvent) => event.preventDefault()}
      onClick={() => pick(choice)}
    >
      <span>
        {choice.text}
        {choice.hint && <small>{choice.hint}</small>}
      </span>
      {isHeld && <span aria-hidden="true">✓</span>}
    </div>
  );
}
