/** What was typed, trimmed and without control characters: PostgreSQL refuses NUL, and a line break would start a mail header. */
export const printable = (typed: string) => typed.replace(/\p{Cc}/gu, " ").trim();
