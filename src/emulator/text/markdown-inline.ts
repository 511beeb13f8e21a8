import { withEmoji } from "./emoji.ts";
import type { Piece } from "./mrkdwn.ts";

const marks = new RegExp(
  [
    "\\\\(?<escaped>[\\\\`*_{}\\[\\]()#+.!|~>-])",
    "`(?<code>[^`]+)`",
    "!?\\[(?<label>[^\\]]+)\\]\\((?<url>[^\\s)]+)[^)]*\\)",
    "<?(?<bare>https?://[^\\s<>]*[^\\s<>.,;:!?)'\"])>?",
    "(?:\\*\\*(?<bold>\\S(?:[\\s\\S]*?\\S)?)\\*\\*)",
    "(?<![\\w*])\\*(?<italic>[^\\s*](?:[^*]*?[^\\s*])?)\\*(?![\\w*])",
    "(?<![\\w_])__(?<bold2>[^\\s_](?:[\\s\\S]*?\\S)?)__(?![\\w_])",
    "(?<![\\w_])_(?<italic2>[^\\s_](?:[^_]*?[^\\s_])?)_(?![\\w_])",
    "~~(?<strike>\\S(?:[\\s\\S]*?\\S)?)~~",
    "(?<line>\\n)",
  ].join("|"),
  "g",
);

/** The marks within a paragraph of Markdown as pieces to draw. HTML is text. */
export function markdownPieces(source: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of source.matchAll(marks)) {
    if (match.index > end) pieces.push(text(source.slice(end, match.index)));
    pieces.push(piece(match.groups ?? {}));
    end = match.index + match[0].length;
  }
  if (end < source.length) pieces.push(text(source.slice(end)));
  return pieces;
}

function piece(groups: Record<string, string | undefined>): Piece {
  const { escaped, code, label, url, bare, bold, bold2, italic, italic2, strike } = groups;
  if (escaped !== undefined) return { kind: "text", text: escaped };
  if (code !== undefined) return { kind: "code", text: code };
  if (label !== undefined && url !== undefined) return { kind: "link", url, text: withEmoji(label) };
  if (bare !== undefined) return { kind: "link", url: bare, text: bare };
  const strong = bold ?? bold2;
  if (strong !== undefined) return { kind: "bold", pieces: markdownPieces(strong) };
  const slanted = italic ?? italic2;
  if (slanted !== undefined) return { kind: "italic", pieces: markdownPieces(slanted) };
  if (strike !== undefined) return { kind: "strike", pieces: markdownPieces(strike) };
  return { kind: "break" };
}

const text = (words: string): Piece => ({ kind: "text", text: withEmoji(words) });
