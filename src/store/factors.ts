import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { FactorKind } from "../domain/factor.ts";
import type { Tx } from "./db.ts";
import { hitOne, onlyRow } from "./rows.ts";
import { factors } from "./schema/mfa.ts";
import { users } from "./schema/people.ts";

export type Factor = typeof factors.$inferSelect;

export async function insertFactor(tx: Tx, factor: typeof factors.$inferInsert): Promise<void> {
  await tx.insert(factors).values(factor);
}

/** By its id, whatever its state. */
export async function findFactor(tx: Tx, id: string): Promise<Factor | undefined> {
  const rows = await tx.select().from(factors).where(eq(factors.id, id));
  return rows[0];
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

/** Makes a pending factor an active one. The enrolment code's step, where it has one, is consumed with it (R08). */
export async function activateFactor(
  tx: Tx,
  id: string,
  { activatedAt, step }: { activatedAt: Date; step: number | null },
) {
  const rows = await tx
    .update(factors)
    .set({ state: "active", activatedAt, lastStep: step, failures: 0 })
    .where(and(eq(factors.id, id), eq(factors.state, "pending")))
    .returning({ id: factors.id });
  return hitOne(rows, "factor");
}

/** Counts one wrong code tried on it, and answers how many in a row that makes (R13). */
export async function countFactorFailure(tx: Tx, id: string): Promise<number> {
  const rows = await tx
    .update(factors)
    .set({ failures: sql`${factors.failures} + 1` })
    .where(eq(factors.id, id))
    .returning({ failures: factors.failures });
  return onlyRow(rows, "factor").failures;
}

/** A right code ends the count (R13). */
export async function clearFactorFailures(tx: Tx, id: string): Promise<void> {
  await tx.update(factors).set({ failures: 0 }).where(eq(factors.id, id));
}

/** Off for good, because somebody guesses at it (R13): by no reset, so that none gives it back. */
export async function turnOffFactor(tx: Tx, id: string, suspendedAt: Date): Promise<void> {
  const rows = await tx
    .update(factors)
    .set({ state: "suspended", suspendedAt, suspendedByResetId: null })
    .where(eq(factors.id, id))
    .returning({ id: factors.id });
  onlyRow(rows, "factor");
}

/** Destroys what this session is setting up of one kind. */
export async function destroyPendingFactor(
  tx: Tx,
  { sessionId, kind, at }: { sessionId: string; kind: FactorKind; at: Date },
) {
  await tx
    .update(factors)
    .set({ state: "destroyed", destroyedAt: at, secretBox: null, phoneBox: null })
    .where(and(eq(factors.sessionId, sessionId), eq(factors.kind, kind), eq(factors.state, "pending")));
}

/**
 * Turns the factors off, those that an earlier unfinished reset turned off with them; they come back only as R48 says. What was
 * turned off for too many wrong codes (R13) is no reset's, and stays off.
 */
export function suspendFactors(tx: Tx, userId: string, { at, resetId }: { at: Date; resetId: string }) {
  return tx
    .update(factors)
    .set({ state: "suspended", suspendedAt: at, suspendedByResetId: resetId })
    .where(and(eq(factors.userId, userId), or(eq(factors.state, "active"), isOffByReset)))
    .returning({ kind: factors.kind });
}

const isOffByReset = and(eq(factors.state, "suspended"), isNotNull(factors.suspendedByResetId));

/**
 * What a reset turned off works again, because the reset was undone, or stopped and one of them proven; when it was turned off stays on the row (R60). An
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

/** Destroys one, unless it is already. */
export async function destroyFactor(tx: Tx, id: string, at: Date): Promise<boolean> {
  const rows = await tx
    .update(factors)
    .set({ state: "destroyed", destroyedAt: at, secretBox: null, phoneBox: null })
    .where(and(eq(factors.id, id), ne(factors.state, "destroyed")))
    .returning({ id: factors.id });
  return hitOne(rows, "factor");
}

/** Destroys the user's factors in these states: the rows stay as history (R60), the secrets go. */
export function destroyFactors(tx: Tx, userId: string, states: Factor["state"][], at: Date) {
  return tx
    .update(factors)
    .set({ state: "destroyed", destroyedAt: at, secretBox: null, phoneBox: null })
    .where(and(eq(factors.userId, userId), inArray(factors.state, states)))
    .returning({ kind: factors.kind });
}
