import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

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
  const secrets = new Set(read("secrets"));
  const lines = read("log");
  const isTold = (line: string) =>
    (line.match(words) ?? []).some((word) => secrets.has(word)) ||
    address.test(line.replaceAll(/node_modules\S+/g, ""));
  return { lines: lines.length, secrets: secrets.size, found: lines.filter(isTold) };
}
