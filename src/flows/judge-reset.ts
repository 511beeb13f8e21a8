import type { Deps } from "../deps.ts";
import type { ApprovalReason, Refusal } from "../domain/refusal.ts";
import {
  approvalReasons,
  latelyResetMs,
  limits,
  renewRefusal,
  resetRefusal,
  undoRefusal,
} from "../domain/reset.ts";
import { lockCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { listFactors } from "../store/factors.ts";
import { countResets, hasOutcomeSince, lockLatestReset, type Reset } from "../store/resets.ts";
import { listHelpers } from "./list-helpers.ts";
import type { Person } from "./lock-actor.ts";

export type Verdict = {
  /** Why this actor may not act on this subject now. */
  refusal: Refusal | undefined;
  /** Why somebody else must agree, gravest first. */
  reasons: ApprovalReason[];
  /** A reset that waits for the subject, and can be repaired by a new code. */
  unfinished: Reset | undefined;
};

type About = { person: Person; subject: Person; isAsk?: boolean; isPasswordForgotten?: boolean };

/** Asks the rule with what is true at this moment, under the locks that the caller holds on both people (R35, R39). */
export async function judgeReset(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { person, subject, isAsk = false, isPasswordForgotten = false }: About,
): Promise<Verdict> {
  const now = deps.now();
  const since = new Date(now.getTime() - latelyResetMs);
  const [wasResetLately, helpers, reset] = await Promise.all([
    hasOutcomeSince(tx, subject.id, { outcomes: ["completed", "stopped"], since }),
    listHelpers(tx, { role: "payments_admin", except: person.id }),
    lockLatestReset(tx, subject.id),
  ]);
  const refusal = resetRefusal({ actor: person, subject, isAsk, helpers });
  const reasons = approvalReasons({ subject, wasResetLately, isPasswordForgotten, now });
  const canBeRenewed = reset && renewRefusal(reset, subject.firstName, now) === undefined;
  return { refusal, reasons, unfinished: canBeRenewed ? reset : undefined };
}

/** Set-up begins with the pending factor that a right setup code makes: from then on the person decides. */
export async function judgeUndo(
  tx: Tx,
  { reset, subject }: { reset: Reset; subject: Person },
): Promise<Refusal | undefined> {
  const factors = await listFactors(tx, subject.id);
  const hasBegun = factors.some((one) => one.state === "pending" && one.epoch === subject.mfaEpoch);
  return undoRefusal(reset, { hasBegun, name: subject.firstName });
}

/** Too many resets by this actor, of this subject, or in this company (R50). The company's lock makes parallel ones queue. */
export async function limitRefusal(
  tx: Tx,
  deps: Pick<Deps, "now" | "isUnhurried">,
  { personId, subjectId }: { personId: string; subjectId: string },
): Promise<Refusal | undefined> {
  await lockCompany(tx);
  if (deps.isUnhurried) return undefined;
  const now = deps.now().getTime();
  const checks = [
    ["actor", { actorId: personId }],
    ["subject", { subjectId }],
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
