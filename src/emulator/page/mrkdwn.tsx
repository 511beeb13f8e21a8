import type { TextObject } from "../block-kit/texts.ts";
import { withEmoji } from "../text/emoji.ts";
import { type Piece, parseMrkdwn, type Reader } from "../text/mrkdwn.ts";
import { isSafeLink } from "../text/safe-link.ts";

export function Text({ text, reader }: { text: TextObject; reader: Reader }) {
  return text.type === "mrkdwn" ? <Mrkdwn source={text.text} reader={reader} /> : <Plain text={text.text} />;
}

export function Mrkdwn({ source, reader }: { source: string; reader: Reader }) {
  return <Pieces pieces={parseMrkdwn(source, reader)} />;
}

function Plain({ text }: { text: string }) {
  const lines = withEmoji(text).split("\n");
  return (
    <>
      {lines.map((line, index) => (
        <>
          {index > 0 && <br />}
          {line}
        </>
      ))}
    </>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map(draw)}</>;
}

function draw(piece: Piece) {
  switch (piece.kind) {
    case "text":
      return <>{piece.text}</>;
    case "break":
      return <br />;
    case "bold":
      return (
        <strong>
          <Pieces pieces={piece.pieces} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Pieces pieces={piece.pieces} />
        </em>
      );
    case "underline":
      return (
        <u>
          <Pieces pieces={piece.pieces} />
        </u>
      );
    case "strike":
      return (
        <s>
          <Pieces pieces={piece.pieces} />
        </s>
      );
    case "quote":
      return (
        <blockquote>
          <Pieces pieces={piece.pieces} />
        </blockquote>
      );
    case "code":
      return <code>{piece.text}</code>;
    case "pre":
      return <pre>{piece.text}</pre>;
    case "mention":
      return <span class="mention">{piece.text}</span>;
    case "link":
      return isSafeLink(piece.url) ? (
        <a href={piece.url} target="_blank" rel="noopener noreferrer">
          {piece.text}
        </a>
      ) : (
        <span>{piece.text}</span>
      );
  }
}
