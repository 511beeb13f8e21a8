import type { RichTextBlock, RichTextInline } from "../block-kit/rich-text.ts";
import type { TableCell } from "../block-kit/table.ts";
import { formatDate } from "./date.ts";
import { emojiOf, withEmoji } from "./emoji.ts";
import { type Piece, plainOf, type Reader } from "./mrkdwn.ts";

/** The inline elements of rich text as pieces to draw. */
export function richPieces(elements: readonly RichTextInline[], reader: Reader): Piece[] {
  return elements.flatMap((element) => {
    const { style } = element;
    if (style?.code && element.type === "text") return dressed([{ kind: "code", text: element.text }], style);
    return dressed(plainPieces(element, reader), style);
  });
}

/** Lines apart, so that they can stand in a quote or a list. */
function broken(text: string): Piece[] {
  return withEmoji(text)
    .split("\n")
    .flatMap((line, index): Piece[] => [
      ...(index > 0 ? [{ kind: "break" } as const] : []),
      ...(line === "" ? [] : [{ kind: "text", text: line } as const]),
    ]);
}

function plainPieces(element: RichTextInline, reader: Reader): Piece[] {
  switch (element.type) {
    case "text":
      return broken(element.text);
    case "link":
      return [{ kind: "link", url: element.url, text: element.text || element.url }];
    case "user":
      return [{ kind: "mention", text: `@${reader.userName(element.user_id)}` }];
    case "usergroup":
      return [{ kind: "mention", text: `@${element.usergroup_id}` }];
    case "team":
      return [{ kind: "mention", text: `@${element.team_id}` }];
    case "channel":
      return [{ kind: "mention", text: `#${reader.channelName(element.channel_id)}` }];
    case "broadcast":
      return [{ kind: "mention", text: `@${element.range}` }];
    case "emoji":
      return [{ kind: "text", text: emojiOf(element.name) ?? fromUnicode(element) }];
    case "color":
      return [{ kind: "code", text: element.value }];
    case "date": {
      const target = `!date^${element.timestamp}^${element.format}`;
      const text = formatDate(target, element.fallback ?? "", reader);
      return [element.url ? { kind: "link", url: element.url, text } : { kind: "text", text }];
    }
  }
}

/** `1f44b-1f3fb`, as Slack names the characters of an emoji; else its name. */
function fromUnicode({ name, unicode }: Extract<RichTextInline, { type: "emoji" }>): string {
  const points = (unicode ?? "").split("-").map((point) => Number.parseInt(point, 16));
  return points.every((point) => point > 0 && point <= 0x10ffff)
    ? String.fromCodePoint(...points)
    : `:${name}:`;
}

const styles = { bold: "bold", italic: "italic", strike: "strike", underline: "underline" } as const;

function dressed(pieces: Piece[], style: RichTextInline["style"]): Piece[] {
  return Object.values(styles)
    .filter((kind) => style?.[kind])
    .reduce<Piece[]>((inner, kind) => [{ kind, pieces: inner }], pieces);
}

/** What a person reads in rich text, a line for each part. */
export function plainRichText({ elements }: RichTextBlock, reader: Reader): string {
  return elements
    .flatMap((part) => (part.type === "rich_text_list" ? part.elements : [part]))
    .map((part) => plainOf(richPieces(part.elements, reader)))
    .join("\n");
}

export const cellText = (cell: TableCell, reader: Reader) =>
  cell.type === "rich_text" ? plainRichText(cell, reader) : cell.text;
