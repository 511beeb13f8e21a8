import { and, asc, desc, eq, inArray, isNull, lt, ne, or } from "drizzle-orm";
import type { FactorKind } from "../domain/factor.ts";
import type { Tx } from "./db.ts";
import { hitOne } from "./rows.ts";
import { factors } from "./schema/mfa.ts";
import { users } from "./schema/people.ts";

export type Factor = typeof factors.$inferSelect;

export async function insertFactor(tx: Tx, factor: typeof factors.$inferInsert): Promise<void> {
  await tx.insert(factors).values(factor);
}

/** Factors that are not destroyed, newest first. */
export function listFactors(tx: Tx, userId: string): Promise<Factor[]> {
  return tx
    .select()
    .from(factors)
    .where(and(eq(factors.userId, userId), ne(factors.state, "destroyed")))
    .orderBy(desc(factors.createdAt));
}

/** Everybody's factors that are not destroyed, by person, newest first. */
export function listFactorsOfAll(tx: Tx) {
  return tx
    .select({ factor: factors, user: users })
    .from(factors)
    .innerJoin(users, and(eq(users.companyId, factors.companyId), eq(users.id, factors.userId)))
    .where(ne(factors.state, "destroyed"))
    .orderBy(asc(users.createdAt), desc(factors.createdAt));
}

/** What this session is setting up, of one kind. */
export async function findPendingFactor(
  tx: Tx,
  sessionId: string,
  kind: FactorKind,
): Promise<Factor | undefined> {
  const isThis = [eq(factors.sessionId, sessionId), eq(factors.kind, kind), eq(factors.state, "pending")];
  const rows = await tx
    .select()
    .from(factors)
    .where(and(...isThis));
  return rows[0];
}

/** Accepts a TOTP step once: false when this step or a later one was accepted before (R06). */
export async function acceptStep(tx: Tx, id: string, step: number): Promise<boolean> {
  const rows = await tx
    .update(factors)
    .set({ lastStep: step })
    .where(and(eq(factors.id, id), or(isNull(factors.lastStep), lt(factors.lastStep, step))))
    .returning({ id: factors.id });
  return hitOne(rows, "factor");
}

/** Makes a pending (or given back) factor the active one. The enrolment code's step is consumed with it (R08). */
export async function activateFactor(
  tx: Tx,
  id: string,
  { activatedAt, step }: { activatedAt: Date; step: number },
) {
  const rows = await tx
    .update(factors)
    .set({ state: "active", activatedAt, lastStep: step, suspendedAt: null, suspendedByResetId: null })
    .where(and(eq(factors.id, id), inArray(factors.state, ["pending", "suspended"])))
    .returning({ id: factors.id });
  return hitOne(rows, "factor");
}

/** Turns the factors off, those that an earlier unfinished reset turned off with them; they come back only as R48 says. */
export function suspendFactors(tx: Tx, userId: string, { at, resetId }: { at: Date; resetId: string }) {
  return tx
    .update(factors)
    .set({ state: "suspended", suspendedAt: at, suspendedByResetId: resetId })
    .where(and(eq(factors.userId, userId), inArray(factors.state, ["active", "suspended"])))
    .returning({ kind: factors.kind });
}

/**
 * What a reset turned off works again, because the reset was undone; when it was turned off stays on the row (R60). An
 * accepted code stays accepted: nobody can use it once more.
 */
export function resumeFactors(tx: Tx, userId: string, resetId: string) {
  return tx
    .update(factors)
    .set({ state: "active" })
    .where(
      and(
        eq(factors.userId, userId),
        eq(factors.suspendedByResetId, resetId),
        eq(factors.state, "suspended"),
      ),
    )
    .returning({ kind: factors.kind });
}

/** Destroys the user's factors in these states: the rows stay as history (R60), the secrets go. */
export function destroyFactors(tx: Tx, userId: string, states: Factor["state"][], at: Date) {
  return tx
    .update(factors)
    .set({ state: "destroyed", destroyedAt: at, secretBox: null, phoneBox: null })
    .where(and(eq(factors.userId, userId), inArray(factors.state, states)))
    .returning({ kind: factors.kind });
}
