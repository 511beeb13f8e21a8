/** @jsxImportSource hono/jsx/dom */
import { ElementView } from "./elements/element.tsx";
import { fieldId } from "./ids.ts";
import type { BlockProps } from "./props.ts";

export function Actions({ block, surface }: BlockProps<"actions">) {
  const blockId = block.block_id ?? "";
  return (
    <>
      {block.elements.map((element) => {
        const ref = { blockId, actionId: element.action_id ?? "" };
        return (
          <ElementView
            key={`${ref.actionId} ${element.type}`}
            placed={{ block, element, ...ref }}
            surface={surface}
            naming={{ id: fieldId(surface, ref) }}
          />
        );
      })}
    </>
  );
}
