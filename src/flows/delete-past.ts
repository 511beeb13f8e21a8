import type { Deps } from "../deps.ts";
import type { Db } from "../store/db.ts";
import { countPast, deletePast, prunedTables } from "../store/retention.ts";
import { auditInstallation } from "./audit-installation.ts";

/** `owner`: a connection as the database's owner. */
type RetentionDeps = Pick<Deps, "db" | "now"> & { owner: Db };

/** One statement deletes no more, so that it holds its locks for moments only. */
const batch = 1000;

/** How many rows of each table are past their time. Changes nothing. */
export async function countAllPast({
  owner,
  now,
}: Omit<RetentionDeps, "db">): Promise<Record<string, number>> {
  return forEachTable((name) => countPast(owner, name, now()));
}

/** Deletes what is past its time, while the app runs, and answers how many rows of each table went. Safe to break off and to repeat. */
export async function deleteAllPast(deps: RetentionDeps): Promise<Record<string, number>> {
  const { owner, now } = deps;
  const from = now();
  await auditInstallation(deps, "retention_begun");
  const deleted = await forEachTable((name) => deletePastOf(owner, name, from));
  const some = Object.entries(deleted).filter(([, rows]) => rows > 0);
  await auditInstallation(deps, "retention_finished", Object.fromEntries(some));
  return deleted;
}

async function deletePastOf(owner: Db, name: string, from: Date): Promise<number> {
  let deleted = 0;
  for (;;) {
    const gone = await deletePast(owner, name, { now: from, limit: batch });
    deleted += gone;
    if (gone < batch) return deleted;
  }
}

async function forEachTable(work: (name: string) => Promise<number>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of prunedTables) counts[name] = await work(name);
  return counts;
}
