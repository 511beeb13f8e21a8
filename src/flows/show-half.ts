import { open } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import { ok, type Result } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findReset, lockReset, type Reset, updateReset } from "../store/resets.ts";
import { lockUsers } from "../store/users.ts";
import type { Session } from "./find-session.ts";
import { halfPlace } from "./issue-setup-code.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import { type HalfView, judgeHalf } from "./view-half.ts";

export type ShownHalf = HalfView & { half: string };

/** Shows the second half of a setup code to whoever verified the person: once, then its box is empty. */
export async function showHalf(deps: Deps, session: Session, resetId: string): Promise<Result<ShownHalf>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const found = await findReset(tx, resetId);
    // Both people first, in one order, as everywhere; the session's own is then locked already.
    await lockUsers(tx, found ? [session.userId, found.subjectId] : [session.userId]);
    const locked = await lockSessionUser(tx, session, { level: "full", now });
    if (!locked.ok) return locked;
    const reset = found && (await lockReset(tx, resetId));
    const judged = await judgeHalf(tx, { reset, userId: session.userId, now });
    if (!judged.ok) {
      // Somebody else's half was reached for; one's own that is over was not (R56).
      if (judged.refusal.code === "half_unknown") await auditReach(tx, { session, found, now });
      return judged;
    }
    const { reset: waiting, subject } = judged.value;
    const half = open(deps.keys, halfPlace(resetId), waiting.halfBox);
    if (!(await updateReset(tx, waiting, { halfBox: null, halfShownAt: now })))
      throw new Error("the reset moved under its lock");
    const { subjectId, executedAt, codeExpiresAt, attestation } = waiting;
    await appendAudit(tx, {
      kind: "half_shown",
      at: now,
      actorId: session.userId,
      subjectId,
      facts: { resetId },
    });
    return ok({ ...subject, executedAt, codeExpiresAt, attestation, half });
  });
}

type Reach = { session: Session; found: Reset | undefined; now: Date };

async function auditReach(tx: Tx, { session, found, now }: Reach): Promise<void> {
  const people = { actorId: session.userId, subjectId: found?.subjectId ?? null };
  const facts = { act: "show_half", why: "half_unknown", resetId: found?.id ?? "" };
  await appendAudit(tx, { kind: "act_refused", at: now, ...people, facts });
}
