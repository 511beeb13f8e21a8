import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { domainRefusal } from "../domain/invitation.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant } from "../store/db.ts";
import { updateUser } from "../store/users.ts";
import { auditAct } from "./audit-act.ts";
import { asInvited } from "./insert-invited.ts";
import { judgePersonAct, lockPersonAct, type PersonForm, provePersonAct } from "./lock-person-act.ts";
import { type Done, doneTo } from "./person-done.ts";
import { postAct } from "./post-act.ts";
import { sendInvitation } from "./send-invitation.ts";

/** Brings somebody back, as invited: without rights, codes and links, which went when the account was closed. */
export async function reactivateUser(deps: Deps, actor: Actor, form: PersonForm): Promise<Result<Done>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const sent = { ...form, actor, act: "reactivate" } as const;
    const locked = await lockPersonAct(tx, deps, sent);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const { emailDomains } = await getCompany(tx);
    const refusal =
      (await judgePersonAct(tx, deps, { act: "reactivate", person, subject })) ??
      domainRefusal(subject.email, subject.relationship, emailDomains);
    const proven = await provePersonAct(tx, deps, { sent, locked: locked.value, refusal });
    if (!proven.ok) return refuse(proven.refusal);
    await updateUser(tx, subject.id, asInvited);
    const { companyId } = actor;
    const invitation = await sendInvitation(tx, deps, {
      companyId,
      userId: subject.id,
      invitedBy: person.id,
    });
    const facts = { invitationId: invitation.invitationId };
    const done = { actor, kind: "user_reactivated", subjectId: subject.id, facts };
    await postAct(tx, deps, await auditAct(tx, deps, done));
    return ok({ ...doneTo(subject), expiresAt: invitation.expiresAt });
  });
}
