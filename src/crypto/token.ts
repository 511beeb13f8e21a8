import { createHash, timingSafeEqual } from "node:crypto";

type RandomBytes = (size: number) => Buffer;

/** 256 bits (R29, R52). */
const tokenBytes = 32;

/** Douglas Crockford's base 32: no I, L, O, U. */
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A link or session token: `companyId.secret`. The prefix sets the tenant before anything is read;
 * the hash proves the whole, so a token moved to another company is worth nothing.
 */
export function newToken(randomBytes: RandomBytes, companyId: string): { token: string; hash: string } {
  const token = `${companyId}.${randomBytes(tokenBytes).toString("base64url")}`;
  return { token, hash: hashToken(token) };
}

/**
 * A second token, for stopping what the first one does, made from it. Only this one's hash is kept: whoever holds the first
 * can make this one, and whoever holds this one can never make the first.
 */
export function stopTokenOf(token: string): string {
  const secret = createHash("sha256").update(`stop ${token}`).digest("base64url");
  return `${companyOfToken(token) ?? ""}.${secret}`;
}

/** The company that a token claims, for setting the tenant; undefined when it cannot be one of ours. */
export function companyOfToken(token: string): string | undefined {
  return /^([0-9a-z]{10})\.[A-Za-z0-9_-]{43}$/.exec(token)?.[1];
}

/** sha256, hex. Enough for 256 random bits; codes that people type use Argon2id. */
export const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");

/** A row id: 80 random bits as 16 lower-case Crockford characters. */
export const newId = (randomBytes: RandomBytes) => crockfordOf(randomBytes(10)).toLowerCase();

/** A company id: 50 random bits, 10 characters: short, as it begins every token. */
export const newCompanyId = (randomBytes: RandomBytes) =>
  crockfordOf(randomBytes(7)).slice(0, 10).toLowerCase();

/** A setup code as it is mailed: `K7QM4-T2X9F`, 50 bits. */
export function newSetupCode(randomBytes: RandomBytes): string {
  const code = crockfordOf(randomBytes(7)).slice(0, 2 * halfLength);
  return `${code.slice(0, halfLength)}-${code.slice(halfLength)}`;
}

/** A recovery code: 26 characters, 130 bits (R21), in groups of 5-5-6-5-5 for reading. */
export function newRecoveryCode(randomBytes: RandomBytes): string {
  const code = crockfordOf(randomBytes(17)).slice(0, 26);
  return code.replace(/(.{5})(.{5})(.{6})(.{5})(.{5})/, "$1-$2-$3-$4-$5");
}

/** `digits` decimal digits without bias: 32 bits more than are needed make the remainder's bias below 2⁻³². */
export function newNumber(randomBytes: RandomBytes, digits: number): string {
  const value = BigInt(`0x${randomBytes(8).toString("hex")}`) % 10n ** BigInt(digits);
  return value.toString().padStart(digits, "0");
}

/** What was typed, as the code it means: case, spaces and dashes aside, O read as 0, I and L as 1. */
export const normalizeCode = (typed: string) =>
  typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");

/**
 * A setup code as it is hashed and verified: its halves in one fixed order. Somebody who got one by mail and one by phone may
 * type either first; it costs one bit of fifty.
 */
export function setupCodeSecret(typed: string): string {
  const code = normalizeCode(typed);
  return [code.slice(0, halfLength), code.slice(halfLength)].sort().join("");
}

/** `K7QM4` and `T2X9F`: the first is mailed, the other read to the person. */
export function halvesOf(setupCode: string): [mailed: string, read: string] {
  const code = normalizeCode(setupCode);
  return [code.slice(0, halfLength), code.slice(halfLength)];
}

const halfLength = 5;

/** Compares two hashes or codes of equal meaning in constant time. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest()];
  return timingSafeEqual(left, right);
}

/** Five bits a character, most significant first. */
function crockfordOf(bytes: Buffer): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const length = Math.floor((bytes.length * 8) / 5);
  const spare = BigInt(bytes.length * 8 - length * 5);
  bits >>= spare;
  let text = "";
  for (let i = 0; i < length; i++, bits >>= 5n) text = crockford.charAt(Number(bits & 31n)) + text;
  return text;
}
