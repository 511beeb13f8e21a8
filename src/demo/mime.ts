/** The parts of a mail that a person reads. */
export type ReadMail = { from: string; to: string; subject: string; text: string; html: string | undefined };

/**
 * Reads a mail as nodemailer writes it: multipart/alternative of text and HTML (RFC 2046), quoted-printable or base64
 * (RFC 2045), encoded words in headers (RFC 2047). Not a parser for mail from elsewhere.
 */
export function readMime(raw: Buffer): ReadMail {
  // One character a byte, until the charset of a part is known to be UTF-8.
  const { headers, body } = splitHead(raw.toString("latin1"));
  const parts = leavesOf(headers, body);
  const ofType = (type: string) => parts.find((part) => part.type === type)?.content;
  const header = (name: string) => decodeWords(headers.get(name) ?? "");
  return {
    from: header("from"),
    to: header("to"),
    subject: header("subject"),
    text: ofType("text/plain") ?? "",
    html: ofType("text/html"),
  };
}

type Headers = Map<string, string>;
type Leaf = { type: string; content: string };

function splitHead(source: string): { headers: Headers; body: string } {
  const end = source.indexOf("\r\n\r\n");
  const head = end < 0 ? source : source.slice(0, end);
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const headers: Headers = new Map();
  for (const line of lines) {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) headers.set(name.toLowerCase(), value);
  }
  return { headers, body: end < 0 ? "" : source.slice(end + 4) };
}

function leavesOf(headers: Headers, body: string): Leaf[] {
  const contentType = headers.get("content-type") ?? "text/plain";
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) {
    const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
    return [{ type, content: decodeBody(body, headers.get("content-transfer-encoding")) }];
  }
  // Before the first boundary and behind the last stands nothing to read.
  const parts = `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1);
  return parts.flatMap((part) => {
    const inner = splitHead(part.replace(/^\r\n/, ""));
    return leavesOf(inner.headers, inner.body);
  });
}

function decodeBody(body: string, encoding = "7bit"): string {
  switch (encoding.toLowerCase()) {
    case "base64":
      return Buffer.from(body, "base64").toString("utf8");
    case "quoted-printable":
      return fromQuoted(body.replace(/=\r\n/g, ""));
    default:
      return Buffer.from(body, "latin1").toString("utf8");
  }
}

const fromQuoted = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

/** White space between two encoded words is no part of the text. */
const decodeWords = (value: string) =>
  Buffer.from(value, "latin1")
    .toString("utf8")
    .replace(/(\?=)\s+(=\?)/g, "$1$2")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(word, "base64").toString("utf8")
        : fromQuoted(word.replaceAll("_", " ")),
    );
