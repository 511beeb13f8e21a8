/** @jsxImportSource hono/jsx/dom */
import { ElementView } from "./elements/element.tsx";
import { fieldId, idOf } from "./ids.ts";
import type { BlockProps } from "./props.ts";
import { Text } from "./text.tsx";

/** A label, its field, what is wrong with it, and a hint; the last two are tied to the field. */
export function Input({ block, surface }: BlockProps<"input">) {
  const { element, label, hint } = block;
  const blockId = block.block_id ?? "";
  const ref = { blockId, actionId: element.action_id ?? "" };
  const [labelId, errorId, hintId] = ["label", "error", "hint"].map((part) => idOf(surface, blockId, part));
  const error = surface.errors[blockId];
  const id = fieldId(surface, ref);
  return (
    <>
      <label class="bk-label" id={labelId} for={id}>
        <Text text={label} reader={surface.reader} />
        {block.optional && <span class="bk-optional"> (optional)</span>}
      </label>
      <ElementView
        key={`${ref.actionId} ${element.type}`}
        placed={{ block, element, ...ref }}
        surface={surface}
        naming={{
          id,
          labelledBy: labelId,
          describedBy: [error && errorId, hint && hintId].filter(Boolean).join(" ") || undefined,
          isRequired: !block.optional,
          isInvalid: Boolean(error),
        }}
      />
      {error && (
        <p class="bk-error" id={errorId} role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p class="bk-hint" id={hintId}>
          <Text text={hint} reader={surface.reader} />
        </p>
      )}
    </>
  );
}
