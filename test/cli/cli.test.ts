import { randomBytes } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { openClient } from "../../src/store/db.ts";
import { type Embedded, startEmbedded } from "../../src/store/embedded.ts";
import { runCli } from "./child.ts";
import { newDataDir } from "./data-dir.ts";

/** One embedded database that every run adopts, as an operator's machine has it. */
const { dir, remove } = await newDataDir();
let server: Embedded;
const env = () => ({ DATA_DIR: join(dir, "data") });
const cli = (...args: string[]) => runCli(args, { env: env(), cwd: dir });
const owner = () =>
  openClient({ socketDir: server.socketDir, database: "latchkey", user: "postgres" }, { max: 1 });

const acme = [
  ...["company", "create", "--name", "Acme Builders", "--market", "US", "--kind", "general_contractor"],
  ...["--team", "T0ACME0001", "--team", "T0ACME0002"],
  ...["--admin-email", "Olivia@Acme.example", "--admin-name", "Olivia Reyes"],
];

beforeAll(async () => {
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
  server = await startEmbedded({ dataDir: join(dir, "data"), settings });
});
afterAll(async () => {
  await server.stop();
  await remove();
});

test("three migrations at once all succeed", async () => {
  const runs = await Promise.all([1, 2, 3].map(() => cli("migrate", "--json")));
  expect(runs).toEqual(Array(3).fill({ code: 0, stdout: '{\n  "migrated": true\n}\n', stderr: "" }));
});

describe("init", () => {
  test("without it a command says what to do", async () => {
    const ran = await cli("admins", "list", "--json");
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toBe("ENCRYPTION_KEYS is missing: `npm run cli -- init` writes one to .env.\n");
  });

  test("R65: writes sound secrets that only the owner can read", async () => {
    const ran = await cli("init", "--json");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const { file } = JSON.parse(ran.stdout);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const written = await readFile(file, "utf8");
    const read = readConfig(parseEnv(written));
    expect(read).toMatchObject({ ok: true });
    expect(read.ok && read.config.auditSigningKey).toBeDefined();
    expect(ran.stdout).not.toContain(written.split("ENCRYPTION_KEYS=")[1]?.slice(12, 40));
    const shown = await cli("audit", "public-key");
    expect(shown).toMatchObject({
      code: 0,
      stdout: `${JSON.parse(ran.stdout).auditPublicKey}\n`,
      stderr: "",
    });
  });

  test("never overwrites", async () => {
    const before = await readFile(join(dir, ".env"), "utf8");
    const ran = await cli("init", "--json");
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^\.env exists already.*\n$/);
    expect(await readFile(join(dir, ".env"), "utf8")).toBe(before);
  });
});

describe("a company", () => {
  let invitationUrl = "";

  test("is created with an invitation for its first administrator", async () => {
    const ran = await cli(...acme, "--help-phone", "(555) 010-2200", "--json");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const created = JSON.parse(ran.stdout);
    invitationUrl = created.invitationUrl;
    expect(created).toEqual({
      ...{ slug: "acme-builders", teams: ["T0ACME0001", "T0ACME0002"] },
      companyId: expect.stringMatching(/^[0-9a-z]{10}$/),
      invitationUrl: expect.stringContaining(`http://localhost:3000/invitations/${created.companyId}.`),
    });
    const sql = owner();
    const queued = await sql`select kind from outbox order by due_at`;
    await sql.end();
    expect(queued).toMatchObject([
      { kind: "invitation_mail" },
      { kind: "invitation_reminder_mail" },
      { kind: "invitation_reminder_mail" },
    ]);
  });

  test("is refused for a Slack team that is taken, and nothing is written", async () => {
    const ran = await cli(...acme, "--json");
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^--team T0ACME0001 belongs to a company here already.*\n$/);
    const sql = owner();
    const companies = await sql`select slug from companies`;
    await sql.end();
    expect(companies).toHaveLength(1);
  });

  test("lists its administrators", async () => {
    const ran = await cli("admins", "list", "--json");
    expect(JSON.parse(ran.stdout)).toEqual([
      { name: "Olivia Reyes", email: "olivia@acme.example", enrolled: false, grantedAt: expect.any(String) },
    ]);
  });

  test("has its invitation sent again, with another link", async () => {
    const ran = await cli("invitation", "resend", "--email", "OLIVIA@acme.example", "--json");
    const resent = JSON.parse(ran.stdout);
    expect(resent).toMatchObject({ name: "Olivia Reyes", email: "olivia@acme.example" });
    expect(resent.invitationUrl).toContain("/invitations/");
    expect(resent.invitationUrl).not.toBe(invitationUrl);
  });

  test("has no invitation for an address that nobody invited", async () => {
    const ran = await cli("invitation", "resend", "--email", "petra@acme.example", "--json");
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^No invitation is open for petra@acme\.example.*\n$/);
  });

  test("PUBLIC_URL is the base of its links", async () => {
    const own = { ...env(), PUBLIC_URL: "https://payments.acme.example" };
    const args = ["invitation", "resend", "--email", "olivia@acme.example"];
    const ran = await runCli(args, { env: own, cwd: dir });
    expect(ran.stdout).toContain("\nhttps://payments.acme.example/invitations/");
  });
});

describe("R55: audit verify", () => {
  test("passes an unbroken chain", async () => {
    const ran = await cli("audit", "verify", "--json");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const report = JSON.parse(ran.stdout);
    expect(report).toMatchObject({ ok: true, chains: [{ company: "acme-builders", brokenAt: null }] });
    expect(report.chains[0].events).toBeGreaterThan(1);
  });

  test("passes an export on a machine without a database, and fails on a cut one", async () => {
    const ran = await cli(
      ...["audit", "export", "--company", "acme-builders", "--format", "jsonl"],
      ...["--out", "a.jsonl"],
      "--json",
    );
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(ran.stdout)).toMatchObject({ file: "a.jsonl", company: "acme-builders", first: 1 });
    expect((await stat(join(dir, "a.jsonl"))).mode & 0o777).toBe(0o600);
    const elsewhere = (file: string) =>
      runCli(["audit", "verify", "--file", file, "--json"], { env: {}, cwd: dir });
    const verified = await elsewhere("a.jsonl");
    expect(verified).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true });
    const text = await readFile(join(dir, "a.jsonl"), "utf8");
    await writeFile(join(dir, "b.jsonl"), text.slice(0, text.indexOf("\n") + 1));
    // One whose every line was made to say that there never was more.
    const [first = ""] = text.split("\n");
    await writeFile(join(dir, "c.jsonl"), first.replace(/"last":\d+/, '"last":1'));
    const cut = await elsewhere("b.jsonl");
    expect(cut).toMatchObject({ code: 1, stderr: "The audit trail is broken: acme-builders at event 2.\n" });
  });

  test("takes a checkpoint away, and proves by it elsewhere that nothing is missing", async () => {
    const printed = await cli("audit", "checkpoint", "--company", "acme-builders");
    expect(printed).toMatchObject({ code: 0, stderr: "" });
    await writeFile(join(dir, "kept.txt"), printed.stdout);
    const publicKey = (await cli("audit", "public-key")).stdout.trim();
    const kept = ["--checkpoint", "kept.txt", "--public-key", publicKey, "--json"];
    const elsewhere = (...args: string[]) => runCli(["audit", "verify", ...args], { env: {}, cwd: dir });
    const [here, there, cut] = await Promise.all([
      cli("audit", "verify", ...kept),
      elsewhere("--file", "a.jsonl", ...kept),
      elsewhere("--file", "c.jsonl", ...kept),
    ]);
    for (const ran of [here, there]) {
      expect(ran).toMatchObject({ code: 0, stderr: "" });
      expect(JSON.parse(ran.stdout)).toMatchObject({ ok: true, chains: [{ checkpoint: "fits" }] });
    }
    expect(cut).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^The end of the audit trail is missing: acme-builders ends at event 1, the checkpoint vouches for \d\.\n$/,
      ),
    });
    const all = JSON.parse((await cli("audit", "checkpoint", "--json")).stdout);
    expect(all).toMatchObject([{ company: "acme-builders" }, { company: "installation", events: 0 }]);
  });

  test("exports to standard output, never over a file, and never for a company that is none", async () => {
    const args = ["audit", "export", "--company", "acme-builders", "--format", "csv"];
    const [printed, over, none] = await Promise.all([
      cli(...args),
      cli(...args, "--out", "a.jsonl"),
      cli("audit", "export", "--company", "acme", "--format", "csv"),
    ]);
    expect(printed).toMatchObject({ code: 0, stderr: "" });
    expect(printed.stdout).toMatch(/^seq,at,kind,.*\r\n1,.*,company_created,/);
    expect(over).toMatchObject({ code: 1, stderr: "a.jsonl exists already. Nothing was written.\n" });
    expect(none).toMatchObject({ code: 1, stderr: "No company has the short name acme.\n" });
  });

  test("says where a chain is broken, and fails", async () => {
    const sql = owner();
    // What only somebody with the owner's login can do.
    await sql`alter table audit_events disable trigger audit_events_append_only`;
    await sql`update audit_events set facts = '{"via":"elsewhere"}' where seq = 2`;
    await sql`alter table audit_events enable trigger audit_events_append_only`;
    await sql.end();
    const ran = await cli("audit", "verify", "--json");
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ ok: false, chains: [{ brokenAt: 2 }] });
    expect(ran.stderr).toBe("The audit trail is broken: acme-builders at event 2.\n");
  });
});

describe("R09: keys", () => {
  const old = async () => parseEnv(await readFile(join(dir, ".env"), "utf8"))["ENCRYPTION_KEYS"] ?? "";
  const next = `next:${randomBytes(32).toString("base64")}`;
  const withKeys = (keys: string, ...args: string[]) =>
    runCli([...args, "--json"], { env: { ...env(), ENCRYPTION_KEYS: keys }, cwd: dir });

  test("rotate seals every secret with the first key, says which key can go, and draws nothing into a pipe", async () => {
    const ran = await withKeys(`${next},${await old()}`, "keys", "rotate");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const { rotated, damaged, keys, textsCountUntil } = JSON.parse(ran.stdout);
    expect(rotated).toBeGreaterThan(0);
    expect({ damaged, textsCountUntil }).toEqual({ damaged: [], textsCountUntil: null });
    expect(keys).toMatchObject([
      { keyId: "next", boxes: rotated, isFirst: true, safeToRemove: false },
      { boxes: 0, isFirst: false, isKnown: true, safeToRemove: true },
    ]);
  });

  test("status fails and names a key that boxes need and nobody has", async () => {
    const ran = await withKeys(await old(), "keys", "status");
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain("a key that ENCRYPTION_KEYS does not hold: next.");
    expect(JSON.parse(ran.stdout).keys).toContainEqual(
      expect.objectContaining({ keyId: "next", isKnown: false, safeToRemove: false }),
    );
  });
});

test("retention counts by table with --dry-run, and deletes without it", async () => {
  const keys = { ...env(), ENCRYPTION_KEYS: `next:${randomBytes(32).toString("base64")}` };
  const retention = (...args: string[]) => runCli(["retention", ...args, "--json"], { env: keys, cwd: dir });
  const sql = owner();
  const long = new Date("2020-01-01T00:00:00Z");
  await sql`insert into sign_in_throttles (company_id, email_hash, failures, last_failure_at) values ('a', 'b', 1, ${long})`;
  await sql.end();
  const counted = await retention("--dry-run");
  expect(counted).toMatchObject({ code: 0, stderr: "" });
  const tables = expect.objectContaining({ sign_in_throttles: 1, outbox: 0 });
  expect(JSON.parse(counted.stdout)).toEqual({ dryRun: true, rows: 1, tables });
  expect(JSON.parse((await retention()).stdout)).toEqual({ dryRun: false, rows: 1, tables });
}, 60_000);

test("a database that is gone is one line, without the password", async () => {
  const url = "postgres://latchkey:s3cretPart@127.0.0.1:1/latchkey";
  const ran = await runCli(["admins", "list", "--json"], { env: { ...env(), DATABASE_URL: url }, cwd: dir });
  expect(ran).toMatchObject({ code: 1, stdout: "" });
  expect(ran.stderr).toMatch(/^.*ECONNREFUSED.*\n$/);
  expect(ran.stderr).not.toContain("s3cretPart");
});

test("the environment wins over .env", async () => {
  await writeFile(join(dir, ".env"), "ENCRYPTION_KEYS=changeme\n");
  const ran = await cli("admins", "list");
  expect(ran.stderr).toMatch(/^ENCRYPTION_KEYS still holds a placeholder/);
  const key = `k1:${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64")}`;
  const won = await runCli(["admins", "list"], { env: { ...env(), ENCRYPTION_KEYS: key }, cwd: dir });
  expect(won).toMatchObject({ code: 0, stderr: "" });
});
