import type { Deps } from "../deps.ts";
import type { Refusal } from "../domain/refusal.ts";
import { latelyResetMs, limits, renewRefusal, resetRefusal } from "../domain/reset.ts";
import { lockCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { findSavedRecoveryCode } from "../store/recovery-codes.ts";
import { countResets, hasOutcomeSince, lockLatestReset, type Reset } from "../store/resets.ts";
import { listHelpers } from "./list-helpers.ts";
import type { Person } from "./lock-actor.ts";

export type Verdict = {
  /** Why this actor may not act on this subject now. */
  refusal: Refusal | undefined;
  /** A reset that waits for the subject, and can be repaired by a new code. */
  unfinished: Reset | undefined;
};

/** Asks the rule with what is true at this moment, under the locks that the caller holds on both people (R35, R39). */
export async function judgeReset(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { person, subject }: { person: Person; subject: Person },
): Promise<Verdict> {
  const now = deps.now();
  const since = new Date(now.getTime() - latelyResetMs);
  const wasResetLately =
    (await hasOutcomeSince(tx, subject.id, "completed", since)) ||
    (await hasOutcomeSince(tx, subject.id, "stopped", since));
  const hasRecoveryCode = (await findSavedRecoveryCode(tx, subject.id)) !== undefined;
  const helpers = await listHelpers(tx, { role: "payments_admin", except: person.id });
  const refusal = resetRefusal({ actor: person, subject, wasResetLately, hasRecoveryCode, helpers, now });
  const reset = await lockLatestReset(tx, subject.id);
  const canBeRenewed = reset && renewRefusal(reset, subject.firstName, now) === undefined;
  return { refusal, unfinished: canBeRenewed ? reset : undefined };
}

/** Too many resets by this actor, of this subject, or in this company (R50). The company's lock makes parallel ones queue. */
export async function limitRefusal(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { person, subject }: { person: Person; subject: Person },
): Promise<Refusal | undefined> {
  await lockCompany(tx);
  const now = deps.now().getTime();
  const checks = [
    ["actor", { actorId: person.id }],
    ["subject", { subjectId: subject.id }],
    ["company", {}],
  ] as const;
  for (const [limit, by] of checks) {
    const { max, windowMs } = limits[limit];
    const { count, oldest } = await countResets(tx, new Date(now - windowMs), by);
    if (count >= max)
      return { code: "reset_limit", limit, until: new Date((oldest?.getTime() ?? now) + windowMs) };
  }
  return undefined;
}
