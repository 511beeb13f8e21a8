import { loadavg } from "node:os";
import { chainStart, hashAuditEvent } from "../../src/crypto/audit-hash.ts";
import { verifyAudit } from "../../src/flows/verify-audit.ts";
import { benchDatabase } from "./database.ts";
import { report } from "./report.ts";

/** How fast a long trail is verified, and in how much memory: both must not grow with it. */
const sizes = [50_000, 200_000];
const batch = 5_000;

const { db, owner, close } = await benchDatabase();
const rows = [];
for (const size of sizes) {
  const slug = `bench-${size}`;
  await fill(slug, size);
  let peak = 0;
  const onProgress = () => {
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const [verdict] = await verifyAudit({ db }, { slug, onProgress });
  const seconds = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  if (verdict?.events !== size || verdict.brokenAt !== null) throw new Error(JSON.stringify(verdict));
  rows.push({
    events: size,
    seconds: Number(seconds.toFixed(2)),
    "events a second": Math.round(size / seconds),
    "memory at most": `${Math.round(peak / 2 ** 20)} MiB`,
    // What this process itself computes; the rest is waiting for PostgreSQL and, on a busy machine, for a core.
    "own CPU an event": `${((user + system) / size).toFixed(1)} µs`,
    "load meanwhile": Number(loadavg()[0]?.toFixed(1)),
    target: "100000 a second",
  });
}
await close();
await report("audit-verify", rows);

/** Events as a reset leaves them, with the hashes that the product makes. */
async function fill(companyId: string, size: number): Promise<void> {
  await owner`insert into routes (kind, key, company_id) values ('slug', ${companyId}, ${companyId})`;
  let hash = chainStart;
  for (let from = 1; from <= size; from += batch) {
    const events = Array.from({ length: Math.min(batch, size - from + 1) }, (_, n) => {
      const event = eventOf(companyId, from + n);
      const prevHash = hash;
      hash = hashAuditEvent(prevHash, event);
      return { ...event, prevHash, hash };
    });
    await owner`insert into audit_events (company_id, seq, at, kind, actor_id, subject_id, workspace_id, slack_user_id, facts, prev_hash, hash)
      select "companyId", seq, at, kind, "actorId", "subjectId", "workspaceId", "slackUserId", facts, "prevHash", hash
      from jsonb_to_recordset(${owner.json(JSON.parse(JSON.stringify(events)))}) as e("companyId" text, seq int, at timestamptz,
        kind text, "actorId" text, "subjectId" text, "workspaceId" text, "slackUserId" text, facts jsonb, "prevHash" text, hash text)`;
  }
  await owner`insert into audit_heads (company_id, seq, hash) values (${companyId}, ${size}, ${hash})`;
  await owner`vacuum analyze audit_events`;
}

function eventOf(companyId: string, seq: number) {
  return {
    companyId,
    seq,
    at: new Date(Date.UTC(2026, 0, 1) + seq * 1000),
    kind: "reset_executed",
    actorId: `person${String(seq % 900).padStart(10, "0")}`,
    subjectId: `person${String(seq % 70_000).padStart(10, "0")}`,
    workspaceId: "T0ACME0001",
    slackUserId: "U0OLIVIA01",
    facts: {
      resetId: `reset${seq}`,
      reason: "lost_phone",
      verifiedHow: "called",
      attestation: "I called them at a number we already had, not one they gave me",
      factorsBefore: "totp",
      factorsAfter: "",
      via: "slack",
    },
  };
}
