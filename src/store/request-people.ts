import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { grants, users } from "./schema/people.ts";
import { requestApprovals, requests } from "./schema/requests.ts";

export type Concerned = Awaited<ReturnType<typeof listConcerned>>[number];

/** Those whom a request names, by their ids. */
export async function findConcerned(tx: Tx, requestId: string): Promise<Map<string, Concerned>> {
  const rows = await listConcerned(tx, requestId);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Requester, subject, who decided and who said yes: not more of each than is shown. */
export function listConcerned(tx: Tx, requestId: string) {
  const { requesterId, subjectId, decidedBy } = requests;
  const ids = tx
    .select({ id: sql`unnest(array[${requesterId}, ${subjectId}, ${decidedBy}])` })
    .from(requests)
    .where(eq(requests.id, requestId))
    .unionAll(
      tx
        .select({ id: requestApprovals.approverId })
        .from(requestApprovals)
        .where(eq(requestApprovals.requestId, requestId)),
    );
  return (
    tx
      .select({
        id: users.id,
        firstName: users.firstName,
        lastName: users.lastName,
        email: users.email,
        organisation: users.organisation,
        relationship: users.relationship,
        role: users.role,
        firstEnrolledAt: users.firstEnrolledAt,
        hasGrant: sql<boolean>`${grants.id} is not null`,
      })
      .from(users)
      .leftJoin(
        grants,
        and(eq(grants.companyId, users.companyId), eq(grants.userId, users.id), isNull(grants.revokedAt)),
      )
      // As an array, which the key's index takes: joined with the request, everybody of the company would be read.
      .where(sql`${users.id} = any(array(${ids}))`)
  );
}
