import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { lineOf } from "./line.ts";

/** The package's number for Argon2id; its enum does not exist at run time. */
const argon2id = 2;
/** OWASP's second profile; a PHC string carries them, so a later rise is seen at verification (R27). */
const parameters = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** 19 MiB and a core each: a flood waits in line instead of exhausting memory, and no more at once than there are cores (R27). */
const maxAtOnce = Math.min(4, availableParallelism());

/** Argon2id of a password or of a code that people type. Answers a PHC string. */
export const hashSecret = (secret: string) => inLine(() => hash(secret, parameters));

/** Whether it is that secret. Takes the same time for `undefined`, so that an unknown person is not faster (R04). */
export async function verifySecret(phc: string | null | undefined, secret: string): Promise<boolean> {
  const isRight = await inLine(async () => verify(phc ?? (await nobody), secret));
  return isRight && phc != null;
}

/** Whether the hash was made with weaker parameters than today's. */
export const needsRehash = (phc: string) =>
  !phc.startsWith(
    `$argon2id$v=19$m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}$`,
  );

/** What unknown people are verified against. */
const nobody = hash("nobody", parameters);

const inLine = lineOf(maxAtOnce);
