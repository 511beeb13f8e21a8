import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  companyOfToken,
  hashToken,
  newCompanyId,
  newNumber,
  newRecoveryCode,
  newSetupCode,
  newToken,
  normalizeCode,
} from "../../src/crypto/token.ts";

const companyId = newCompanyId(randomBytes);

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

test("a number has its digits, leading zeros too", () => {
  const numbers = Array.from({ length: 2000 }, () => newNumber(randomBytes, 6));
  expect(numbers.every((number) => /^\d{6}$/.test(number))).toBe(true);
  expect(numbers.some((number) => number.startsWith("0"))).toBe(true);
});
