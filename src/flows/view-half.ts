import type { Deps } from "../deps.ts";
import { fullName } from "../domain/person.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findResetOwnerId } from "../store/reset-people.ts";
import { findReset, type Reset } from "../store/resets.ts";
import { findUser } from "../store/users.ts";
import type { Session } from "./find-session.ts";

export type HalfView = {
  name: string;
  firstName: string;
  executedAt: Date;
  codeExpiresAt: Date;
  /** As it was shown to whoever confirmed it. */
  attestation: string;
};

/** What stands on the page before the half is shown: whose it is, and what it is for. Changes nothing (R30). */
export async function viewHalf(
  deps: Pick<Deps, "db" | "now">,
  session: Session,
  resetId: string,
): Promise<Result<HalfView>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const reset = await findReset(tx, resetId);
    const judged = await judgeHalf(tx, { reset, userId: session.userId, now: deps.now() });
    if (!judged.ok) return judged;
    const { executedAt, codeExpiresAt, attestation } = judged.value.reset;
    return ok({ ...judged.value.subject, executedAt, codeExpiresAt, attestation });
  });
}

type Judged = { reset: Reset & { halfBox: string }; subject: { name: string; firstName: string } };

/**
 * Only whoever verified the person is shown the half, once, while it opens something. A reset of somebody else's, of another
 * company, or without halves reads the same as none (A08).
 */
export async function judgeHalf(
  tx: Tx,
  { reset, userId, now }: { reset: Reset | undefined; userId: string; now: Date },
): Promise<Result<Judged, Extract<Refusal, { code: `half_${string}` }>>> {
  if (!reset?.isPasswordForgotten || (await findResetOwnerId(tx, reset)) !== userId)
    return refuse({ code: "half_unknown" });
  const user = await findUser(tx, reset.subjectId);
  if (!user) throw new Error("a reset of nobody");
  const { firstName } = user;
  const { halfBox, halfShownAt } = reset;
  if (reset.outcome !== "open" || reset.codeExpiresAt <= now)
    return refuse({ code: "half_over", name: firstName });
  if (halfShownAt) return refuse({ code: "half_shown", name: firstName, at: halfShownAt });
  if (halfBox === null) return refuse({ code: "half_over", name: firstName });
  return ok({ reset: { ...reset, halfBox }, subject: { name: fullName(user), firstName } });
}
