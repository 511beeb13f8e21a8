import { expect, test } from "vitest";
import { hashSecret, needsRehash, verifySecret } from "../../src/crypto/password.ts";

test("R27: hashes are Argon2id with at least 19 MiB, two passes, one lane, as a PHC string", async () => {
  expect(await hashSecret("correct horse")).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("R27: a hash with weaker parameters asks for a new one", async () => {
  expect(needsRehash(await hashSecret("correct horse"))).toBe(false);
  expect(needsRehash("$argon2id$v=19$m=4096,t=2,p=1$c2FsdHNhbHQ$aGFzaA")).toBe(true);
});

test("R25: the whole password is verified", async () => {
  const long = "x".repeat(127);
  const phc = await hashSecret(`${long}a`);
  expect(await verifySecret(phc, `${long}a`)).toBe(true);
  expect(await verifySecret(phc, `${long}b`)).toBe(false);
});

test("R04: nobody's password is verified too, and is wrong", async () => {
  expect(await verifySecret(undefined, "nobody")).toBe(false);
  expect(await verifySecret(null, "x")).toBe(false);
});

test("R27: a flood waits in line and every one is answered", async () => {
  const phc = await hashSecret("right");
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => verifySecret(phc, i % 2 ? "right" : "wrong")),
  );
  expect(answers.filter(Boolean)).toHaveLength(20);
});
