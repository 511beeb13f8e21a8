import { withEmoji } from "./emoji.ts";
import { decode } from "./escape.ts";
import { reference } from "./reference.ts";

/** One piece of formatted text. */
export type Piece =
  | { kind: "text"; text: string }
  | { kind: "bold" | "italic" | "strike" | "underline" | "quote"; pieces: Piece[] }
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

const quoteMark = /^(?:>|&gt;) ?/;
const restMark = /^(?:>|&gt;){3} ?/;

/** `>` quotes its line, together with the lines next to it; `>>>` quotes all that follows. */
function lines(source: string, reader: Reader): Piece[] {
  const drawn: Piece[] = [];
  const open = source.split("\n");
  for (let at = 0; at < open.length; at++) {
    if (at > 0) drawn.push({ kind: "break" });
    const length = quotedLines(open.slice(at));
    if (length === 0) drawn.push(...inline(open[at] ?? "", reader));
    else drawn.push({ kind: "quote", pieces: quoted(open.slice(at, at + length), reader) });
    at += Math.max(length - 1, 0);
  }
  return drawn;
}

function quotedLines(open: readonly string[]): number {
  if (restMark.test(open[0] ?? "")) return open.length;
  const end = open.findIndex((line) => !quoteMark.test(line));
  return end < 0 ? open.length : end;
}

function quoted(open: readonly string[], reader: Reader): Piece[] {
  return open.flatMap((line, index): Piece[] => [
    ...(index > 0 ? [{ kind: "break" } as const] : []),
    ...inline(line.replace(restMark, "").replace(quoteMark, ""), reader),
  ]);
}

/** What no mark inside may touch: references, code, addresses. They stand aside while styles are read. */
const whole = /<([^>\n]+)>|`([^`\n]+)`|(https?:\/\/[^\s<>|`*~]*[^\s<>|`*~.,;:!?)'"\]_])/g;

const styles = new RegExp(
  [
    "\\uE000(?<aside>\\d+)\\uE001",
    "(?<![\\w*])\\*(?<bold>\\S(?:[^*\\n]*?\\S)?)\\*(?![\\w*])",
    "(?<![\\w_])_(?<italic>\\S(?:[^_\\n]*?\\S)?)_(?![\\w_])",
    "(?<![\\w~])~(?<strike>\\S(?:[^~\\n]*?\\S)?)~(?![\\w~])",
  ].join("|"),
  "g",
);

function inline(source: string, reader: Reader): Piece[] {
  const aside: Piece[] = [];
  const rest = source
    .replaceAll(/[\uE000\uE001]/g, "")
    .replaceAll(whole, (_, angle?: string, code?: string, url?: string) => {
      if (angle !== undefined) aside.push(reference(angle, reader));
      else if (code !== undefined) aside.push({ kind: "code", text: decode(code) });
      else aside.push({ kind: "link", url: decode(url ?? ""), text: decode(url ?? "") });
      return `\uE000${aside.length - 1}\uE001`;
    });
  return styled(rest, aside);
}

function styled(source: string, aside: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of source.matchAll(styles)) {
    if (match.index > end) pieces.push(text(source.slice(end, match.index)));
    pieces.push(...piece(match.groups ?? {}, aside));
    end = match.index + match[0].length;
  }
  if (end < source.length) pieces.push(text(source.slice(end)));
  return pieces;
}

function piece(groups: Record<string, string | undefined>, aside: readonly Piece[]): Piece[] {
  const { aside: index, bold, italic, strike } = groups;
  if (index !== undefined) return aside.slice(Number(index), Number(index) + 1);
  if (bold !== undefined) return [{ kind: "bold", pieces: styled(bold, aside) }];
  if (italic !== undefined) return [{ kind: "italic", pieces: styled(italic, aside) }];
  return [{ kind: "strike", pieces: styled(strike ?? "", aside) }];
}

const text = (source: string): Piece => ({ kind: "text", text: withEmoji(decode(source)) });

/** Only what a person reads, without the marks. */
export function plainOf(pieces: readonly Piece[]): string {
  return pieces
    .map((one) => {
      if (one.kind === "break") return "\n";
      return "pieces" in one ? plainOf(one.pieces) : one.text;
    })
    .join("");
}
