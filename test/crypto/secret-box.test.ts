import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isKeyMissing, type KeyRing, keyIdOf, open, seal, UnknownKey } from "../../src/crypto/secret-box.ts";

const ring: KeyRing = {
  current: "new",
  keys: new Map([
    ["new", randomBytes(32)],
    ["old", randomBytes(32)],
  ]),
};
const place = { table: "factors", row: "row1", purpose: "totp_secret" };

test("R10: a box opens in its own place", () => {
  fc.assert(fc.property(fc.string(), (text) => open(ring, place, seal(ring, place, text)) === text));
});

test("R10: one flipped bit anywhere does not open", () => {
  const box = seal(ring, place, "secret text");
  const [keyId, body = ""] = box.split(".");
  const bytes = Buffer.from(body, "base64url");
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => open(ring, place, `${keyId}.${flipped.toString("base64url")}`)).toThrow();
  }
});

test("R10: a shortened tag does not open", () => {
  const [keyId, body = ""] = seal(ring, place, "secret text").split(".");
  const bytes = Buffer.from(body, "base64url");
  for (let cut = 1; cut < bytes.length; cut++) {
    expect(() => open(ring, place, `${keyId}.${bytes.subarray(0, -cut).toString("base64url")}`)).toThrow();
  }
});

test.each([
  { ...place, row: "row2" },
  { ...place, table: "sessions" },
  { ...place, purpose: "phone" },
  { table: "factorsrow1", row: "", purpose: "totp_secret" },
])("R10: a box moved to %j does not open", (other) => {
  const box = seal(ring, place, "secret text");
  expect(() => open(ring, other, box)).toThrow();
});

test("R09: the key's id is stored with the box, an older key still opens, an unknown one does not", () => {
  const before = seal({ ...ring, current: "old" }, place, "text");
  expect(keyIdOf(before)).toBe("old");
  expect(open(ring, place, before)).toBe("text");
  expect(() => open({ current: "x", keys: new Map() }, place, before)).toThrow("no encryption key");
});

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test("R09: a missing key is told from a box that is spoilt, however often what was thrown is wrapped", () => {
  const missing = thrownBy(() =>
    open(
      ring,
      place,
      seal({ ...ring, keys: new Map([["new", randomBytes(32)]]) }, place, "text").replace("new", "gone"),
    ),
  );
  expect(missing).toBeInstanceOf(UnknownKey);
  const twice = new Error("query", { cause: new Error("driver", { cause: missing }) });
  for (const error of [missing, twice]) expect(isKeyMissing(error)).toBe(true);
  const spoilt = ["", "new", "new.", "gone.AAAA", seal(ring, place, "text").slice(0, -1)];
  for (const box of spoilt) expect(isKeyMissing(thrownBy(() => open(ring, place, box)))).toBe(false);
  for (const error of [undefined, "no encryption key", new Error("other"), { cause: missing }])
    expect(isKeyMissing(error)).toBe(false);
});
