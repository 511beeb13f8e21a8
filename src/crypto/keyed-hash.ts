import { createHmac } from "node:crypto";
import { type KeyRing, UnknownKey } from "./secret-box.ts";

/** What is hashed, so that two kinds of things never have one hash. */
export type HashPlace = { table: string; row: string; purpose: string };

/**
 * A hash that whoever has read the database cannot try out: six digits or a phone number are few enough to be guessed through a
 * plain one. HMAC-SHA256 under a key derived from the current encryption key.
 */
export const keyedHash = (ring: KeyRing, place: HashPlace, text: string): string =>
  hashUnder(ring, ring.current, { place, text });

/** The same under every key that still decrypts: what was hashed before a rotation is found and matched after it. */
export const keyedHashes = (ring: KeyRing, place: HashPlace, text: string): string[] =>
  [...ring.keys.keys()].map((id) => hashUnder(ring, id, { place, text }));

function hashUnder(ring: KeyRing, id: string, { place, text }: { place: HashPlace; text: string }): string {
  const key = ring.keys.get(id);
  if (!key) throw new UnknownKey(id);
  // Its own key: the one that encrypts serves nothing else (NIST SP 800-57 part 1, 5.2).
  const own = createHmac("sha256", key).update("latchkey keyed hash").digest();
  return createHmac("sha256", own)
    .update(JSON.stringify([place.table, place.row, place.purpose, text]))
    .digest("hex");
}
