import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import type { RequestDetails } from "../domain/request.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { judgePersonAct, lockPersonAct, type PersonForm, provePersonAct } from "./lock-person-act.ts";
import { type Done, submittedTo } from "./person-done.ts";
import { openRequestRefusal, submitAct } from "./submit-act.ts";

/** Member → System Administrator: as many others must agree as the policy says, one at least wherever there is one (R33). */
export const proposeRaise = (deps: Deps, actor: Actor, form: PersonForm) =>
  proposeRoleChange(deps, actor, { form, act: "raise" });

/** Takes Payments Admin away, one's own too: at once, unless the policy wants approvals. Never the last enrolled one's (R34). */
export const proposeRemoval = (deps: Deps, actor: Actor, form: PersonForm) =>
  proposeRoleChange(deps, actor, { form, act: "revoke" });

const details = {
  raise: { kind: "system_administrator", invitee: null },
  revoke: { kind: "revoke" },
} as const satisfies Record<string, RequestDetails>;

type Proposal = { form: PersonForm; act: keyof typeof details };

/** Rights first, then the code; then the act is executed, or waits as a request. */
async function proposeRoleChange(deps: Deps, actor: Actor, { form, act }: Proposal): Promise<Result<Done>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const sent = { ...form, actor, act };
    const locked = await lockPersonAct(tx, deps, sent);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const refusal =
      (await openRequestRefusal(tx, deps, { person, subject, details: details[act] })) ??
      (await judgePersonAct(tx, deps, { act, person, subject }));
    const proven = await provePersonAct(tx, deps, { sent, locked: locked.value, refusal });
    if (!proven.ok) return refuse(proven.refusal);
    const submitted = await submitAct(tx, deps, { actor, person, subject, details: details[act] });
    return submitted.ok ? ok(submittedTo(subject, submitted.value)) : submitted;
  });
}
