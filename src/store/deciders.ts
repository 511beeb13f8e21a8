import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import { type Decider, lostRoleCountsMs } from "../domain/approval.ts";
import { isPaymentsAdmin } from "../domain/person.ts";
import type { Tx } from "./db.ts";
import { grants, users } from "./schema/people.ts";

/**
 * Everybody who holds a deciding role, or lost one lately. Read under the company's lock, which every change of a role
 * takes, so that it stays true until the commit (R39).
 */
export async function listDeciders(
  tx: Tx,
  now: Date,
): Promise<(Decider & { firstName: string; lastName: string })[]> {
  const since = new Date(now.getTime() - lostRoleCountsMs);
  const rows = await tx
    .select({
      // Of each of many, for every drawing of a request: not more than is used.
      user: {
        id: users.id,
        firstName: users.firstName,
        lastName: users.lastName,
        role: users.role,
        status: users.status,
        lostSystemAdministratorAt: users.lostSystemAdministratorAt,
        everEnrolledAt: users.everEnrolledAt,
        firstEnrolledAt: users.firstEnrolledAt,
        heldUntil: users.heldUntil,
      },
      grantedAt: grants.grantedAt,
      revokedAt: grants.revokedAt,
    })
    .from(users)
    .leftJoin(
      grants,
      and(
        eq(grants.companyId, users.companyId),
        eq(grants.userId, users.id),
        or(isNull(grants.revokedAt), gt(grants.revokedAt, since)),
      ),
    )
    // As an array, which the key's index takes, whatever the planner thinks of the company's size.
    .where(sql`${users.id} = any(array(${holdersSince(tx, since)}))`)
    .orderBy(users.firstName, users.lastName, users.id, desc(grants.revokedAt));
  const byId = new Map<string, Decider & { firstName: string; lastName: string }>();
  for (const { user, grantedAt, revokedAt } of rows) {
    const before = byId.get(user.id);
    // Nulls come first when descending: the active grant, else the one lost last.
    if (before) continue;
    const hasGrant = grantedAt !== null && revokedAt === null;
    byId.set(user.id, {
      id: user.id,
      firstName: user.firstName,
      lastName: user.lastName,
      isActive: user.status === "active",
      isPaymentsAdmin: isPaymentsAdmin(user, hasGrant),
      isSystemAdministrator: user.role === "system_administrator" && user.status === "active",
      lostPaymentsAdminAt: hasGrant ? null : revokedAt,
      lostSystemAdministratorAt: user.lostSystemAdministratorAt,
      hasEverEnrolled: user.everEnrolledAt !== null,
      isEnrolled: user.firstEnrolledAt !== null,
      heldUntil: user.heldUntil,
    });
  }
  return [...byId.values()];
}

/** Three short indexes instead of everybody: a company may have a million payees. */
function holdersSince(tx: Tx, since: Date) {
  return union(
    tx.select({ id: users.id }).from(users).where(eq(users.role, sql`'system_administrator'`)),
    tx.select({ id: users.id }).from(users).where(gt(users.lostSystemAdministratorAt, since)),
    tx
      .select({ id: grants.userId })
      .from(grants)
      .where(or(isNull(grants.revokedAt), gt(grants.revokedAt, since))),
  );
}
