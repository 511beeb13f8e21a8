import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AuditFormat, auditText, csvCell } from "../../src/cli/audit-text.ts";
import { verifyExport } from "../../src/cli/verify-export.ts";
import { exportAudit, findAuditPeriod } from "../../src/flows/export-audit.ts";
import { testDatabase } from "../helpers/database.ts";
import { password } from "../helpers/people.ts";
import { acmeWithPetra, reset, signedIn } from "../helpers/reset-story.ts";
import { newDataDir } from "./data-dir.ts";

const { db, owner } = await testDatabase();
const { dir, remove } = await newDataDir();
let story: Awaited<ReturnType<typeof told>>;
beforeAll(async () => {
  story = await told();
});
afterAll(remove);

/** A company whose payee was reset a day after she joined. */
async function told() {
  const company = await acmeWithPetra(db);
  const joinedBy = company.deps.now();
  company.clock.advance(24 * 60 * 60_000);
  const secrets = await reset(company.deps, company.clock, company.olivia, company.petra);
  await signedIn(company.deps, company.clock, company.olivia);
  return { ...company, joinedBy, secrets };
}

async function exported(format: AuditFormat, period: { from?: Date; to?: Date } = {}): Promise<string> {
  const { deps, companyId, slug } = story;
  const range = await findAuditPeriod(deps, companyId, period);
  if (!range) throw new Error("no events then");
  let text = "";
  const pages = auditText(exportAudit(deps, companyId, range), { company: slug, ...range }, format);
  for await (const page of pages) text += page.text;
  return text;
}

async function verified(lines: string[]) {
  const file = join(dir, "export.jsonl");
  await writeFile(file, `${lines.join("\n")}\n`);
  return verifyExport(file);
}

const linesOf = (text: string) => text.trimEnd().split("\n");

test("R55: an export verifies without a database, and every change of it is found where it is", async () => {
  const lines = linesOf(await exported("jsonl"));
  const whole = { company: story.slug, first: 1 };
  expect(await verified(lines)).toEqual({ ...whole, events: lines.length, brokenAt: null });
  const [first = "", second = "", third = "", fourth = "", ...rest] = lines;

  const edited = third.replace(/"kind":"[a-z_]+"/, '"kind":"signed_out"');
  expect(edited).not.toBe(third);
  expect(await verified([first, second, edited, fourth, ...rest])).toMatchObject({ brokenAt: 3, events: 2 });
  expect(await verified([first, second, fourth, ...rest])).toMatchObject({ brokenAt: 3 });
  expect(await verified([first, third, second, fourth, ...rest])).toMatchObject({ brokenAt: 2 });
  expect(await verified(lines.slice(0, 5))).toMatchObject({ brokenAt: 6 });
  expect(await verified(lines.slice(1))).toMatchObject({ brokenAt: 1 });
  expect(await verified([first, second, third.slice(0, 40)])).toMatchObject({ brokenAt: 3 });
});

test("R55: a hash that was made to fit its changed event breaks the event behind it", async () => {
  const lines = linesOf(await exported("jsonl"));
  const moved = lines.map((line, n) => (n === 2 ? line.replace(/"hash":"..../, '"hash":"0000') : line));
  expect(await verified(moved)).toMatchObject({ brokenAt: 3 });
});

test("R55: a period verifies by itself, and says that something came before", async () => {
  const all = linesOf(await exported("jsonl"));
  const later = linesOf(await exported("jsonl", { from: story.joinedBy }));
  const earlier = linesOf(await exported("jsonl", { to: story.joinedBy }));
  expect(earlier.length + later.length).toBe(all.length);
  expect(await verified(later)).toMatchObject({
    first: earlier.length + 1,
    events: later.length,
    brokenAt: null,
  });
  expect(await verified(later.slice(1))).toMatchObject({ brokenAt: earlier.length + 1 });
  const { deps, companyId } = story;
  expect(await findAuditPeriod(deps, companyId, { to: new Date(0) })).toBeUndefined();
});

test("for people: names and addresses stand beside the ids, and no name becomes a formula", async () => {
  await owner`update users set last_name = '=1+1, "Inc"' where id = ${story.petra.userId}`;
  const csv = await exported("csv");
  const [head, ...rows] = csv.split("\r\n");
  expect(head).toMatch(/^seq,at,kind,actor_name,actor_email,actor_id,/);
  const row = rows.find((one) => one.includes(",reset_executed,"));
  expect(row).toContain(`Olivia Reyes,olivia@acmebuilders.example,${story.olivia.userId},`);
  expect(row).toContain(`"Petra =1+1, ""Inc""",petra@alvarezdrywall.example,${story.petra.userId},`);
  expect(csv.endsWith("\r\n")).toBe(true);
});

test.each([
  ["=1+1", "'=1+1"],
  ["+1 555 010 3344", "'+1 555 010 3344"],
  ["-2", "'-2"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ["a\nb", '"a\nb"'],
  ["Petra", "Petra"],
  ["a=b", "a=b"],
])("the cell %j is written %j", (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test("R55: no export holds a secret", async () => {
  const { olivia, petra, secrets } = story;
  const codes = [secrets.setupCode, secrets.stopToken, olivia.recoveryCode, petra.recoveryCode];
  const hidden = [password, olivia.secret, petra.secret, ...codes];
  const boxes = await owner`select secret_box from factors where secret_box is not null`;
  const hashes = await owner`select password_hash as hash from users union select token_hash from sessions`;
  for (const row of boxes) hidden.push(row["secret_box"]);
  for (const row of hashes) hidden.push(row["hash"]);
  expect(hidden.filter((one) => typeof one === "string" && one.length > 8).length).toBe(hidden.length);
  for (const format of ["jsonl", "csv", "json"] as const) {
    const text = await exported(format);
    for (const secret of hidden) expect(text).not.toContain(secret);
  }
});

test("--json is one document with the same events", async () => {
  const lines = linesOf(await exported("jsonl")).map((line) => JSON.parse(line));
  expect(JSON.parse(await exported("json"))).toEqual(lines);
});
