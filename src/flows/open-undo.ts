import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findRequest } from "../store/requests.ts";
import { findLatestReset, findReset, lockLatestReset, type Reset } from "../store/resets.ts";
import { auditRefusal } from "./audit-act.ts";
import { insertStepUp, type Kept } from "./begin-step-up.ts";
import { findOwnForm, retireForm } from "./find-own-form.ts";
import { judgeReset, judgeUndo } from "./judge-reset.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import { lockActorAndSubject } from "./lock-actor.ts";

export type UndoForm = { challengeId: string; card: ResetCard; executedAt: Date };

/**
 * *Undo*, as long as it can be: the next code is bound to the subject as that reset left them, and so to that reset. `again`:
 * this form once more.
 */
export async function openUndo(
  deps: Deps,
  actor: Actor,
  from: ({ requestId: string } & Kept) | { again: string },
): Promise<Result<UndoForm>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const found = await findMeant(tx, deps, { actor, from });
    if (!found) return refuse({ code: "again" in from ? "challenge_expired" : "request_unknown" });
    const locked = await lockActorAndSubject(tx, actor, found.subjectId);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const before = "again" in from ? await retireForm(tx, deps, from.again) : undefined;
    if (before && !before.ok) return before;
    const { refusal } = await judgeReset(tx, deps, { person, subject });
    const latest = await lockLatestReset(tx, subject.id);
    const over = { code: "reset_over", name: subject.firstName } as const;
    const no = refusal ?? (latest?.id === found.id ? await judgeUndo(tx, { reset: latest, subject }) : over);
    if (no)
      return refuse(
        await auditRefusal(tx, deps, { actor, act: "open_undo", refusal: no, subjectId: subject.id }),
      );
    const keep = "requestId" in from ? from.keep : undefined;
    const step = await insertStepUp(tx, deps, { userId: person.id, act: "undo_reset", subject, keep });
    return ok({ ...step, card: await loadResetCard(tx, deps, subject), executedAt: found.executedAt });
  });
}

async function findMeant(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, from }: { actor: Actor; from: { requestId: string } | { again: string } },
): Promise<Reset | undefined> {
  if ("requestId" in from) {
    const request = await findRequest(tx, from.requestId);
    return request?.resetId ? findReset(tx, request.resetId) : undefined;
  }
  const form = await findOwnForm(tx, deps, { actor, challengeId: from.again, acts: ["undo_reset"] });
  return form && findLatestReset(tx, form.subjectId);
}
