import { printable } from "./text.ts";

/** One form for all ways to type an address: trimmed, NFC, lower case, no control characters. Emails are stored and compared so. */
export const normalizeEmail = (typed: string) => printable(typed).normalize("NFC").toLowerCase();

/** `petra@alvarezdrywall.com` → `p•••@alvarezdrywall.com`: enough to recognise, not to learn. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, 1)}•••${email.slice(at)}`;
}

export const domainOf = (email: string) => email.slice(email.lastIndexOf("@") + 1);

/** Whether one typing slip (a letter too many, too few, other, or two swapped) explains the difference. */
export function isNearEmail(typed: string, email: string): boolean {
  if (Math.abs(typed.length - email.length) > 2) return false;
  return editDistance(typed, email) <= 2;
}

/** Levenshtein's distance; strings are short. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
