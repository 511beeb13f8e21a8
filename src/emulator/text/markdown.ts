import { markdownPieces } from "./markdown-inline.ts";
import type { Piece } from "./mrkdwn.ts";

export type MarkdownPart =
  | { kind: "heading"; level: number; pieces: Piece[] }
  | { kind: "paragraph"; pieces: Piece[] }
  | { kind: "quote"; parts: MarkdownPart[] }
  | { kind: "code"; text: string }
  | { kind: "rule" }
  | { kind: "list"; start: number | undefined; items: MarkdownPart[][] }
  | { kind: "table"; rows: Piece[][][] };

const fence = /^\s*```/;
const heading = /^(#{1,6})\s+(.*?)\s*#*$/;
const rule = /^\s*([-*_])(\s*\1){2,}\s*$/;
const quote = /^\s*>\s?/;
const item = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** Standard Markdown, as the `markdown` block takes it. https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
export function parseMarkdown(source: string): MarkdownPart[] {
  return partsOf(source.split("\n"));
}

function partsOf(lines: readonly string[]): MarkdownPart[] {
  const parts: MarkdownPart[] = [];
  for (let at = 0; at < lines.length; ) {
    const { part, length } = nextPart(lines.slice(at));
    if (part) parts.push(part);
    at += length;
  }
  return parts;
}

type Found = { part?: MarkdownPart; length: number };

/** What the first lines are, and how many of them. */
function nextPart(lines: readonly string[]): Found {
  const [line = "", below = ""] = lines;
  if (line.trim() === "") return { length: 1 };
  if (fence.test(line)) return codeOf(lines);
  const [, marks, title] = heading.exec(line) ?? [];
  if (marks) {
    return { part: { kind: "heading", level: marks.length, pieces: markdownPieces(title ?? "") }, length: 1 };
  }
  if (rule.test(line)) return { part: { kind: "rule" }, length: 1 };
  if (quote.test(line)) {
    const quoted = lines.slice(
      0,
      runLength(lines, (one) => quote.test(one)),
    );
    const parts = partsOf(quoted.map((one) => one.replace(quote, "")));
    return { part: { kind: "quote", parts }, length: quoted.length };
  }
  if (item.test(line)) return listOf(lines);
  if (line.includes("|") && tableRule.test(below)) return tableOf(lines);
  const length = 1 + runLength(lines.slice(1), (one) => !startsAnew(one));
  return { part: { kind: "paragraph", pieces: markdownPieces(lines.slice(0, length).join("\n")) }, length };
}

const startsAnew = (line: string) =>
  line.trim() === "" || [fence, heading, rule, quote, item].some((pattern) => pattern.test(line));

function runLength(lines: readonly string[], belongs: (line: string) => boolean): number {
  const end = lines.findIndex((line) => !belongs(line));
  return end < 0 ? lines.length : end;
}

function codeOf(lines: readonly string[]): Found {
  const inside = lines.slice(1, 1 + runLength(lines.slice(1), (line) => !fence.test(line)));
  return { part: { kind: "code", text: inside.join("\n") }, length: inside.length + 2 };
}

/** Items at one depth; what stands further in belongs to the item above. */
function listOf(lines: readonly string[]): Found {
  const [, indent = "", start] = item.exec(lines[0] ?? "") ?? [];
  const isOwn = (line: string) => {
    const [, depth, number] = item.exec(line) ?? [];
    return depth?.length === indent.length && (number === undefined) === (start === undefined);
  };
  const isInner = (line: string) => line.search(/\S/) > indent.length;
  const length = runLength(lines, (line) => isOwn(line) || isInner(line));
  const items: string[][] = [];
  for (const line of lines.slice(0, length)) {
    if (isOwn(line)) items.push([line.replace(item, "")]);
    else items.at(-1)?.push(line.slice(indent.length + 2));
  }
  const parts = items.map(partsOf);
  return { part: { kind: "list", start: start ? Number(start) : undefined, items: parts }, length };
}

function tableOf(lines: readonly string[]): Found {
  const length = runLength(lines, (line) => line.includes("|"));
  const rows = lines.slice(0, length).filter((_, index) => index !== 1);
  return { part: { kind: "table", rows: rows.map(cellsOf) }, length };
}

const cellsOf = (row: string) =>
  row
    .trim()
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split("|")
    .map((cell) => markdownPieces(cell.trim()));
