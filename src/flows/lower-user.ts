import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { updateUser } from "../store/users.ts";
import { auditAct } from "./audit-act.ts";
import { loseRoles } from "./close-account.ts";
import { roleNotice } from "./grant-payments-admin.ts";
import { type PersonForm, takePersonAct } from "./lock-person-act.ts";
import { type Done, doneTo } from "./person-done.ts";
import { postAct } from "./post-act.ts";

/** System Administrator → member. Payments Admin goes with it (DESIGN 1). */
export async function lowerUser(deps: Deps, actor: Actor, form: PersonForm): Promise<Result<Done>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const taken = await takePersonAct(tx, deps, { ...form, actor, act: "lower" });
    if (!taken.ok) return taken;
    const { person, subject } = taken.value;
    await updateUser(tx, subject.id, await loseRoles(tx, deps, { byId: person.id, subject }));
    await insertOutbox(tx, deps, roleNotice(subject.id, "lowered"));
    const facts = { wasPaymentsAdmin: subject.hasGrant };
    const done = { actor, kind: "system_administrator_lowered", subjectId: subject.id, facts };
    await postAct(tx, deps, await auditAct(tx, deps, done));
    return ok(doneTo(subject));
  });
}
