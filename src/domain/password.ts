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
  if (isCommon(lower, common) || isRepetition(lower) || isSequence(lower)) return "common";
  const words = context.flatMap(wordsOf).filter((word) => word.length >= 4);
  return words.some((word) => lower.includes(word)) ? "context" : undefined;
}

const wordsOf = (text: string) => text.toLowerCase().split(/[^\p{L}\p{N}]/u);

/** A common password with a few digits or signs around it is as common: "password12345", "!iloveyou2024". */
function isCommon(lower: string, common: ReadonlySet<string>): boolean {
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return common.has(lower) || (common.has(core) && [...lower].length - core.length <= 8);
}

/** "abcdefghijkl", "123456789012": each character one up, or one down, from the one before. */
function isSequence(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return [1, -1].some((step) => steps.filter((one) => one === step).length >= steps.length - 1);
}

/** "aaaaaaaaaaaa", "abcabcabcabc": up to four characters over and over. */
const isRepetition = (text: string) => /^(.{1,4})\1+.{0,3}$/u.test(text);
