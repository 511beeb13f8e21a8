import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import { insertGrant } from "../store/grants.ts";
import { insertOutbox } from "../store/outbox.ts";
import { auditAct } from "./audit-act.ts";
import type { Execution } from "./execute-act.ts";
import type { Person } from "./lock-actor.ts";

/** The effect of a grant. For an invited person it counts from enrolment on (R29). */
export async function grantPaymentsAdmin(
  tx: Tx,
  deps: Deps,
  { actor, request, subject }: Pick<Execution, "actor" | "request"> & { subject: Person },
): Promise<void> {
  const grantedAt = deps.now();
  const id = newId(deps.randomBytes);
  await insertGrant(tx, { id, userId: subject.id, grantedBy: request.requesterId, grantedAt });
  await insertOutbox(tx, deps, roleNotice(subject.id, "granted"));
  const facts = { requestId: request.id, requesterId: request.requesterId, ...marksOf(request) };
  await auditAct(tx, deps, { actor, kind: "payments_admin_granted", subjectId: subject.id, facts });
}

/** How the approvals came to be enough, for the trail. */
export const marksOf = ({ isReducedQuorum, isBreakGlass }: Execution["request"]) => ({
  reducedQuorum: isReducedQuorum,
  breakGlass: isBreakGlass,
});

export type RoleChange = "granted" | "revoked" | "raised" | "lowered" | "deactivated";

/** The person hears of it: by Slack, or by mail. */
export const roleNotice = (userId: string, change: RoleChange) =>
  ({ kind: "role_notice", refId: userId, recipientId: userId, payload: { change } }) as const;
