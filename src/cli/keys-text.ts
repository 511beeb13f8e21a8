import type { KeyReport, KeyState } from "../flows/rotate-keys.ts";

/** What stands under each key, and which can go: the same for `keys status` and `keys rotate`. */
export function keysText({ keys, textsCountUntil }: KeyReport): string {
  return keys.map((key) => `${key.keyId}: ${boxesOf(key)}. ${adviceOf(key, textsCountUntil)}`).join("\n");
}

/** The same as a document. */
export const keysJson = ({ keys, textsCountUntil }: KeyReport) => ({
  keys: keys.map((key) => ({ ...key, safeToRemove: isSpare(key) && textsCountUntil === null })),
  textsCountUntil: textsCountUntil?.toISOString() ?? null,
});

/** Boxes that nobody can open: an operator must hear of them. */
export function missingKeys({ keys }: KeyReport): string | undefined {
  const missing = keys.filter(({ isKnown }) => !isKnown).map(({ keyId }) => keyId);
  if (missing.length === 0) return undefined;
  return `Boxes stand under a key that ENCRYPTION_KEYS does not hold: ${missing.join(", ")}. Put it back behind the first one, then run keys rotate.`;
}

const boxesOf = ({ boxes }: KeyState) => (boxes === 1 ? "1 box" : `${boxes} boxes`);

const isSpare = ({ boxes, isFirst, isKnown }: KeyState) => boxes === 0 && !isFirst && isKnown;

function adviceOf(key: KeyState, textsCountUntil: Date | null): string {
  if (key.isFirst) return "The first key: it seals.";
  if (!key.isKnown) return "ENCRYPTION_KEYS does not hold it: these cannot be opened.";
  if (!isSpare(key)) return "Still needed: run keys rotate.";
  if (!textsCountUntil) return "Safe to remove now.";
  return `Safe to remove once every process has run with the new first key for 24 hours: until then texts are counted by it, too (last text: counted until ${textsCountUntil.toISOString()}).`;
}
