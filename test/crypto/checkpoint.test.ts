import { createPublicKey, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Checkpoint,
  checkpointText,
  judgeSignature,
  parseCheckpoint,
  publicKeyText,
  readPublicKey,
  signCheckpoint,
} from "../../src/crypto/checkpoint.ts";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const other = generateKeyPairSync("ed25519");

const checkpoint: Checkpoint = {
  chain: "acme-builders",
  companyId: "9k2m4p6r8t",
  seq: 1234,
  hash: "5e".repeat(32),
  at: new Date("2026-11-29T13:00:00.123Z"),
};
const signed = signCheckpoint(privateKey, checkpoint);

test("R55: a checkpoint reads back from its text as it was signed, out of a saved mail with Windows' line ends, too", () => {
  const text = checkpointText(signed);
  expect(parseCheckpoint(text)).toEqual(signed);
  const mail = `From: x\r\n\r\nHi Olivia,\r\n\r\n${text.replaceAll("\n", "  \r\n")}\r\nYou get one each day.\r\n`;
  expect(parseCheckpoint(mail)).toEqual(signed);
  expect(judgeSignature(publicKey, signed)).toBe("signed");
});

test("R55: with any character of it changed it is no checkpoint, or its signature does not hold", () => {
  const text = checkpointText(signed);
  fc.assert(
    fc.property(
      fc.nat(text.length - 2),
      fc.constantFrom(..."0123456789abcdefghXYZ-:\n "),
      (at, character) => {
        fc.pre(text[at] !== character);
        const read = parseCheckpoint(text.slice(0, at) + character + text.slice(at + 1));
        // The last character of the signature carries two bits that mean nothing.
        const isSame =
          read && Buffer.from(read.signature, "base64url").equals(Buffer.from(signed.signature, "base64url"));
        if (
          isSame &&
          JSON.stringify({ ...read, signature: "" }) === JSON.stringify({ ...signed, signature: "" })
        )
          return;
        expect(read === undefined || judgeSignature(publicKey, read) !== "signed").toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test("R55: another key's signature is told from a forged one", () => {
  expect(judgeSignature(other.publicKey, signed)).toBe("other_key");
  const { keyId } = signed;
  const forged = { ...signCheckpoint(other.privateKey, checkpoint), keyId };
  expect(judgeSignature(publicKey, forged)).toBe("forged");
  expect(judgeSignature(publicKey, { ...signed, seq: 1235 })).toBe("forged");
  expect(judgeSignature(publicKey, { ...signed, companyId: "0000000000" })).toBe("forged");
});

test("two checkpoints in one text are none: which was meant?", () => {
  expect(parseCheckpoint(checkpointText(signed) + checkpointText(signed))).toBeUndefined();
  expect(parseCheckpoint("")).toBeUndefined();
});

test.each([
  ["a day that never was", (text: string) => text.replace("2026-11-29T", "2026-13-29T")],
  ["without its end", (text: string) => text.replace(/-----END.*/, "")],
  ["with a line more", (text: string) => text.replace("\nhash:", "\nnote: x\nhash:")],
  ["with something behind the signature", (text: string) => text.replace("\n-----END", "\nx\n-----END")],
])("R55: a checkpoint %s is none", (_, spoil) => {
  const spoilt = spoil(checkpointText(signed));
  expect(spoilt).not.toBe(checkpointText(signed));
  expect(parseCheckpoint(spoilt)).toBeUndefined();
});

test("a public key reads from its line and from PEM; a private key, another kind and nonsense do not", () => {
  const line = publicKeyText(privateKey);
  const pem = publicKey.export({ format: "pem", type: "spki" }).toString();
  for (const text of [line, `${line}\n`, pem, `\n ${pem}`]) {
    const read = readPublicKey(text);
    expect(read && judgeSignature(read, signed)).toBe("signed");
  }
  const privateLine = privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");
  const privatePem = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const ecLine = createPublicKey(ec).export({ format: "der", type: "spki" }).toString("base64");
  for (const text of [privateLine, privatePem, ecLine, "key.txt", "AAAA", ""])
    expect(readPublicKey(text)).toBeUndefined();
});
