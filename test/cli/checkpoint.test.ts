import { generateKeyPairSync } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { auditText } from "../../src/cli/audit-text.ts";
import { givenCheckpoint } from "../../src/cli/given-checkpoint.ts";
import { verifyExport } from "../../src/cli/verify-export.ts";
import { chainStart, hashAuditEvent, type LinkedEvent } from "../../src/crypto/audit-hash.ts";
import { checkpointText, publicKeyText, type SignedCheckpoint } from "../../src/crypto/checkpoint.ts";
import { exportAudit, findAuditPeriod } from "../../src/flows/export-audit.ts";
import { makeCheckpoints } from "../../src/flows/make-checkpoints.ts";
import { verifyChain } from "../../src/flows/verify-audit.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { acme, samDetails } from "../helpers/people.ts";
import { newDataDir } from "./data-dir.ts";

const { db, owner } = await testDatabase();
const { dir, remove } = await newDataDir();
afterAll(remove);
const { privateKey } = generateKeyPairSync("ed25519");
const publicKey = publicKeyText(privateKey);
const checkpointFile = join(dir, "checkpoint.txt");
const exportFile = join(dir, "export.jsonl");

/** A company with a checkpoint that was kept, and events since. */
async function story() {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const chain = { companyId: company.companyId, slug: company.slug };
  const [kept] = (await makeCheckpoints({ ...deps, auditSigningKey: privateKey }, chain)) ?? [];
  if (!kept) throw new Error("no checkpoint");
  await company.join(samDetails);
  return { deps, chain, kept };
}

let at: Awaited<ReturnType<typeof story>>;
beforeEach(async () => {
  at = await story();
});

/** The two ways to verify, here and on another machine: what each says. */
async function verified(checkpoint: SignedCheckpoint) {
  await exportWhole();
  const { brokenAt, checkpoint: finding } = await verifyChain(at.deps, at.chain, { checkpoint });
  const offline = await verifyExport(exportFile, checkpoint);
  expect({ brokenAt: offline.brokenAt, finding: offline.checkpoint }).toEqual({ brokenAt, finding });
  return { brokenAt, finding };
}

async function exportWhole() {
  const { deps, chain } = at;
  const range = await findAuditPeriod(deps, chain.companyId, {});
  if (!range) throw new Error("no events");
  let text = "";
  const of = { company: chain.slug, ...range };
  for await (const page of auditText(exportAudit(deps, chain.companyId, range), of, "jsonl"))
    text += page.text;
  await writeFile(exportFile, text);
}

/** As somebody with the owner's login, who knows how the chain is made and mends it behind the change, its stored end, too. */
async function rewrite(change: (events: LinkedEvent[]) => LinkedEvent[]) {
  const { companyId } = at.chain;
  const events: LinkedEvent[] = [];
  const range = { first: 1, last: 1_000_000 };
  for await (const page of exportAudit(at.deps, companyId, range)) events.push(...page.events);
  let place = { seq: 0, hash: chainStart };
  const mended = change(events).map((event, n) => {
    const row = { ...event, seq: n + 1, prevHash: place.hash };
    place = { seq: row.seq, hash: hashAuditEvent(place.hash, row) };
    return { ...row, hash: place.hash };
  });
  await owner`alter table audit_events disable trigger audit_events_append_only`;
  await owner`delete from audit_events where company_id = ${companyId}`;
  for (const { facts, ...e } of mended)
    await owner`insert into audit_events (company_id, seq, at, kind, actor_id, subject_id, workspace_id, slack_user_id, facts, prev_hash, hash)
      values (${e.companyId}, ${e.seq}, ${e.at}, ${e.kind}, ${e.actorId}, ${e.subjectId}, ${e.workspaceId}, ${e.slackUserId}, ${owner.json(facts)}, ${e.prevHash}, ${e.hash})`;
  await owner`alter table audit_events enable trigger audit_events_append_only`;
  await owner`update audit_heads set seq = ${place.seq}, hash = ${place.hash} where company_id = ${companyId}`;
}

describe("R55: a checkpoint that was kept elsewhere", () => {
  test("fits a trail that only grew since, in the database and in an export", async () => {
    expect(await verified(at.kept)).toEqual({ brokenAt: null, finding: "fits" });
  });

  test("shows a cut end whose chain was made to fit, which nothing else shows", async () => {
    await rewrite((events) => events.slice(0, at.kept.seq - 1));
    expect(await verified(at.kept)).toEqual({ brokenAt: null, finding: "cut_off" });
  });

  test.each<[string, (events: LinkedEvent[]) => LinkedEvent[]]>([
    [
      "an edited event",
      ([first, second, ...rest]) => [first, { ...second, kind: "signed_out" }, ...rest] as LinkedEvent[],
    ],
    ["a deleted event", ([first, _second, ...rest]) => [first, ...rest] as LinkedEvent[]],
    ["two events in another order", ([first, second, ...rest]) => [second, first, ...rest] as LinkedEvent[]],
  ])("shows %s in a chain that was written anew", async (_what, change) => {
    await rewrite(change);
    expect(await verified(at.kept)).toEqual({ brokenAt: null, finding: "rewritten" });
  });

  test("says nothing of what came after it: that whoever holds host and key can forge", async () => {
    await rewrite((events) => events.slice(0, at.kept.seq));
    expect(await verified(at.kept)).toEqual({ brokenAt: null, finding: "fits" });
  });

  test("of a chain that is broken before it is not reached", async () => {
    await owner`alter table audit_events disable trigger audit_events_append_only`;
    await owner`update audit_events set kind = 'other' where seq = 2 and company_id = ${at.chain.companyId}`;
    await owner`alter table audit_events enable trigger audit_events_append_only`;
    expect(await verified(at.kept)).toEqual({ brokenAt: 2, finding: "not_reached" });
  });

  test("of another company is refused, also when it is of the same length", async () => {
    const { kept: other } = await story();
    await exportWhole();
    await expect(verifyExport(exportFile, other)).rejects.toThrow("is of another company, acme-builders-");
  });
});

describe("R55: a checkpoint's file", () => {
  const given = (checkpoint: SignedCheckpoint | string, key = publicKey) =>
    writeFile(checkpointFile, typeof checkpoint === "string" ? checkpoint : checkpointText(checkpoint)).then(
      () => givenCheckpoint(checkpointFile, key),
    );

  test("is read with the key as text and as a file", async () => {
    const keyFile = join(dir, "key.txt");
    await writeFile(keyFile, `${publicKey}\n`);
    expect(await given(at.kept)).toMatchObject({ seq: at.kept.seq, hash: at.kept.hash });
    expect(await given(at.kept, keyFile)).toMatchObject({ seq: at.kept.seq });
  });

  test("that is forged, or signed by another key, or none at all, is refused by name", async () => {
    await expect(given({ ...at.kept, seq: at.kept.seq - 1 })).rejects.toThrow("is forged or damaged");
    const other = publicKeyText(generateKeyPairSync("ed25519").privateKey);
    await expect(given(at.kept, other)).rejects.toThrow("is signed with another key");
    await expect(given("hello")).rejects.toThrow("holds no checkpoint");
    await expect(givenCheckpoint(join(dir, "nowhere"), publicKey)).rejects.toThrow("that is not there");
    await expect(given(at.kept, "no-key-and-no-file")).rejects.toThrow("--public-key names a file");
    await expect(given(at.kept, exportFile)).rejects.toThrow("is no Ed25519 public key");
  });
});
