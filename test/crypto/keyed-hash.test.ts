import fc from "fast-check";
import { expect, test } from "vitest";
import { keyedHash, keyedHashes } from "../../src/crypto/keyed-hash.ts";
import { type KeyRing, UnknownKey } from "../../src/crypto/secret-box.ts";

const keys = new Map([
  ["new", Buffer.alloc(32, 1)],
  ["old", Buffer.alloc(32, 2)],
]);
const ring: KeyRing = { current: "new", keys };
const place = { table: "challenges", row: "row1", purpose: "text_code" };

test("R09: a hash kept by the version before is found: `openssl dgst -mac HMAC` says the same", () => {
  expect(keyedHash(ring, place, "123456")).toBe(
    "c83d01253f3c377f716de7c319506ef4ece8c2cb701efe5c5fc3b150afc60fc8",
  );
});

test("R09: what was hashed before a rotation matches after it, while its key is held", () => {
  const before = keyedHash({ ...ring, current: "old" }, place, "123456");
  expect(keyedHashes(ring, place, "123456")).toEqual([keyedHash(ring, place, "123456"), before]);
  const later = { current: "new", keys: new Map([...keys].slice(0, 1)) };
  expect(keyedHashes(later, place, "123456")).not.toContain(before);
  expect(() => keyedHash({ ...later, current: "old" }, place, "123456")).toThrow(UnknownKey);
});

const anyPlace = fc.record({ table: fc.string(), row: fc.string(), purpose: fc.string() });

test("two things have one hash only when place and text are the same in each part", () => {
  const anyThing = fc.tuple(anyPlace, fc.string());
  fc.assert(
    fc.property(anyThing, anyThing, ([onePlace, one], [otherPlace, other]) => {
      const isSame = JSON.stringify([onePlace, one]) === JSON.stringify([otherPlace, other]);
      expect(keyedHash(ring, onePlace, one) === keyedHash(ring, otherPlace, other)).toBe(isSame);
    }),
  );
  const moved = { table: "challengesrow1", row: "", purpose: "text_code" };
  expect(keyedHash(ring, moved, "123456")).not.toBe(keyedHash(ring, place, "123456"));
  for (const part of ["table", "row", "purpose"] as const)
    expect(keyedHash(ring, { ...place, [part]: "other" }, "123456")).not.toBe(
      keyedHash(ring, place, "123456"),
    );
});
