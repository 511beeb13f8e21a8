import { and, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { hitOne } from "./rows.ts";
import { sessions } from "./schema/people.ts";

export type SessionRow = typeof sessions.$inferSelect;

export async function insertSession(tx: Tx, session: typeof sessions.$inferInsert): Promise<void> {
  await tx.insert(sessions).values(session);
}

export async function findSessionByToken(tx: Tx, tokenHash: string): Promise<SessionRow | undefined> {
  const rows = await tx
    .select()
    .from(sessions)
    .where(and(eq(sessions.tokenHash, tokenHash), isNull(sessions.endedAt)));
  return rows[0];
}

/** The live session, locked; undefined when it was ended. */
export async function lockSession(tx: Tx, id: string): Promise<SessionRow | undefined> {
  const rows = await tx
    .select()
    .from(sessions)
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)))
    .for("update");
  return rows[0];
}

/** Changes a live session; false when it was ended meanwhile. */
export async function updateSession(tx: Tx, id: string, changes: Partial<typeof sessions.$inferInsert>) {
  const rows = await tx
    .update(sessions)
    .set(changes)
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  return hitOne(rows, "session");
}

/** Takes back the state that this session was sent to Slack with; false for another's, an old one and one that came before. */
export async function spendInstallState(
  tx: Tx,
  { id, hash, now }: { id: string; hash: string; now: Date },
): Promise<boolean> {
  const rows = await tx
    .update(sessions)
    .set({ installStateHash: null, installStateUntil: null })
    .where(
      and(
        eq(sessions.id, id),
        isNull(sessions.endedAt),
        eq(sessions.installStateHash, hash),
        gt(sessions.installStateUntil, now),
      ),
    )
    .returning({ id: sessions.id });
  return hitOne(rows, "session");
}

/** Ends the user's sessions, all or all but one. What waits on one goes with it: a recovery code, a password chosen and not used yet. Answers how many. */
export async function endSessions(
  tx: Tx,
  userId: string,
  { at, except = "" }: { at: Date; except?: string },
): Promise<number> {
  const rows = await tx
    .update(sessions)
    .set({ endedAt: at, recoveryCodeBox: null, newPasswordHash: null })
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), ne(sessions.id, except)))
    .returning({ id: sessions.id });
  return rows.length;
}

/** Ends one of the user's own; 0 when it was over, or is nobody's they could end. */
export async function endSession(
  tx: Tx,
  { userId, id, at }: { userId: string; id: string; at: Date },
): Promise<number> {
  const rows = await tx
    .update(sessions)
    .set({ endedAt: at, recoveryCodeBox: null, newPasswordHash: null })
    .where(and(eq(sessions.userId, userId), eq(sessions.id, id), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  return hitOne(rows, "session") ? 1 : 0;
}

/** The user's sessions that are not over, the last seen first. */
export function listLiveSessions(tx: Tx, userId: string, now: Date) {
  return tx
    .select({
      id: sessions.id,
      level: sessions.level,
      device: sessions.device,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, now),
        sql`${sessions.lastSeenAt} + ${sessions.idleMs} * interval '1 millisecond' > ${now.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(desc(sessions.lastSeenAt));
}
