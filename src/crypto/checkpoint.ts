import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { ChainPlace } from "./audit-hash.ts";

/** How far a chain had come at a moment: what a signature vouches for. */
export type Checkpoint = ChainPlace & {
  /** The company's short name, for people; `companyId` is what counts. */
  chain: string;
  companyId: string;
  at: Date;
};

/** `keyId`: the public key's fingerprint, so that a wrong key is told from a forged signature. */
export type SignedCheckpoint = Checkpoint & { keyId: string; signature: string };

/** Signs with Ed25519 (RFC 8032), whose signatures need no randomness and no digest chosen by us. */
export function signCheckpoint(key: KeyObject, checkpoint: Checkpoint): SignedCheckpoint {
  const keyId = keyIdOf(createPublicKey(key));
  const signature = sign(null, signedBytes(checkpoint), key).toString("base64url");
  return { ...checkpoint, keyId, signature };
}

/** `other_key`: it says itself that another key signed it. `forged`: it names this key, which did not sign it. */
export function judgeSignature(
  publicKey: KeyObject,
  checkpoint: SignedCheckpoint,
): "signed" | "other_key" | "forged" {
  if (checkpoint.keyId !== keyIdOf(publicKey)) return "other_key";
  const signature = Buffer.from(checkpoint.signature, "base64url");
  return verify(null, signedBytes(checkpoint), publicKey, signature) ? "signed" : "forged";
}

/** sha256 of the public key's DER, the first 16 characters: enough to tell keys apart, and nothing rests on it. */
export const keyIdOf = (publicKey: KeyObject) =>
  createHash("sha256")
    .update(publicKey.export({ format: "der", type: "spki" }))
    .digest("hex")
    .slice(0, 16);

/** The public half of a private key, as one line: base64 of SPKI DER (RFC 8410). */
export const publicKeyText = (key: KeyObject) =>
  createPublicKey(key).export({ format: "der", type: "spki" }).toString("base64");

/** An Ed25519 public key from that line or from PEM; undefined when it is neither. A private key is no public key, though one could be made of it. */
export function readPublicKey(text: string): KeyObject | undefined {
  const isPem = text.includes("-----BEGIN PUBLIC KEY-----");
  try {
    const key = createPublicKey(
      isPem ? text.trim() : { key: Buffer.from(text, "base64"), format: "der", type: "spki" },
    );
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    return undefined;
  }
}

const [begin, end] = ["-----BEGIN LATCHKEY CHECKPOINT-----", "-----END LATCHKEY CHECKPOINT-----"];

/** A checkpoint as a file, a mail and a screen hold it. Its lines up to the time are the very ones that are signed. */
export const checkpointText = (checkpoint: SignedCheckpoint) =>
  [
    begin,
    canonical(checkpoint),
    `key: ${checkpoint.keyId}`,
    `signature: ${checkpoint.signature}`,
    end,
    "",
  ].join("\n");

/** Reads it back, also out of the middle of a saved mail; undefined when there is none or more than one. */
export function parseCheckpoint(text: string): SignedCheckpoint | undefined {
  const plain = text.replace(/\r\n/g, "\n").replace(/[ \t]+$/gm, "");
  const blocks = plain.split(begin).slice(1);
  const found = shape.exec(blocks.join(begin));
  if (!found || blocks.length > 1) return undefined;
  const part = (name: string) => found.groups?.[name] ?? "";
  const at = new Date(part("time"));
  if (Number.isNaN(at.getTime())) return undefined;
  return {
    chain: part("chain"),
    companyId: part("company"),
    seq: Number(part("events")),
    hash: part("hash"),
    at,
    keyId: part("key"),
    signature: part("signature"),
  };
}

/** Its first line keeps this signature from ever being one of something else, and says which form it has. */
const title = "Latchkey audit checkpoint 1";

const canonical = ({ chain, companyId, seq, hash, at }: Checkpoint) =>
  [
    title,
    `chain: ${chain}`,
    `company: ${companyId}`,
    `events: ${seq}`,
    `hash: ${hash}`,
    `time: ${at.toISOString()}`,
  ].join("\n");

const shape = new RegExp(
  `^\n${title}\nchain: (?<chain>[a-z0-9-]{1,60})\ncompany: (?<company>[a-z0-9]{1,32})\nevents: (?<events>\\d{1,10})\nhash: (?<hash>[0-9a-f]{64})\ntime: (?<time>\\S{20,30})\nkey: (?<key>[0-9a-f]{16})\nsignature: (?<signature>[\\w-]{86})\n${end}`,
);

const signedBytes = (checkpoint: Checkpoint) => Buffer.from(`${canonical(checkpoint)}\n`);
