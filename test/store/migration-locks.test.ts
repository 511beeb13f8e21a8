import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("../../drizzle/", import.meta.url);

/** Migrations from before anybody ran the program: their tables were empty. */
const beforeFirstRelease = 15;

/** Statements that hold a table that is there already for as long as it has rows, or that the version before cannot live with. */
const refused: [what: string, pattern: RegExp][] = [
  [
    "an index on an existing table, not concurrently",
    /\bcreate (?:unique )?index (?!concurrently|if not exists)[^;]* on "?(?:\w+"?\.)?"?(?<table>\w+)/i,
  ],
  [
    "a constraint that is checked at once",
    /\balter table "?(?<table>\w+)"? add constraint (?![^;]*not valid)/i,
  ],
  [
    "a column that must not be empty, without a default",
    /\balter table "?(?<table>\w+)"? add column (?![^;]*default)[^;]*not null/i,
  ],
  [
    "a default that is computed row by row",
    /\balter table "?(?<table>\w+)"? add column [^;]*default (?:gen_random_uuid|random|clock_timestamp)/i,
  ],
  ["not null on an existing column", /\balter table "?(?<table>\w+)"? alter column [^;]*set not null/i],
  ["another type of a column", /\balter table "?(?<table>\w+)"? alter column [^;]*(?:set data )?type /i],
  ["a column that goes", /\balter table "?(?<table>\w+)"? drop column/i],
  ["another name", /\balter table "?(?<table>\w+)"? rename/i],
  ["a table that goes", /\bdrop table (?:if exists )?"?(?<table>\w+)/i],
  ["a whole table rewritten or locked", /\b(?:vacuum full|cluster|lock table|reindex) "?(?<table>\w+)/i],
];

/** What is wrong with a migration; a table that it makes itself is empty. */
function faultsIn(sql: string): string[] {
  const plain = sql.replace(/--.*$/gm, "");
  const made = new Set(
    [...plain.matchAll(/create table (?:if not exists )?"?(\w+)/gi)].map((match) => match[1]),
  );
  return plain.split(";").flatMap((statement) =>
    refused.flatMap(([what, pattern]) => {
      const match = pattern.exec(statement.replace(/\s+/g, " "));
      return match && !made.has(match.groups?.["table"]) ? [`${what}: ${match.groups?.["table"]}`] : [];
    }),
  );
}

const migrations = readdirSync(folder).filter((name) => name.endsWith(".sql"));

test.each(migrations.filter((name) => Number(name.slice(0, 4)) > beforeFirstRelease).concat("none yet"))(
  "%s locks no table for long, and leaves the version before at work",
  (name) => {
    if (name === "none yet") return;
    expect(faultsIn(readFileSync(new URL(name, folder), "utf8"))).toEqual([]);
  },
);

test.each([
  ["create index users_x on users (x)", 1],
  ['CREATE UNIQUE INDEX "users_x" ON "users" USING btree ("x")', 1],
  ["create index concurrently users_x on users (x)", 0],
  ["create index if not exists users_x on users (x)", 0],
  [
    'CREATE TABLE "news" ("id" uuid);--> statement-breakpoint\nCREATE INDEX "news_x" ON "news" USING btree ("id")',
    0,
  ],
  ['ALTER TABLE "users" ADD COLUMN "x" text', 0],
  ['ALTER TABLE "users" ADD COLUMN "x" text NOT NULL', 1],
  ['ALTER TABLE "users" ADD COLUMN "x" text DEFAULT \'a\' NOT NULL', 0],
  ['ALTER TABLE "users" ADD COLUMN "x" uuid DEFAULT gen_random_uuid()', 1],
  ['ALTER TABLE "users" ADD CONSTRAINT "c" CHECK (x > 0)', 1],
  ['ALTER TABLE "users" ADD CONSTRAINT "c" CHECK (x > 0) NOT VALID', 0],
  ['ALTER TABLE "users" VALIDATE CONSTRAINT "c"', 0],
  ['ALTER TABLE "users" ALTER COLUMN "x" SET NOT NULL', 1],
  ['ALTER TABLE "users" ALTER COLUMN "x" SET DATA TYPE bigint', 1],
  ['ALTER TABLE "users" DROP COLUMN "x"', 1],
  ['ALTER TABLE "users" RENAME TO "people"', 1],
  ["-- drop table users\nGRANT SELECT ON users TO latchkey_app", 0],
] as const)("%s: %i reasons to refuse it", (sql, count) => {
  expect(faultsIn(sql)).toHaveLength(count);
});
