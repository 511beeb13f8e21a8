import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** The first key encrypts, all decrypt: rotation is a new first key (R09). */
export type KeyRing = { current: string; keys: ReadonlyMap<string, Buffer> };

/** Which field of which row a box belongs to: moved to another it does not open (R10). */
export type BoxPlace = { table: string; row: string; purpose: string };

/** A box under a key that ENCRYPTION_KEYS does not hold: only an operator can put that right, so its message names the key's id. */
export class UnknownKey extends Error {
  override name = "UnknownKey";
  constructor(keyId: string) {
    super(`no encryption key with id ${keyId}: ENCRYPTION_KEYS does not hold it`);
  }
}

/** Of whatever was thrown, wrapped or not. */
export const isKeyMissing = (error: unknown): boolean =>
  error instanceof UnknownKey || (error instanceof Error && isKeyMissing(error.cause));

const nonceBytes = 12;
/** Pinned: without it Node accepts a 4-byte tag (RUNTIME 6). */
const tagBytes = 16;

/** Encrypts with AES-256-GCM (NIST SP 800-38D). Answers `keyId.base64url(nonce ‖ ciphertext ‖ tag)`. */
export function seal(ring: KeyRing, place: BoxPlace, plaintext: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", keyOf(ring, ring.current), nonce, { authTagLength: tagBytes });
  cipher.setAAD(aad(place));
  const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return `${ring.current}.${Buffer.concat([nonce, body, cipher.getAuthTag()]).toString("base64url")}`;
}

/** Decrypts a box of this very place. Throws when the key is unknown, the place another or a bit flipped. */
export function open(ring: KeyRing, place: BoxPlace, box: string): string {
  const keyId = keyIdOf(box);
  const bytes = Buffer.from(box.slice(keyId.length + 1), "base64url");
  if (bytes.length < nonceBytes + tagBytes) throw new Error("box too short");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(ring, keyId), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(aad(place));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const plaintext = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  return plaintext.toString("utf8");
}

/** Which key a box was sealed with. */
export const keyIdOf = (box: string): string => box.slice(0, box.indexOf("."));

/** JSON, so that no two places read alike whatever stands in their parts. */
const aad = ({ table, row, purpose }: BoxPlace) => Buffer.from(JSON.stringify([table, row, purpose]));

function keyOf(ring: KeyRing, id: string): Buffer {
  const key = ring.keys.get(id);
  if (!key) throw new UnknownKey(id);
  return key;
}
