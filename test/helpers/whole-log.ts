import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { newRecoveryCode, newSetupCode, newToken } from "../../src/crypto/token.ts";
import { wholeLogVariable } from "./search-log.ts";

/**
 * What the whole run logged, and every secret that was made in it: kept in files, because its tests run in many processes, and
 * searched at its end (R64). Trials and benchmarks, which use the same people, have no such file. Codes of six digits are too short to be told from other numbers; journeys look for theirs.
 */
function write(kind: "log" | "secrets", text: string): void {
  const dir = process.env[wholeLogVariable];
  if (dir) appendFileSync(join(dir, `${process.pid}.${kind}`), `${text}\n`);
}

/** For `createLog`: keeps the line for the end, and hands it on. */
export const keptLog = (onLine: (line: string) => void) => ({
  write: (line: string) => {
    write("log", line.trimEnd());
    onLine(line);
  },
});

export const noteSecret = (secret: string) => write("secrets", secret);

/** Random bytes that remember which token, setup code or recovery code was made of them. */
export const keptBytes = (randomBytes: (size: number) => Buffer) => (size: number) => {
  const bytes = randomBytes(size);
  const same = () => bytes;
  if (size === 32) noteSecret(newToken(same, "").token.slice(1));
  if (size === 17) noteSecret(newRecoveryCode(same));
  if (size === 7) noteSecret(newSetupCode(same));
  return bytes;
};

/** As they went out by mail: of an app whose random bytes are its own. */
export function noteMailed(mails: readonly { raw: string }[]): void {
  for (const { raw } of mails)
    for (const secret of secretsMailed(raw.replaceAll("=\r\n", ""))) noteSecret(secret);
}

/** Links' tokens and setup codes in a mail. */
export const secretsMailed = (text: string): string[] => text.match(mailed) ?? [];

const mailed = /(?<=\.)[\w-]{43}\b|\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b/g;
