import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { auditRefusal } from "./audit-act.ts";
import { judgeAct } from "./judge-act.ts";
import { lockSubjectAct } from "./lock-subject-act.ts";
import { proveFactor } from "./prove-factor.ts";
import { openRequestRefusal, submitAct } from "./submit-act.ts";

/** `isEnrolled`: a grant counts from enrolment on; until then it waits for its person. */
export type GrantRequested = { facts: RequestFacts; isEnrolled: boolean };

/**
 * An administrator asks to make a System Administrator a Payments Admin, with the own code; done at once where nobody else must
 * agree, or can. Rights first, then the code (R37).
 */
export async function requestGrant(
  deps: Deps,
  actor: Actor,
  { challengeId, code, why }: { challengeId: string; code: string; why: string },
): Promise<Result<GrantRequested>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockSubjectAct(tx, deps, { actor, act: "grant", challengeId });
    if (!locked.ok) return locked;
    const { person, subject, challenge } = locked.value;
    const details = { kind: "grant", why } as const;
    const no =
      (await openRequestRefusal(tx, deps, { person, details, subject })) ??
      (await judgeAct(tx, deps, { details, person, subject }));
    const proof = await proveFactor(tx, deps, { user: person, challenge, code });
    if (no)
      return refuse(
        await auditRefusal(tx, deps, { actor, act: "grant", refusal: no, subjectId: subject.id }),
      );
    if (!proof.ok) return proof;
    const submitted = await submitAct(tx, deps, { actor, person, subject, details });
    if (!submitted.ok) return submitted;
    const facts = await findRequestFacts(tx, { id: submitted.value.request.id, now: deps.now() });
    if (!facts) throw new Error("a request just made is gone");
    return ok({ facts, isEnrolled: subject.firstEnrolledAt !== null });
  });
}
