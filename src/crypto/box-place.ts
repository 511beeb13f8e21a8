import type { BoxPlace } from "./secret-box.ts";

/**
 * Every column that holds boxes, and what they are for. The one list: sealing, opening and rotation read their places from
 * here, and a test compares it with the database's catalogue, so that rotation forgets none (R09).
 */
const purposes = {
  "users.contact_phone_box": "contact_phone",
  "factors.secret_box": "totp_secret",
  "factors.phone_box": "phone",
  "sessions.recovery_code_box": "recovery_code",
  "resets.half_box": "half",
  "requests.secret_box": "contact_phone",
  "contact_changes.phone_box": "phone",
  "help_calls.number_box": "number",
  "workspaces.token_box": "bot_token",
  "workspaces.refresh_box": "refresh_token",
  "outbox.payload_box": "payload",
} as const;

/** `table.column`. The row is the table's `id`, whatever the company. */
export type BoxColumn = keyof typeof purposes;

export const boxColumns = Object.keys(purposes) as readonly BoxColumn[];

/** Which field of which row a box of this column belongs to (R10). */
export const boxPlace = (column: BoxColumn, row: string): BoxPlace => ({
  table: partsOf(column).table,
  row,
  purpose: purposes[column],
});

export function partsOf(column: BoxColumn): { table: string; column: string } {
  const dot = column.indexOf(".");
  return { table: column.slice(0, dot), column: column.slice(dot + 1) };
}
