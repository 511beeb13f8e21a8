import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { auditAct } from "./audit-act.ts";
import { type PersonForm, takePersonAct } from "./lock-person-act.ts";
import { type Done, doneTo } from "./person-done.ts";
import { postAct } from "./post-act.ts";
import { reopenUnfinished } from "./reopen-unfinished.ts";
import { sendInvitation } from "./send-invitation.ts";

/** A System Administrator sends an invitation again; the old link is void, and the new one is good for its full time (R29). */
export async function sendInvitationAgain(deps: Deps, actor: Actor, form: PersonForm): Promise<Result<Done>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const taken = await takePersonAct(tx, deps, { ...form, actor, act: "resend" });
    if (!taken.ok) return taken;
    const { person, subject } = taken.value;
    const { companyId } = actor;
    await reopenUnfinished(tx, deps, subject);
    const sent = await sendInvitation(tx, deps, { companyId, userId: subject.id, invitedBy: person.id });
    const facts = { invitationId: sent.invitationId };
    const done = { actor, kind: "invitation_resent", subjectId: subject.id, facts };
    await postAct(tx, deps, await auditAct(tx, deps, done));
    return ok({ ...doneTo(subject), expiresAt: sent.expiresAt });
  });
}
