import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(`${root}src/store/crossing.md`, "utf8");
const sources = new Map(
  readdirSync(`${root}src`, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path): [string, string] => [`src/${path}`, readFileSync(`${root}src/${path}`, "utf8")]),
);

/** What opens transactions itself, and names no table. */
const opener = "src/store/db.ts";

test("R62: the worker's role, which sees all companies, is taken only where the page of crossing statements says so", () => {
  const takers = [...sources].filter(([path, text]) => path !== opener && /\basWorker\(/.test(text));
  expect(takers.map(([path]) => path).toSorted()).toEqual(
    listed(({ path }) => !path.startsWith("src/store/")),
  );
});

test("R62: what speaks to the database outside a tenant's transaction is on the page of crossing statements", () => {
  const found = [...sources]
    .filter(([path]) => path.startsWith("src/store/") && path !== opener)
    .flatMap(([path, text]) => [...text.matchAll(outside)].map(([, name]) => `${path} ${name}`));
  expect(found.toSorted()).toEqual(
    lines
      .filter(({ path }) => path.startsWith("src/store/"))
      .map(({ path, name }) => `${path} ${name}`)
      .toSorted(),
  );
});

test("R62: nothing but the store speaks to the database by a pool", () => {
  const speakers = [...sources].filter(
    ([path, text]) =>
      !path.startsWith("src/store/") &&
      /\bdb\s*\.(select|execute|insert|update|delete|transaction)\b/.test(text),
  );
  expect(speakers.map(([path]) => path)).toEqual([]);
});

/** A function that takes a pool, and so may work without a tenant. */
const outside = /export (?:async )?function (\w+)(?:<\w+>)?\(\s*db: Db\b/g;

const lines = page
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .flatMap((line) => {
    const cell = line.split("|")[1] ?? "";
    let path = "";
    return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, word = ""]) => {
      if (!word.startsWith("src/")) return [{ path, name: word }];
      path = word;
      return [];
    });
  });

function listed(isMeant: (line: { path: string }) => boolean): string[] {
  return [...new Set(lines.filter(isMeant).map(({ path }) => path))].toSorted();
}
