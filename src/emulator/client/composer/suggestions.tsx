/** @jsxImportSource hono/jsx/dom */
import { useLayoutEffect, useRef } from "hono/jsx/dom";
import { Avatar } from "../avatar.tsx";
import type { Completion, Suggestion } from "./complete.ts";

type Props = {
  id: string;
  completion: Completion;
  active: number;
  onPick: (suggestion: Suggestion) => void;
};

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** The list above the composer. The focus stays in the text; arrows and Enter choose. */
export function Suggestions({ id, completion, active, onPick }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div class="suggestions" ref={list} role="listbox" id={id} aria-label={completion.kind}>
      {completion.suggestions.map((suggestion, index) => (
        <div
          key={suggestion.key}
          id={optionId(id, index)}
          class="suggestion"
          role="option"
          tabIndex={-1}
          aria-selected={index === active ? "true" : "false"}
          // The press must not take the focus out of the text.
          onMouseDown={(event: MouseEvent) => {
            event.preventDefault();
            onPick(suggestion);
          }}
        >
          {completion.kind === "People" && <Avatar name={suggestion.label} />}
          <span class="suggestion-words">
            <span>
              <b>{suggestion.label}</b> <span class="soft">{suggestion.hint}</span>
            </span>
            {suggestion.detail && <small class="soft">{suggestion.detail}</small>}
          </span>
        </div>
      ))}
    </div>
  );
}
