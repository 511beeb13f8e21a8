import type { Block, InputBlock } from "../block-kit/blocks.ts";
import type { Element } from "../block-kit/elements.ts";
import type { Placed } from "../block-kit/walk.ts";
import { isSafeLink } from "../text/safe-link.ts";
import { visibleBlocks } from "../text/visible.ts";
import { ElementView } from "./elements.tsx";
import type { Drawing } from "./field.ts";
import { Text } from "./mrkdwn.tsx";

/** Block Kit as plain HTML. */
export function Blocks({ blocks, drawing }: { blocks: readonly Block[]; drawing: Drawing }) {
  return <>{blocks.map((block) => drawBlock(block, drawing))}</>;
}

function drawBlock(block: Block, drawing: Drawing) {
  const { reader } = drawing;
  switch (block.type) {
    case "header":
      return (
        <div class="block">
          <h3>
            <Text text={block.text} reader={reader} />
          </h3>
        </div>
      );
    case "section":
      return <Section block={block} drawing={drawing} />;
    case "context":
      return (
        <div class="block context">
          {block.elements.map((one) =>
            one.type === "image" ? (
              <Picture url={one.image_url} alt={one.alt_text} height={20} />
            ) : (
              <span>
                <Text text={one} reader={reader} />
              </span>
            ),
          )}
        </div>
      );
    case "actions":
      return (
        <div class="block actions">
          {block.elements.map((element) => (
            <ElementView placed={placedIn(block, element)} drawing={drawing} />
          ))}
        </div>
      );
    case "input":
      return <Input block={block} drawing={drawing} />;
    case "divider":
      return <hr />;
    case "image":
      return (
        <div class="block">
          <Picture url={block.image_url} alt={block.alt_text} height={200} />
        </div>
      );
    case "alert":
      return (
        <div class={`block alert ${block.level ?? ""}`}>
          <Text text={block.text} reader={reader} />
        </div>
      );
    case "markdown":
    case "rich_text":
    case "table":
      return <div class="block">{visibleBlocks([block], reader)}</div>;
  }
}

function Section({ block, drawing }: { block: Extract<Block, { type: "section" }>; drawing: Drawing }) {
  const { accessory } = block;
  return (
    <div class="block section">
      <div>
        {block.text && <Text text={block.text} reader={drawing.reader} />}
        {block.fields && (
          <div class="fields">
            {block.fields.map((field) => (
              <div>
                <Text text={field} reader={drawing.reader} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory?.type === "image" && (
        <Picture url={accessory.image_url} alt={accessory.alt_text} height={72} />
      )}
      {accessory && accessory.type !== "image" && (
        <div>
          <ElementView placed={placedIn(block, accessory)} drawing={drawing} />
        </div>
      )}
    </div>
  );
}

function Input({ block, drawing }: { block: InputBlock; drawing: Drawing }) {
  const id = `${drawing.scope}-${block.block_id}`;
  const error = drawing.errors[block.block_id ?? ""];
  const isGroup = block.element.type === "radio_buttons" || block.element.type === "checkboxes";
  const label = (
    <>
      <Text text={block.label} reader={drawing.reader} />
      {block.optional && <span class="optional"> (optional)</span>}
    </>
  );
  const field = <ElementView placed={placedIn(block, block.element)} drawing={drawing} id={id} />;
  return (
    <div class={error ? "block has-error" : "block"}>
      {isGroup ? (
        <fieldset>
          <legend>{label}</legend>
          {field}
        </fieldset>
      ) : (
        <>
          <label class="label" for={id}>
            {label}
          </label>
          {field}
        </>
      )}
      {block.hint && (
        <span class="hint">
          <Text text={block.hint} reader={drawing.reader} />
        </span>
      )}
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function Picture({ url, alt, height }: { url: string; alt: string; height: number }) {
  return isSafeLink(url) ? <img src={url} alt={alt} height={height} loading="lazy" /> : <span>{alt}</span>;
}

function placedIn(block: Block, element: Element): Placed {
  return { block, element, blockId: block.block_id ?? "", actionId: element.action_id ?? "" };
}
