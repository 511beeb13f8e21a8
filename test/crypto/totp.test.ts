import { expect, test } from "vitest";
import { checkTotp, newTotpSecret, totpUri } from "../../src/crypto/totp.ts";

/** RFC 6238 appendix B, SHA-1, the last six of its eight digits; secret "12345678901234567890". */
const rfcSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const vectors: [number, string][] = [
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
  [20000000000, "353130"],
];

const at = (seconds: number) => new Date(seconds * 1000);
const check = (seconds: number, code: string, lastStep: number | null = null) =>
  checkTotp({ secret: rfcSecret, code, now: at(seconds), lastStep });

test.each(vectors)("R05: agrees with RFC 6238 at %i s", (seconds, code) => {
  expect(check(seconds, code)).toEqual({ ok: true, step: Math.floor(seconds / 30) });
});

test("R05: a secret has 160 bits and the URI asks for nothing but the default of every app", () => {
  const secret = newTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(secret);
  const uri = new URL(totpUri(secret, "Acme: Builders", "petra@a.example"));
  expect(uri.protocol).toBe("otpauth:");
  expect(uri.searchParams.get("secret")).toBe(secret);
  expect(uri.searchParams.get("issuer")).toBe("Acme  Builders");
  expect(uri.searchParams.get("algorithm") ?? "SHA1").toBe("SHA1");
  expect(uri.searchParams.get("digits") ?? "6").toBe("6");
  expect(uri.searchParams.get("period") ?? "30").toBe("30");
  expect(decodeURIComponent(uri.pathname).split(":")).toHaveLength(2);
});

test("R07: accepts one step back and five seconds ahead, no more", () => {
  const code = "005924";
  const start = 1234567890;
  expect(start % 30).toBe(0);
  expect(check(start - 6, code).ok).toBe(false);
  expect(check(start - 5, code).ok).toBe(true);
  expect(check(start + 59, code).ok).toBe(true);
  expect(check(start + 60, code).ok).toBe(false);
});

test("R06: refuses a step that was accepted, and every one before it", () => {
  const step = 1234567890 / 30;
  expect(check(1234567890, "005924", step)).toEqual({ ok: false, why: "already_used" });
  expect(check(1234567890, "005924", step + 1)).toEqual({ ok: false, why: "already_used" });
  expect(check(1234567890, "005924", step - 1).ok).toBe(true);
});

test.each(["", "12345", "1234567", "abcdef", "٠٠٥٩٢٤", "005924\n", " 05924"])(
  "a malformed code %j is a wrong code, not a fault",
  (code) => {
    expect(check(1234567890, code)).toEqual({ ok: false, why: "wrong" });
  },
);
