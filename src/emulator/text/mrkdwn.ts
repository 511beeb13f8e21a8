import { formatDate } from "./date.ts";
import { withEmoji } from "./emoji.ts";

/** One piece of formatted text. */
export type Piece =
  | { kind: "text"; text: string }
  | { kind: "bold" | "italic" | "strike" | "quote"; pieces: Piece[] }
  | { kind: "code" | "pre" | "mention"; text: string }
  | { kind: "link"; url: string; text: string }
  | { kind: "break" };

/** Who reads it: names for ids, and their own clock. */
export type Reader = {
  userName: (id: string) => string;
  channelName: (id: string) => string;
  timeZone: string;
  now: Date;
};

/** Slack's mrkdwn as pieces to draw. https://docs.slack.dev/messaging/formatting-message-text */
export function parseMrkdwn(source: string, reader: Reader): Piece[] {
  const parts = source.split(/```\n?([\s\S]+?)\n?```\n?/);
  return parts.flatMap((part, index): Piece[] => {
    if (index % 2 === 1) return [{ kind: "pre", text: decode(part) }];
    return part === "" ? [] : lines(part, reader);
  });
}

function lines(source: string, reader: Reader): Piece[] {
  return source.split("\n").flatMap((line, index): Piece[] => {
    const lineBreak: Piece[] = index === 0 ? [] : [{ kind: "break" }];
    const quoted = /^(?:>|&gt;) ?(.*)$/.exec(line)?.[1];
    const drawn: Piece[] =
      quoted === undefined ? inline(line, reader) : [{ kind: "quote", pieces: inline(quoted, reader) }];
    return [...lineBreak, ...drawn];
  });
}

const markup = new RegExp(
  [
    "<(?<angle>[^>\\n]+)>",
    "`(?<code>[^`\\n]+)`",
    "(?<![\\w*])\\*(?<bold>\\S(?:[^*\\n]*?\\S)?)\\*(?![\\w*])",
    "(?<![\\w_])_(?<italic>\\S(?:[^_\\n]*?\\S)?)_(?![\\w_])",
    "(?<![\\w~])~(?<strike>\\S(?:[^~\\n]*?\\S)?)~(?![\\w~])",
  ].join("|"),
  "g",
);

function inline(source: string, reader: Reader): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of source.matchAll(markup)) {
    if (match.index > end) pieces.push(text(source.slice(end, match.index)));
    pieces.push(piece(match.groups ?? {}, reader));
    end = match.index + match[0].length;
  }
  if (end < source.length) pieces.push(text(source.slice(end)));
  return pieces;
}

function piece(groups: Record<string, string | undefined>, reader: Reader): Piece {
  const { angle, code, bold, italic, strike } = groups;
  if (angle !== undefined) return reference(angle, reader);
  if (code !== undefined) return { kind: "code", text: decode(code) };
  if (bold !== undefined) return { kind: "bold", pieces: inline(bold, reader) };
  if (italic !== undefined) return { kind: "italic", pieces: inline(italic, reader) };
  return { kind: "strike", pieces: inline(strike ?? "", reader) };
}

/** What stands between angle brackets: people, channels, dates, links. */
function reference(source: string, reader: Reader): Piece {
  const [target = "", label] = split(source, "|");
  if (target.startsWith("@")) return { kind: "mention", text: `@${reader.userName(target.slice(1))}` };
  if (target.startsWith("#"))
    return { kind: "mention", text: `#${label || reader.channelName(target.slice(1))}` };
  if (target.startsWith("!date^")) return text(formatDate(target, label ?? "", reader));
  if (target.startsWith("!")) return { kind: "mention", text: label ?? `@${target.slice(1).split("^")[0]}` };
  const url = decode(target);
  return { kind: "link", url, text: label === undefined ? url.replace(/^mailto:/, "") : decode(label) };
}

function split(source: string, mark: string): [string, string | undefined] {
  const at = source.indexOf(mark);
  return at < 0 ? [source, undefined] : [source.slice(0, at), source.slice(at + 1)];
}

const text = (source: string): Piece => ({ kind: "text", text: withEmoji(decode(source)) });

/** The three characters that apps escape. */
const decode = (source: string) =>
  source.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Only what a person reads, without the marks. */
export function plainOf(pieces: readonly Piece[]): string {
  return pieces
    .map((one) => {
      if (one.kind === "break") return "\n";
      return "pieces" in one ? plainOf(one.pieces) : one.text;
    })
    .join("");
}
