import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Names the directory, for the processes of the run. */
export const wholeLogVariable = "WHOLE_LOG_DIR";

/** Whatever could be one of them: a word with dashes, as tokens, codes and passwords are. */
const words = /[A-Za-z0-9_-]{10,}/g;
const address = /[\w.+-]+@[\w-]+\.\w+/;

export type LogSearch = { lines: number; secrets: number; found: string[] };

/** Searches each line for each secret, and for addresses of people. */
export function searchWholeLog(dir: string): LogSearch {
  const read = (kind: string) =>
    readdirSync(dir)
      .filter((name) => name.endsWith(`.${kind}`))
      .flatMap((name) => readFileSync(join(dir, name), "utf8").split("\n"))
      .filter((line) => line !== "");
  const [secrets, lines] = [new Set(read("secrets")), read("log")];
  return { lines: lines.length, secrets: secrets.size, found: findLeaks(lines, secrets) };
}

/** The lines that hold a secret, or somebody's address. */
export const findLeaks = (lines: readonly string[], secrets: ReadonlySet<string>): string[] =>
  lines.filter(
    (line) =>
      (line.match(words) ?? []).some((word) => secrets.has(word)) ||
      address.test(line.replaceAll(/node_modules\S+/g, "")),
  );
