import { createServer, type Socket } from "node:net";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { createMetrics } from "../../src/app/metrics.ts";
import { denyRequest } from "../../src/flows/deny-request.ts";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { appendAudit } from "../../src/store/audit.ts";
import { connect, inTenant } from "../../src/store/db.ts";
import { browser } from "../helpers/browser.ts";
import { testDatabase } from "../helpers/database.ts";
import { startLatchkey } from "../helpers/latchkey.ts";
import { codeOf, must, mustRefuse, samDetails } from "../helpers/people.ts";
import { acmeWithPetra, ask, enrolling, openForm, reset, why } from "../helpers/reset-story.ts";
import { foundCompany } from "../journeys/reset-by-hand.ts";

/** The lines of an exposition, by name with labels. */
function samplesOf(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(" ");
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

describe("an app with METRICS_PORT", async () => {
  const latchkey = await startLatchkey({ env: { METRICS_PORT: "0" } });
  const { app, origin, workspace, emulator } = latchkey;
  const scrape = async () => {
    const answer = await fetch(`http://127.0.0.1:${app.metricsPort}/metrics`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    return answer.text();
  };
  const counted = async (sample: string) => samplesOf(await scrape()).get(sample);

  test("serves metrics on that port alone, and nothing else there", async () => {
    expect(app.metricsPort).not.toBe(app.port);
    expect(await scrape()).toContain("process_cpu_seconds_total");
    expect((await fetch(`${origin}/metrics`)).status).toBe(404);
    for (const path of ["/", "/sign-in", "/healthz"])
      expect((await fetch(`http://127.0.0.1:${app.metricsPort}${path}`)).status).toBe(404);
  });

  test("counts portal answers by route and status, and never a token of a path", async () => {
    const invitation = await foundCompany(latchkey);
    await browser(origin).goto(invitation);
    await fetch(`${origin}/no-such-page/olivia@acmebuilders.example`);
    const text = await scrape();
    const samples = samplesOf(text);
    expect(samples.get('latchkey_http_answer_seconds_count{route="/invitations",status="200"}')).toBe(1);
    expect(samples.get('latchkey_http_answer_seconds_count{route="unknown",status="404"}')).toBeGreaterThan(
      0,
    );
    expect(text).not.toContain(invitation.split("/").at(-1));
    expect(text).not.toMatch(/olivia|acme/i);
  });

  test("counts answers to Slack by surface and outcome, and what never reached a handler by its status", async () => {
    const of = (surface: string, outcome: string) =>
      counted(`latchkey_slack_answer_seconds_count{surface="${surface}",outcome="${outcome}"}`);
    const olivia = workspace.person("Olivia");
    await olivia.command("/payments-me");
    expect(await of("command", "answered")).toBe(1);
    await olivia.command("/payments-admins");
    expect(await of("command", "refused")).toBe(1);
    const forged = await fetch(`${origin}/slack/events`, { method: "POST", body: "{}" });
    expect(forged.status).toBe(401);
    const unread = 'latchkey_http_answer_seconds_count{route="/slack/events",status="401"}';
    expect(await counted(unread)).toBe(1);
    expect(await scrape()).not.toContain(emulator.world.team.id);
  });

  test("a second app in the process has metrics of its own", async () => {
    const second = createMetrics({ db: app.deps.db, now: app.deps.now });
    onTestFinished(second.stop);
    expect(await (await second.routes.request("/metrics")).text()).not.toContain('route="/invitations"');
  });
});

describe("what happens in the company", async () => {
  const { db, owner, address } = await testDatabase();

  test("is counted once it is committed: resets by step, refusals by code, lock-outs, decisions with how long they waited", async () => {
    const story = await acmeWithPetra(db);
    const { deps, clock, olivia, petra, companyId } = story;
    const metrics = createMetrics({ db, now: deps.now });
    onTestFinished(metrics.stop);
    const sam = await story.join(samDetails, "U0SAM00001");
    const { setupCode } = await reset(deps, clock, olivia, petra);
    clock.advance(600_000);
    const session = await enrolling(deps, petra, setupCode);
    const { secret } = must(await viewEnrolment(deps, session));
    must(await enrolApp(deps, session, { code: codeOf(deps, secret) }));
    const { submitted } = must(await ask(deps, sam, petra));
    clock.advance(120_000);
    must(await denyRequest(deps, olivia.actor, { requestId: submitted.request.id, reason: "not verified" }));
    mustRefuse(await denyRequest(deps, sam.actor, { requestId: submitted.request.id, reason: "mine" }));
    for (let n = 0; n < 10; n++) {
      const challengeId = await openForm(deps, olivia, petra);
      mustRefuse(await resetMfa(deps, olivia.actor, { ...why, challengeId, code: "000000" }));
    }
    const rolledBack = inTenant(db, companyId, async (tx) => {
      await appendAudit(tx, { kind: "reset_lapsed", at: deps.now() });
      throw new Error("undone");
    });
    await expect(rolledBack).rejects.toThrow("undone");

    const text = await (await metrics.routes.request("/metrics")).text();
    const samples = samplesOf(text);
    const counts = {
      'latchkey_resets_total{step="executed"}': 1,
      'latchkey_resets_total{step="completed"}': 1,
      'latchkey_resets_total{step="asked"}': 1,
      'latchkey_resets_total{step="lapsed"}': undefined,
      latchkey_reset_completion_seconds_sum: 600,
      'latchkey_decisions_total{outcome="denied"}': 1,
      'latchkey_decision_wait_seconds_sum{outcome="denied"}': 120,
      'latchkey_refusals_total{code="wrong_code"}': 10,
      'latchkey_lockouts_total{kind="codes"}': 1,
      latchkey_database_transactions: 0,
    };
    expect(Object.fromEntries(Object.keys(counts).map((name) => [name, samples.get(name)]))).toEqual(counts);
    const refused = [...samples].filter(([name]) => name.startsWith("latchkey_refusals_total"));
    expect(refused.length).toBeGreaterThan(1);
    expect(text).not.toMatch(/olivia|petra|sam|acme|not verified/i);
    expect(text).not.toContain(companyId);
  });

  test("R62: the outbox of every company is read by one statement of the worker's, which names none", async () => {
    const now = new Date("2026-03-02T12:00:00Z");
    await owner`delete from outbox`;
    await owner`delete from timers`;
    const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
    const rows = [
      { company_id: "a", id: "due", due_at: ago(5), created_at: ago(5000) },
      { company_id: "b", id: "failed", due_at: ago(-30), created_at: ago(90), attempts: 3 },
      { company_id: "b", id: "later", due_at: ago(-900), created_at: ago(1) },
      { company_id: "c", id: "sent", due_at: ago(900), created_at: ago(900), delivered_at: ago(899) },
      { company_id: "c", id: "dead", due_at: ago(9), created_at: ago(9), dead_at: ago(8), last_error: "550" },
      {
        company_id: "c",
        id: "old",
        due_at: ago(9),
        created_at: ago(9),
        dead_at: ago(11_000),
        last_error: "5",
      },
      {
        company_id: "c",
        id: "void",
        due_at: ago(9),
        created_at: ago(9),
        dead_at: ago(8),
        last_error: "void",
      },
    ];
    for (const row of rows) await owner`insert into outbox ${owner({ kind: "k", ref_id: "r", ...row })}`;
    await owner`insert into timers (company_id, id, kind, ref_id, due_at) values ('a', 't', 'k', 'r', ${ago(2)})`;
    const metrics = createMetrics({ db, now: () => now });
    onTestFinished(metrics.stop);
    const samples = samplesOf(await (await metrics.routes.request("/metrics")).text());
    const found = [...samples].filter(([name]) => /^latchkey_(outbox|timers|database_up)/.test(name));
    expect(Object.fromEntries(found)).toEqual({
      latchkey_database_up: 1,
      latchkey_outbox_waiting: 2,
      latchkey_outbox_scheduled: 1,
      latchkey_outbox_oldest_seconds: 90 * 60,
      latchkey_outbox_dead_letters: 1,
      latchkey_timers_late: 1,
    });
  });

  test("A11: a database that is gone takes its numbers away: none of before stays", async () => {
    const pool = connect(address, { role: "latchkey_app" });
    const metrics = createMetrics({ db: pool.db, now: () => new Date() });
    onTestFinished(metrics.stop);
    const read = async () => {
      const samples = samplesOf(await (await metrics.routes.request("/metrics")).text());
      return { up: samples.get("latchkey_database_up"), late: samples.get("latchkey_timers_late") };
    };
    expect(await read()).toEqual({ up: 1, late: 1 });
    await pool.close();
    expect(await read()).toEqual({ up: 0, late: undefined });
  });
});

describe("A11: a database that takes connections and says nothing", async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  const port = typeof address === "object" && address ? address.port : 0;
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  test("hangs no scrape: each says that it is away, and all of them together asked it once", async () => {
    const pool = connect({ url: `postgres://nobody@127.0.0.1:${port}/nothing` });
    onTestFinished(pool.close);
    const metrics = createMetrics({ db: pool.db, now: () => new Date() });
    onTestFinished(metrics.stop);
    const scrapes = Array.from({ length: 20 }, async () => (await metrics.routes.request("/metrics")).text());
    for (const text of await Promise.all(scrapes)) {
      const samples = samplesOf(text);
      expect(samples.get("latchkey_database_up")).toBe(0);
      expect(samples.get("latchkey_database_transactions")).toBe(1);
      expect(text).not.toMatch(/^latchkey_outbox_waiting /m);
      expect(text).toContain("process_resident_memory_bytes");
    }
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([false]);
  });
});
