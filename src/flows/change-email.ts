import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { emailObjectionMs } from "../domain/request.ts";
import { appendAudit } from "../store/audit.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { findRequest, lockRequest, updateRequest } from "../store/requests.ts";
import { endSessions } from "../store/sessions.ts";
import { insertTimer } from "../store/timers.ts";
import { findUserByEmail, lockUser, updateUser } from "../store/users.ts";
import { auditAct } from "./audit-act.ts";
import type { Execution } from "./execute-act.ts";
import type { Person } from "./lock-actor.ts";
import { sendInvitation } from "./send-invitation.ts";
import { tellRequest } from "./tell-request.ts";

/** The effect of the yes: nothing changes yet but that the wait begins. */
export async function approveEmail(
  tx: Tx,
  deps: Deps,
  { actor, request, subject }: Pick<Execution, "actor" | "request"> & { subject: Person },
): Promise<void> {
  const dueAt = new Date(deps.now().getTime() + emailObjectionMs);
  await insertTimer(tx, { id: newId(deps.randomBytes), kind: "email_change", refId: request.id, dueAt });
  await insertOutbox(tx, deps, { kind: "email_change_mail", refId: request.id, recipientId: subject.id });
  const facts = { requestId: request.id, at: dueAt.toISOString() };
  await auditAct(tx, deps, { actor, kind: "email_change_approved", subjectId: subject.id, facts });
}

/** When the day is over and nobody has objected. */
export async function changeEmail(tx: Tx, deps: Deps, requestId: string): Promise<void> {
  const now = deps.now();
  const found = await findRequest(tx, requestId);
  if (!found?.subjectId || found.details.kind !== "email") return;
  const { from, to } = found.details;
  const subject = await lockUser(tx, found.subjectId);
  const request = await lockRequest(tx, requestId);
  if (request?.state !== "approved") return;
  const isPossible =
    subject.status !== "deactivated" && subject.email === from && !(await findUserByEmail(tx, to));
  const state = isPossible ? "executed" : "cancelled";
  await updateRequest(tx, request, { state, decidedAt: now });
  if (isPossible) {
    await updateUser(tx, subject.id, { email: to, emailChangedAt: now });
    await endSessions(tx, subject.id, { at: now });
    // The link that went to the old address must not open the account (R29).
    const { companyId } = subject;
    if (subject.status === "invited")
      await sendInvitation(tx, deps, { companyId, userId: subject.id, invitedBy: null });
  }
  await tellRequest(tx, deps, { request, news: state });
  const kind = isPossible ? "email_changed" : "email_change_cancelled";
  await appendAudit(tx, { kind, at: now, subjectId: subject.id, facts: { requestId } });
}
