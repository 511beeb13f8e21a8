import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { normalizeEmail } from "../domain/email.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { judgeAct } from "./judge-act.ts";
import { lockPersonAct, type PersonForm, provePersonAct } from "./lock-person-act.ts";
import { type Done, submittedTo } from "./person-done.ts";
import { openRequestRefusal, submitAct } from "./submit-act.ts";

/** What is wrong with the address costs no code: it is corrected at its field. */
const aboutAddress = new Set(["nothing_changes", "email_known", "email_domain"]);

/** A Payments Admin asks for the sign-in address of a person who cannot sign in to be corrected: one other must agree, and the old address has a day to object. */
export async function correctEmail(
  deps: Deps,
  actor: Actor,
  { email, ...form }: PersonForm & { email: string },
): Promise<Result<Done>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const sent = { ...form, actor, act: "email" } as const;
    const locked = await lockPersonAct(tx, deps, sent);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const details = { kind: "email", from: subject.email, to: normalizeEmail(email) } as const;
    const refusal =
      (await openRequestRefusal(tx, deps, { person, subject, details })) ??
      (await judgeAct(tx, deps, { details, person, subject }));
    if (refusal && aboutAddress.has(refusal.code)) return refuse(refusal);
    const proven = await provePersonAct(tx, deps, { sent, locked: locked.value, refusal });
    if (!proven.ok) return refuse(proven.refusal);
    const submitted = await submitAct(tx, deps, { actor, person, subject, details });
    return submitted.ok ? ok(submittedTo(subject, submitted.value)) : submitted;
  });
}
