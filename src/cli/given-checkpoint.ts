import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import {
  judgeSignature,
  keyIdOf,
  parseCheckpoint,
  readPublicKey,
  type SignedCheckpoint,
} from "../crypto/checkpoint.ts";
import { CommandFailed } from "./command.ts";

/** A checkpoint that an operator or auditor kept, with the key that they kept: refused unless that very key signed it. */
export async function givenCheckpoint(file: string, keyOrFile: string): Promise<SignedCheckpoint> {
  const publicKey = readPublicKey(keyOrFile) ?? readPublicKey(await contentsOf(keyOrFile, "--public-key"));
  if (!publicKey)
    throw new CommandFailed(
      "--public-key is no Ed25519 public key: give what `audit public-key` printed, as text or as a file.",
    );
  const checkpoint = parseCheckpoint(await contentsOf(file, "--checkpoint"));
  if (!checkpoint) throw new CommandFailed(`${file} holds no checkpoint, or more than one.`);
  const judged = judgeSignature(publicKey, checkpoint);
  if (judged === "signed") return checkpoint;
  throw new CommandFailed(
    judged === "forged"
      ? `The checkpoint in ${file} is forged or damaged: its signature is not over these lines.`
      : `The checkpoint in ${file} is signed with another key (${checkpoint.keyId}), not with the given one (${keyIdOf(publicKey)}).`,
  );
}

function contentsOf(file: string, option: string): Promise<string> {
  // Its own words could repeat a key that was meant as text.
  if (!existsSync(file)) throw new CommandFailed(`${option} names a file that is not there.`);
  return readFile(file, "utf8").catch(() => {
    throw new CommandFailed(`${option} names a file that cannot be read.`);
  });
}
