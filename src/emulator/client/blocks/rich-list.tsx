/** @jsxImportSource hono/jsx/dom */
import type { RichTextInline, RichTextList } from "../../block-kit/rich-text.ts";
import type { Reader } from "../../text/mrkdwn.ts";
import { richPieces } from "../../text/rich-text.ts";
import { Pieces } from "./text.tsx";

type Item = { elements: readonly RichTextInline[]; inner: Nested[] };
type Nested = { style: RichTextList["style"]; indent: number; offset: number; items: Item[] };

/** Slack sends lists flat, each with its depth; a deeper one belongs to the item before it. */
export function nestLists(lists: readonly RichTextList[]): Nested[] {
  const roots: Nested[] = [];
  const open: Nested[] = [];
  for (const { style, indent = 0, offset = 0, elements } of lists) {
    const items = elements.map((section): Item => ({ elements: section.elements, inner: [] }));
    while ((open.at(-1)?.indent ?? -1) > indent) open.pop();
    const same = open.at(-1);
    if (same?.indent === indent && same.style === style) {
      same.items.push(...items);
      continue;
    }
    if (same?.indent === indent) open.pop();
    const list = { style, indent, offset, items };
    (open.at(-1)?.items.at(-1)?.inner ?? roots).push(list);
    open.push(list);
  }
  return roots;
}

export function RichList({ list, reader }: { list: Nested; reader: Reader }) {
  const items = list.items.map((item) => (
    <li>
      <Pieces pieces={richPieces(item.elements, reader)} />
      {item.inner.map((inner) => (
        <RichList list={inner} reader={reader} />
      ))}
    </li>
  ));
  return list.style === "ordered" ? <ol start={list.offset + 1}>{items}</ol> : <ul>{items}</ul>;
}
