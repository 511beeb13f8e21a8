import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { emailObjectionMs } from "../domain/request.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { insertTimers } from "../store/timers.ts";
import { auditAct } from "./audit-act.ts";
import type { Execution } from "./execute-act.ts";
import type { Person } from "./lock-actor.ts";

/** The effect of the yes: nothing changes yet but that the wait begins. */
export async function approveEmail(
  tx: Tx,
  deps: Deps,
  { actor, request, subject }: Pick<Execution, "actor" | "request"> & { subject: Person },
): Promise<void> {
  const dueAt = new Date(deps.now().getTime() + emailObjectionMs);
  await insertTimers(tx, { id: newId(deps.randomBytes), kind: "email_change", refId: request.id, dueAt });
  await insertOutbox(tx, deps, { kind: "email_change_mail", refId: request.id, recipientId: subject.id });
  const facts = { requestId: request.id, at: dueAt.toISOString() };
  await auditAct(tx, deps, { actor, kind: "email_change_approved", subjectId: subject.id, facts });
}
