/** @jsxImportSource hono/jsx/dom */
import type { Block } from "../../block-kit/blocks.ts";
import { Actions } from "./actions.tsx";
import { Alert } from "./alert.tsx";
import { Context } from "./context.tsx";
import { Header } from "./header.tsx";
import { ImageBlock } from "./image.tsx";
import { Input } from "./input.tsx";
import { Markdown } from "./markdown.tsx";
import { RichText } from "./rich-text.tsx";
import { Section } from "./section.tsx";
import type { Surface } from "./surface.ts";
import { Table } from "./table.tsx";

/** Block Kit as a person sees and uses it. https://docs.slack.dev/reference/block-kit/blocks */
export function Blocks({ blocks, surface }: { blocks: readonly Block[]; surface: Surface }) {
  return (
    <div class="bk">
      {blocks.map((block) => (
        <Framed key={`${block.block_id} ${block.type}`} block={block} surface={surface} />
      ))}
    </div>
  );
}

function Framed({ block, surface }: { block: Block; surface: Surface }) {
  const trouble = surface.troubles[block.block_id ?? ""];
  return (
    <div class={`bk-block bk-${block.type}`}>
      {draw(block, surface)}
      {trouble && (
        <p class="bk-trouble" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}

function draw(block: Block, surface: Surface) {
  switch (block.type) {
    case "header":
      return <Header block={block} surface={surface} />;
    case "section":
      return <Section block={block} surface={surface} />;
    case "divider":
      return <hr />;
    case "context":
      return <Context block={block} surface={surface} />;
    case "actions":
      return <Actions block={block} surface={surface} />;
    case "input":
      return <Input block={block} surface={surface} />;
    case "image":
      return <ImageBlock block={block} surface={surface} />;
    case "rich_text":
      return <RichText block={block} surface={surface} />;
    case "table":
      return <Table block={block} surface={surface} />;
    case "markdown":
      return <Markdown block={block} surface={surface} />;
    case "alert":
      return <Alert block={block} surface={surface} />;
  }
}
