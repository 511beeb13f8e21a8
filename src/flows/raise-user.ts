import type { Deps } from "../deps.ts";
import type { NewColleague } from "../domain/request.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { updateUser } from "../store/users.ts";
import { auditAct } from "./audit-act.ts";
import type { Execution } from "./execute-act.ts";
import { marksOf, roleNotice } from "./grant-payments-admin.ts";
import { insertInvited } from "./insert-invited.ts";
import type { Person } from "./lock-actor.ts";
import { sendInvitation } from "./send-invitation.ts";

type Raising = Pick<Execution, "actor" | "request">;

/** Member → System Administrator. */
export async function raiseUser(
  tx: Tx,
  deps: Deps,
  { actor, request, subject }: Raising & { subject: Person },
): Promise<void> {
  await updateUser(tx, subject.id, { role: "system_administrator" });
  await insertOutbox(tx, deps, roleNotice(subject.id, "raised"));
  const facts = { requestId: request.id, requesterId: request.requesterId, ...marksOf(request) };
  await auditAct(tx, deps, { actor, kind: "system_administrator_raised", subjectId: subject.id, facts });
}

/** Nobody is written to before the yes: only now does the person exist, and get the invitation. */
export async function inviteSystemAdministrator(
  tx: Tx,
  deps: Deps,
  { actor, request, invitee }: Raising & { invitee: NewColleague },
): Promise<void> {
  const colleague = { ...invitee, relationship: "employee", organisation: null, contactPhone: null } as const;
  const userId = await insertInvited(tx, deps, { ...colleague, role: "system_administrator" });
  const { companyId } = actor;
  const sent = await sendInvitation(tx, deps, { companyId, userId, invitedBy: request.requesterId });
  const facts = { requestId: request.id, invitationId: sent.invitationId, role: "system_administrator" };
  await auditAct(tx, deps, {
    actor,
    kind: "user_invited",
    subjectId: userId,
    facts: { ...facts, ...marksOf(request) },
  });
}
