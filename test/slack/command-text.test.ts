import fc from "fast-check";
import { expect, it } from "vitest";
import { newRecoveryCode, newSetupCode } from "../../src/crypto/token.ts";
import { emailIn, holdsCode } from "../../src/slack/command-text.ts";

it.each([
  "123456",
  "123 456",
  "123-456",
  "petra@acme.com 123456",
  "K7QM4-T2X9F",
  "k7qm4t2x9f",
  "my code is K7QM4-T2X9F",
  "K7QM4 T2X9F",
  "01234 56789 ABCDEF GHJKM NPQRS",
  "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
  "0123-4567-89AB-CDEF-GHJK-MNPQ-RS",
])("sees the code in %j", (text) => {
  expect(holdsCode(text)).toBe(true);
});

it.each([
  "",
  "help",
  "petra@acme.com",
  "123456@acme.com",
  "a.123456@acme.com",
  "everything",
  "recovery",
  "2026",
  "1234567",
])("sees none in %j", (text) => {
  expect(holdsCode(text)).toBe(false);
});

it("sees every code that Latchkey makes and that has a digit", () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(bytes, (random) => {
      const randomBytes = (size: number) => Buffer.from(random.slice(0, size));
      for (const code of [newSetupCode(randomBytes), newRecoveryCode(randomBytes)]) {
        expect(holdsCode(`x ${code}`) || !/\d/.test(code)).toBe(true);
      }
    }),
  );
});

it.each([
  ["petra@acme.com", "petra@acme.com"],
  ["<mailto:petra@acme.com|petra@acme.com>", "petra@acme.com"],
  ["petra", undefined],
  ["petra@acme.com and more", undefined],
  ["<@U123>", undefined],
  ["a@b", undefined],
  [`${"a".repeat(250)}@acme.com`, undefined],
])("reads %j as %j", (text, email) => {
  expect(emailIn(text)).toBe(email);
});
