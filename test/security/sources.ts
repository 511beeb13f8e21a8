import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { idsLeading } from "./promises.ts";

const tests = fileURLToPath(new URL("..", import.meta.url));

/** A test file, and the ids that lead names in it or in what it imports of `test/`. */
type TestFile = { file: string; ids: Set<string> };

/** What can be known of the tests without running them; names that are put together at run time may be missing. */
export function readTestFiles(): TestFile[] {
  const all = readdirSync(tests, { recursive: true, encoding: "utf8" });
  const files = all.filter((file) => /\.test\.tsx?$/.test(file) && !file.startsWith("security/"));
  return files.sort().map((file) => ({ file: `test/${file}`, ids: idsWithin(join(tests, file)) }));
}

function idsWithin(file: string, seen = new Set<string>()): Set<string> {
  seen.add(file);
  const text = readFileSync(file, "utf8");
  const ids = new Set(idsInSource(text));
  for (const [, path = ""] of text.matchAll(/ from "(\.[^"]+)"/g)) {
    const imported = join(dirname(file), path);
    if (!imported.startsWith(tests) || !/\.tsx?$/.test(path) || seen.has(imported)) continue;
    for (const id of idsWithin(imported, seen)) ids.add(id);
  }
  return ids;
}

/** Of every text in the source that begins as a name with ids does. */
export const idsInSource = (source: string): string[] =>
  [...source.matchAll(/["'`]([RAB]\d[^"'`]*)/g)].flatMap(([, name = ""]) => idsLeading(name));
