/** @jsxImportSource hono/jsx/dom */
import type { RichTextBlock } from "../../block-kit/rich-text.ts";
import type { Reader } from "../../text/mrkdwn.ts";
import { plainOf } from "../../text/mrkdwn.ts";
import { richPieces } from "../../text/rich-text.ts";
import type { BlockProps } from "./props.ts";
import { nestLists, RichList } from "./rich-list.tsx";
import { Pieces } from "./text.tsx";

export function RichText({ block, surface }: BlockProps<"rich_text">) {
  return <RichParts elements={block.elements} reader={surface.reader} />;
}

type Part = RichTextBlock["elements"][number];

export function RichParts({ elements, reader }: { elements: readonly Part[]; reader: Reader }) {
  return <>{runsOf(elements).map((run) => drawRun(run, reader))}</>;
}

/** Lists that follow each other are one list, with the deeper ones in it. */
function runsOf(elements: readonly Part[]): Part[][] {
  const runs: Part[][] = [];
  for (const part of elements) {
    const last = runs.at(-1);
    if (part.type === "rich_text_list" && last?.[0]?.type === "rich_text_list") last.push(part);
    else runs.push([part]);
  }
  return runs;
}

function drawRun(run: readonly Part[], reader: Reader) {
  const [part] = run;
  const lists = run.filter((one) => one.type === "rich_text_list");
  if (!part || part.type === "rich_text_list") {
    return nestLists(lists).map((list) => <RichList list={list} reader={reader} />);
  }
  const pieces = richPieces(part.elements, reader);
  switch (part.type) {
    case "rich_text_section":
      return (
        <div>
          <Pieces pieces={pieces} />
        </div>
      );
    case "rich_text_quote":
      return (
        <blockquote>
          <Pieces pieces={pieces} />
        </blockquote>
      );
    case "rich_text_preformatted":
      return <pre>{plainOf(pieces)}</pre>;
  }
}
