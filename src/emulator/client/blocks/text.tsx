/** @jsxImportSource hono/jsx/dom */
import type { TextObject } from "../../block-kit/texts.ts";
import { withEmoji } from "../../text/emoji.ts";
import { type Piece, parseMrkdwn, type Reader } from "../../text/mrkdwn.ts";
import { isSafeLink } from "../../text/safe-link.ts";

/** A text object, mrkdwn or plain. */
export function Text({ text, reader }: { text: TextObject; reader: Reader }) {
  if (text.type === "mrkdwn") return <Mrkdwn source={text.text} reader={reader} />;
  return <Pieces pieces={[{ kind: "text", text: withEmoji(text.text) }]} />;
}

function Mrkdwn({ source, reader }: { source: string; reader: Reader }) {
  return <Pieces pieces={parseMrkdwn(source, reader)} />;
}

export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map(draw)}</>;
}

function draw(piece: Piece) {
  switch (piece.kind) {
    case "text":
      return <span class="bk-words">{piece.text}</span>;
    case "break":
      return <br />;
    case "code":
      return <code>{piece.text}</code>;
    case "pre":
      return <pre>{piece.text}</pre>;
    case "mention":
      return <span class="bk-mention">{piece.text}</span>;
    case "link":
      return <Link url={piece.url} text={piece.text} />;
    default:
      return <Styled kind={piece.kind} pieces={piece.pieces} />;
  }
}

const tags = { bold: "strong", italic: "em", strike: "s", underline: "u", quote: "blockquote" } as const;

function Styled({ kind, pieces }: Extract<Piece, { pieces: Piece[] }>) {
  const Tag = tags[kind];
  return (
    <Tag>
      <Pieces pieces={pieces} />
    </Tag>
  );
}

function Link({ url, text }: { url: string; text: string }) {
  if (!isSafeLink(url)) return <span class="bk-words">{text}</span>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}
