import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { auditAct } from "./audit-act.ts";
import { closeAccount } from "./close-account.ts";
import { roleNotice } from "./grant-payments-admin.ts";
import { type PersonForm, takePersonAct } from "./lock-person-act.ts";
import { type Done, doneTo } from "./person-done.ts";
import { postAct } from "./post-act.ts";

/** A System Administrator ends somebody's account, at once: all sessions, codes, links and rights (R53). */
export async function deactivateUser(deps: Deps, actor: Actor, form: PersonForm): Promise<Result<Done>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const taken = await takePersonAct(tx, deps, { ...form, actor, act: "deactivate" });
    if (!taken.ok) return taken;
    const { person, subject, requests } = taken.value;
    const facts = await closeAccount(tx, deps, { byId: person.id, subject, requests });
    await insertOutbox(tx, deps, roleNotice(subject.id, "deactivated"));
    const done = {
      actor,
      kind: "user_deactivated",
      subjectId: subject.id,
      facts: { ...facts, factorsAfter: "" },
    };
    await postAct(tx, deps, await auditAct(tx, deps, done));
    return ok(doneTo(subject));
  });
}
