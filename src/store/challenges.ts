import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { hitOne } from "./rows.ts";
import { challenges } from "./schema/mfa.ts";

export type Challenge = typeof challenges.$inferSelect;

const isOpen = and(isNull(challenges.consumedAt), isNull(challenges.voidedAt));

export async function insertChallenge(tx: Tx, challenge: typeof challenges.$inferInsert): Promise<void> {
  await tx.insert(challenges).values(challenge);
}

export async function findChallenge(tx: Tx, id: string): Promise<Challenge | undefined> {
  const rows = await tx.select().from(challenges).where(eq(challenges.id, id));
  return rows[0];
}

/** Locked, spent or not: who holds it knows why it cannot serve. */
export async function lockChallenge(tx: Tx, id: string): Promise<Challenge | undefined> {
  const rows = await tx.select().from(challenges).where(eq(challenges.id, id)).for("update");
  return rows[0];
}

/** The newest challenge of a browser session. */
export async function findSessionChallenge(
  tx: Tx,
  sessionId: string,
  userId: string,
): Promise<Challenge | undefined> {
  return (await ofSession(tx, sessionId, userId))[0];
}

/** The newest challenge of a browser session, locked. */
export async function lockSessionChallenge(
  tx: Tx,
  sessionId: string,
  userId: string,
): Promise<Challenge | undefined> {
  return (await ofSession(tx, sessionId, userId).for("update"))[0];
}

const ofSession = (tx: Tx, sessionId: string, userId: string) =>
  tx
    .select()
    .from(challenges)
    .where(
      and(eq(challenges.userId, userId), eq(challenges.sessionId, sessionId), isNull(challenges.voidedAt)),
    )
    // After a recovery code a session has two: the one that is not spent, then the newer.
    .orderBy(sql`${challenges.consumedAt} is not null`, desc(challenges.createdAt))
    .limit(1);

/** Consumes it; false when it was spent meanwhile: one challenge, one act (R37). */
export async function consumeChallenge(tx: Tx, id: string, consumedAt: Date): Promise<boolean> {
  const rows = await tx
    .update(challenges)
    .set({ consumedAt })
    .where(and(eq(challenges.id, id), isOpen))
    .returning({ id: challenges.id });
  return hitOne(rows, "challenge");
}

export async function countAttempt(tx: Tx, id: string): Promise<void> {
  await tx
    .update(challenges)
    .set({ attempts: sql`${challenges.attempts} + 1` })
    .where(eq(challenges.id, id));
}

/** Voids everything that the user has begun (R43, B2). */
export async function voidChallenges(tx: Tx, userId: string, voidedAt: Date): Promise<void> {
  await tx
    .update(challenges)
    .set({ voidedAt })
    .where(and(eq(challenges.userId, userId), isOpen));
}

/** Voids one, when another takes its place. */
export async function voidChallenge(tx: Tx, id: string, voidedAt: Date): Promise<void> {
  await tx
    .update(challenges)
    .set({ voidedAt })
    .where(and(eq(challenges.id, id), isOpen));
}
