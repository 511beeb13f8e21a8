import { and, asc, count, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "./db.ts";
import { hitOne } from "./rows.ts";
import { grants, users } from "./schema/people.ts";

export async function insertGrant(tx: Tx, grant: typeof grants.$inferInsert): Promise<void> {
  await tx.insert(grants).values(grant);
}

/** Who of them has an active grant, locked against a removal that would come between the check and the commit (R39). */
export async function lockGrants(tx: Tx, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ userId: grants.userId })
    .from(grants)
    .where(and(inArray(grants.userId, [...userIds]), isNull(grants.revokedAt)))
    .orderBy(asc(grants.userId))
    .for("update");
  return new Set(rows.map((row) => row.userId));
}

/** Ends the user's active grant; false when there is none. */
export async function revokeGrant(
  tx: Tx,
  userId: string,
  { revokedAt, revokedBy }: { revokedAt: Date; revokedBy: string },
): Promise<boolean> {
  const rows = await tx
    .update(grants)
    .set({ revokedAt, revokedBy })
    .where(and(eq(grants.userId, userId), isNull(grants.revokedAt)))
    .returning({ id: grants.id });
  return hitOne(rows, "grant");
}

export async function hasGrant(tx: Tx, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.userId, userId), isNull(grants.revokedAt)));
  return rows.length > 0;
}

const granter = alias(users, "granter");

/** Payments Admins by name, a page of them, from the short index of active grants. */
export function listPaymentsAdmins(tx: Tx, { offset, limit }: { offset: number; limit: number }) {
  return tx
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      status: users.status,
      firstEnrolledAt: users.firstEnrolledAt,
      grantedAt: grants.grantedAt,
      granterFirstName: granter.firstName,
      granterLastName: granter.lastName,
      /** A code of theirs opens something now; after a reset it does not, until they are back in. */
      hasActiveFactor: sql<boolean>`exists (select 1 from factors where factors.company_id = ${users.companyId}
        and factors.user_id = ${users.id} and factors.state = 'active')`,
    })
    .from(grants)
    .innerJoin(users, and(eq(users.companyId, grants.companyId), eq(users.id, grants.userId)))
    .leftJoin(granter, and(eq(granter.companyId, grants.companyId), eq(granter.id, grants.grantedBy)))
    .where(and(isNull(grants.revokedAt), ne(users.status, "deactivated")))
    .orderBy(asc(users.firstName), asc(users.lastName), asc(users.id))
    .offset(offset)
    .limit(limit);
}

export async function countPaymentsAdmins(tx: Tx): Promise<number> {
  const [row] = await tx.select({ count: count() }).from(grants).where(isNull(grants.revokedAt));
  return row?.count ?? 0;
}
