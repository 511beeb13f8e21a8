import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result } from "../domain/result.ts";
import type { Tx } from "../store/db.ts";
import { judgeReset, type Verdict } from "./judge-reset.ts";
import { lockSubjectAct, type SubjectAct } from "./lock-subject-act.ts";

type Form = { actor: Actor; act: "renew_reset" | "undo_reset"; challengeId: string };

/** What stands behind a form about a reset that was made when it comes back, with the rule's verdict on it as things are now. */
export async function lockResetAct(
  tx: Tx,
  deps: Pick<Deps, "now">,
  form: Form,
): Promise<Result<SubjectAct & Verdict>> {
  const locked = await lockSubjectAct(tx, deps, form);
  if (!locked.ok) return locked;
  return ok({ ...locked.value, ...(await judgeReset(tx, deps, locked.value)) });
}
