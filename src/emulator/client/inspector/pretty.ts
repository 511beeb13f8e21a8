export type Field = { name: string | undefined; text: string };

/** A body to read: JSON in lines, a form field by field, with the JSON in its fields in lines, too. */
export function readable(body: string, type: string): Field[] {
  if (!type.startsWith("application/x-www-form-urlencoded"))
    return [{ name: undefined, text: inLines(body) }];
  return [...new URLSearchParams(body)].map(([name, value]) => ({ name, text: inLines(value) }));
}

function inLines(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export type Piece = { text: string; isSecret: boolean };

/** Fields that hold a secret, whatever it looks like. */
const secretNames: readonly string[] = ["client_secret", "code", "token"];
const named = secretNames.join("|");

/** Tokens, signatures, tickets of sockets, the secret ends of response_urls, and those fields in JSON and in forms. */
const secret = new RegExp(
  [
    ...["xox[a-z]-[\\w-]+", "xapp-[\\w-]+", "v0=[0-9a-f]{64}", "(?<=\\bBasic )\\S+", '(?<=ticket=)[^"&\\s]+'],
    '(?<=/response/[^"/\\s]+/[^"/\\s]+/)[^"\\s&]+',
    // In a form as it went.
    "(?<=%2Fresponse%2F[^&%]+%2F[^&%]+%2F)[^&%]+",
    `(?<="(?:${named})":\\s?")[^"]+`,
    `(?<=(?:^|[&?])(?:${named})=)[^&\\s]+`,
  ].join("|"),
  "g",
);

/** What may be shown to whoever looks over the shoulder, and what not. `name` is the field's, where it has one. */
export function piecesOf(text: string, name = ""): Piece[] {
  if (secretNames.includes(name)) return text === "" ? [] : [{ text, isSecret: true }];
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(secret)) {
    pieces.push({ text: text.slice(end, index), isSecret: false }, { text: found, isSecret: true });
    end = index + found.length;
  }
  return [...pieces, { text: text.slice(end), isSecret: false }].filter((piece) => piece.text !== "");
}

/** Enough to tell two apart. */
export const shortened = (text: string): string =>
  text.length < 12 ? "…" : `${text.slice(0, 5)}…${text.slice(-4)}`;
