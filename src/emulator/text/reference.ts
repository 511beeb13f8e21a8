import { formatDate } from "./date.ts";
import { decode } from "./escape.ts";
import type { Piece, Reader } from "./mrkdwn.ts";

/** What stands between angle brackets: people, channels, groups, dates, links. */
export function reference(source: string, reader: Reader): Piece {
  const [target = "", label] = split(source, "|");
  if (target.startsWith("@")) return { kind: "mention", text: `@${reader.userName(target.slice(1))}` };
  if (target.startsWith("#"))
    return { kind: "mention", text: `#${label || reader.channelName(target.slice(1))}` };
  if (target.startsWith("!date^")) return date(target, decode(label ?? ""), reader);
  if (target.startsWith("!")) return special(target.slice(1), label);
  const url = decode(target);
  return { kind: "link", url, text: label === undefined ? url.replace(/^mailto:/, "") : decode(label) };
}

function date(target: string, fallback: string, reader: Reader): Piece {
  const text = formatDate(target, fallback, reader);
  const [, , , url] = target.split("^");
  return url ? { kind: "link", url: decode(url), text } : { kind: "text", text };
}

/** `<!here>`, and `<!subteam^S…>` with or without the handle. */
function special(target: string, label: string | undefined): Piece {
  const [kind = "", id] = target.split("^");
  if (["here", "channel", "everyone"].includes(kind)) return { kind: "mention", text: `@${kind}` };
  return { kind: "mention", text: label ? decode(label) : `@${id ?? kind}` };
}

function split(source: string, mark: string): [string, string | undefined] {
  const at = source.indexOf(mark);
  return at < 0 ? [source, undefined] : [source.slice(0, at), source.slice(at + 1)];
}
