import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import { revokeGrant } from "../store/grants.ts";
import { insertOutbox } from "../store/outbox.ts";
import { auditAct } from "./audit-act.ts";
import type { Execution } from "./execute-act.ts";
import { marksOf, roleNotice } from "./grant-payments-admin.ts";
import type { Person } from "./lock-actor.ts";

/** The effect of a removal: the right is gone with the commit, whatever was shown or begun before (R39). */
export async function revokePaymentsAdmin(
  tx: Tx,
  deps: Deps,
  { actor, request, subject }: Pick<Execution, "actor" | "request"> & { subject: Person },
): Promise<void> {
  const now = deps.now();
  if (!(await revokeGrant(tx, subject.id, { revokedAt: now, revokedBy: request.requesterId })))
    throw new Error("the grant moved under its lock");
  await insertOutbox(tx, deps, roleNotice(subject.id, "revoked"));
  const facts = { requestId: request.id, requesterId: request.requesterId, ...marksOf(request) };
  await auditAct(tx, deps, { actor, kind: "payments_admin_removed", subjectId: subject.id, facts });
}
