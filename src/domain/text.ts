/** What was typed, trimmed and without control characters: PostgreSQL refuses NUL, and a line break would start a mail header. */
export const printable = (typed: string) => typed.replace(/\p{Cc}/gu, " ").trim();

/** One form for all ways to write a name, to be found by its beginning: NFC, lower case, single spaces. */
export const searchable = (text: string) =>
  printable(text).normalize("NFC").toLowerCase().replace(/\s+/gu, " ");
