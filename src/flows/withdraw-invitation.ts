import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { auditAct } from "./audit-act.ts";
import { closeAccount } from "./close-account.ts";
import { type PersonForm, takePersonAct } from "./lock-person-act.ts";
import { type Done, doneTo } from "./person-done.ts";
import { postAct } from "./post-act.ts";

/**
 * Takes an invitation back: its link and reminders are void, and the person is deactivated without any right. Nobody is told who
 * has no account. Inviting the address again opens the same row anew, as `insertInvited` does; a person who had an account
 * before is reactivated instead, so that their history stays one.
 */
export async function withdrawInvitation(deps: Deps, actor: Actor, form: PersonForm): Promise<Result<Done>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const taken = await takePersonAct(tx, deps, { ...form, actor, act: "withdraw" });
    if (!taken.ok) return taken;
    const { person, subject, requests } = taken.value;
    await closeAccount(tx, deps, { byId: person.id, subject, requests });
    const done = { actor, kind: "invitation_withdrawn", subjectId: subject.id };
    await postAct(tx, deps, await auditAct(tx, deps, done));
    return ok(doneTo(subject));
  });
}
