import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  companyOfToken,
  halvesOf,
  hashToken,
  newCompanyId,
  newId,
  newNumber,
  newRecoveryCode,
  newSetupCode,
  newToken,
  normalizeCode,
  sameText,
  setupCodeSecret,
  stopTokenOf,
} from "../../src/crypto/token.ts";

const companyId = "9k2m4p6r8t";

test("R29 R52: a token has 256 random bits, begins with its company, and is kept as a hash", () => {
  const { token, hash } = newToken(randomBytes, companyId);
  const [prefix, secret = ""] = token.split(".");
  expect(prefix).toBe(companyId);
  expect(Buffer.from(secret, "base64url")).toHaveLength(32);
  expect(hash).toBe(hashToken(token));
  expect(hash).not.toContain(secret);
  expect(companyOfToken(token)).toBe(companyId);
});

test("a text that cannot be a token of ours names no company", () => {
  fc.assert(fc.property(fc.string(), (text) => companyOfToken(text) === undefined));
  expect(companyOfToken(`${companyId}.short`)).toBeUndefined();
  const { token } = newToken(randomBytes, companyId);
  for (const near of [`x${token}`, `${token}x`, `${token}\n`, token.replace(".", "-"), token.slice(0, -1)])
    expect(companyOfToken(near)).toBeUndefined();
});

test("R48: whoever holds a token can make the one that stops it, of the same company and no other's", () => {
  const [one, other] = [newToken(randomBytes, companyId).token, newToken(randomBytes, companyId).token];
  expect(stopTokenOf(one)).toBe(stopTokenOf(one));
  expect(companyOfToken(stopTokenOf(one))).toBe(companyId);
  expect(
    new Set([one, other, stopTokenOf(one), stopTokenOf(other), stopTokenOf(stopTokenOf(one))]).size,
  ).toBe(5);
  expect(companyOfToken(stopTokenOf("no token"))).toBeUndefined();
});

/** What Crockford's characters say, most significant first. */
const bitsOf = (code: string) =>
  [...code.toUpperCase()].reduce(
    (bits, one) => bits * 32n + BigInt("0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(one)),
    0n,
  );
const anyBytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });

test.each([
  ["R46: a setup code", newSetupCode, 7, 50n],
  ["R21: a recovery code", newRecoveryCode, 17, 130n],
  ["a row's id", newId, 10, 80n],
  ["a company's id", newCompanyId, 7, 50n],
] as const)("%s is the random bits themselves, the first ones, none twice", (_, make, size, bits) => {
  fc.assert(
    fc.property(anyBytes(size), (bytes) => {
      const made = make((asked) => Buffer.from(bytes.subarray(0, asked))).replaceAll("-", "");
      expect(BigInt(made.length) * 5n).toBe(bits);
      const given = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
      expect(bitsOf(made)).toBe(given >> (BigInt(size * 8) - bits));
    }),
  );
});

test("ids are lower case, as addresses and tokens hold them", () => {
  expect(newId(randomBytes)).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/);
  expect(newCompanyId(randomBytes)).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/);
});

test("R46: the halves of a setup code open in either order, and are the code", () => {
  const code = newSetupCode(randomBytes);
  const [mailed, read] = halvesOf(code);
  expect(`${mailed}-${read}`).toBe(code);
  expect(setupCodeSecret(`${read} ${mailed.toLowerCase()}`)).toBe(setupCodeSecret(code));
  expect([mailed + read, read + mailed]).toContain(setupCodeSecret(code));
  expect(setupCodeSecret(`${mailed}-${mailed}`)).not.toBe(setupCodeSecret(code));
});

test("two texts are the same only when they are, whatever their lengths", () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => sameText(a, b) === (a === b) && sameText(a, a)));
});

test("R21: a recovery code has 130 bits as 26 Crockford characters", () => {
  const code = newRecoveryCode(randomBytes);
  expect(code).toMatch(/^\w{5}-\w{5}-\w{6}-\w{5}-\w{5}$/);
  expect(code.replaceAll("-", "")).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  const all = new Set(Array.from({ length: 500 }, () => newRecoveryCode(randomBytes).slice(0, 1)));
  expect(all.size).toBe(32);
});

test("a setup code reads like K7QM4-T2X9F, and typing it is forgiving", () => {
  const code = newSetupCode(randomBytes);
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(normalizeCode(` ${code.toLowerCase().replace("-", " ")} `)).toBe(code.replace("-", ""));
  expect(normalizeCode("olI-Oil")).toBe("011011");
});

test("R16: a number is the last digits of 64 random bits, leading zeros too", () => {
  fc.assert(
    fc.property(anyBytes(8), fc.integer({ min: 1, max: 8 }), (bytes, digits) => {
      const all = Buffer.from(bytes).readBigUInt64BE().toString().padStart(20, "0");
      expect(newNumber((size) => Buffer.from(bytes.subarray(0, size)), digits)).toBe(all.slice(-digits));
    }),
  );
});
