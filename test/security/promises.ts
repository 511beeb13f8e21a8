import { readFileSync } from "node:fs";

/** What `.github/SECURITY.md` promises, by id: each row of its tables that begins with one. */
export function readPromises(): Map<string, string> {
  return promisesIn(readFileSync(new URL("../../.github/SECURITY.md", import.meta.url), "utf8"));
}

export const promisesIn = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(/^\| ([RAB]\d{1,2}) \| (.+) \|$/gm)].map(([, id = "", promise = ""]) => [id, promise]),
  );

/** One id or several before a colon: "R39 A07: …", "R39, A07: …". */
const leading = /^([RAB]\d{1,2}(?:,? [RAB]\d{1,2})*): /;

export const idsLeading = (name: string): string[] => leading.exec(name)?.[1]?.split(/,? /) ?? [];

/** For `vitest -t`, which knows a test by its groups' names and its own in one line. */
export const namesWithIds = /(^| )[RAB]\d{1,2}: /;
