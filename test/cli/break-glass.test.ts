import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openClient } from "../../src/store/db.ts";
import { type Embedded, startEmbedded } from "../../src/store/embedded.ts";
import { runCli } from "./child.ts";
import { newDataDir } from "./data-dir.ts";

const { dir, remove } = await newDataDir();
let server: Embedded;
const key = `k1:${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64")}`;
const env = () => ({ DATA_DIR: join(dir, "data"), ENCRYPTION_KEYS: key });
const cli = (...args: string[]) => runCli([...args, "--json"], { env: env(), cwd: dir });
const owner = () =>
  openClient({ socketDir: server.socketDir, database: "latchkey", user: "postgres" }, { max: 1 });
const query = async (text: string) => {
  const sql = owner();
  const rows = await sql.unsafe(text);
  await sql.end();
  return rows;
};
const olivia = ["--email", "olivia@acme.example"];
const why = ["--reason", "Lost her phone; called her at the office"];

beforeAll(async () => {
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
  server = await startEmbedded({ dataDir: join(dir, "data"), settings });
  const acme = [
    ...["company", "create", "--name", "Acme Builders", "--market", "US", "--kind", "general_contractor"],
    ...["--team", "T0ACME0001", "--admin-email", "olivia@acme.example", "--admin-name", "Olivia Reyes"],
  ];
  expect(await cli(...acme)).toMatchObject({ code: 0, stderr: "" });
});
afterAll(async () => {
  await server.stop();
  await remove();
});

test("R58: emergency access takes two operators, and says at each step what is next", async () => {
  const early = await cli("break-glass", "open", ...olivia, "--operator", "Jo Park", ...why);
  expect(early).toMatchObject({ code: 1, stdout: "" });
  expect(early.stderr).toContain("`invitation resend` sends a new link");
  await query(
    "update users set status = 'active', first_enrolled_at = now(), ever_enrolled_at = now(), password_hash = 'x'",
  );

  const open = await cli("break-glass", "open", ...olivia, "--operator", "Jo Park", ...why);
  expect(open).toMatchObject({ code: 0, stderr: "" });
  const opened = JSON.parse(open.stdout);
  expect(opened).toEqual({
    id: expect.stringMatching(/^[0-9a-z]{10}\.[0-9a-z]{16}$/),
    name: "Olivia Reyes",
    email: "olivia@acme.example",
    company: "acme-builders",
    expiresAt: expect.any(String),
  });

  const same = await cli("break-glass", "confirm", opened.id, "--operator", "JO PARK");
  expect(same).toMatchObject({ code: 1, stdout: "" });
  expect(same.stderr).toMatch(/^Whoever opened it cannot confirm it.*\n$/);

  const confirm = await cli("break-glass", "confirm", "--operator", "Kim Lee", opened.id);
  expect(confirm.code).toBe(0);
  expect(JSON.parse(confirm.stdout)).toMatchObject({ name: "Olivia Reyes", email: "olivia@acme.example" });
  // The alarm for whoever watches standard error; the setup code goes to the mailbox alone.
  expect(JSON.parse(confirm.stderr)).toMatchObject({ level: 50, event: "break_glass_confirmed" });
  expect(confirm.stdout + confirm.stderr).not.toMatch(/[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/);
  const kinds = (await query("select kind from outbox order by created_at, kind")).map((row) => row["kind"]);
  expect(kinds).toContain("setup_code_mail");
  expect(kinds.filter((kind) => kind === "break_glass_alert_mail")).toHaveLength(2);

  const again = await cli("break-glass", "confirm", opened.id, "--operator", "Kim Lee");
  expect(again.stderr).toMatch(/^Kim Lee confirmed it already/);
  const audit = await cli("audit", "verify");
  expect(JSON.parse(audit.stdout)).toMatchObject({ ok: true });
});

test("without --json a person reads what to do next", async () => {
  const args = ["break-glass", "open", ...olivia, "--operator", "Jo Park", ...why];
  const ran = await runCli(args, { env: env(), cwd: dir });
  expect(ran.stdout).toContain("Nothing is reset yet.");
  expect(ran.stdout).toMatch(/npm run cli -- break-glass confirm [0-9a-z]{10}\.[0-9a-z]{16} --operator/);
});
