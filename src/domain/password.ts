/** Why a password is refused, in the order in which it is checked (R25, R26). */
export type PasswordFault = "too_short" | "too_long" | "common" | "context";

const minLength = 12;
/** Enough for any passphrase; a bound, so that hashing cannot be made slow. */
const maxLength = 128;

/** One form for all ways to type a character: NFC (63B 3.1.1.2). */
export const normalizePassword = (typed: string) => typed.normalize("NFC");

/**
 * The first fault of a normalised password, or undefined. Length counts code points. `common` is the offline
 * list; `context` are words that an attacker tries first: the person's name, email, the company, the product.
 */
export function passwordFault(
  password: string,
  { common, context }: { common: ReadonlySet<string>; context: string[] },
): PasswordFault | undefined {
  const length = [...password].length;
  if (length < minLength) return "too_short";
  if (length > maxLength) return "too_long";
  const lower = password.toLowerCase();
  if (common.has(lower) || isRepetition(lower)) return "common";
  const words = context.flatMap(wordsOf).filter((word) => word.length >= 4);
  return words.some((word) => lower.includes(word)) ? "context" : undefined;
}

const wordsOf = (text: string) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u);

/** "aaaaaaaaaaaa", "abcabcabcabc": up to four characters over and over. */
const isRepetition = (text: string) => /^(.{1,4})\1+.{0,3}$/u.test(text);
