/** @jsxImportSource hono/jsx/dom */
import { ElementView } from "./elements/element.tsx";
import { fieldId, idOf } from "./ids.ts";
import { Picture } from "./image.tsx";
import type { BlockProps } from "./props.ts";
import { Text } from "./text.tsx";

/** Text, two columns of fields, and one thing beside them, which the text names. */
export function Section({ block, surface }: BlockProps<"section">) {
  const { accessory, text, fields } = block;
  const blockId = block.block_id ?? "";
  const textId = idOf(surface, blockId, "text");
  return (
    <>
      <div class="bk-said">
        {text && (
          <div id={textId}>
            <Text text={text} reader={surface.reader} />
          </div>
        )}
        {fields && (
          <div class="bk-fields">
            {fields.map((field) => (
              <div>
                <Text text={field} reader={surface.reader} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory?.type === "image" && <Picture url={accessory.image_url} alt={accessory.alt_text} />}
      {accessory && accessory.type !== "image" && (
        <div class="bk-beside">
          <ElementView
            placed={{ block, element: accessory, blockId, actionId: accessory.action_id ?? "" }}
            surface={surface}
            naming={{
              id: fieldId(surface, { blockId, actionId: accessory.action_id ?? "" }),
              labelledBy: text ? textId : undefined,
            }}
          />
        </div>
      )}
    </>
  );
}
