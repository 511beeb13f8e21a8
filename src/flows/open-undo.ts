import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findRequest } from "../store/requests.ts";
import { findReset, lockLatestReset } from "../store/resets.ts";
import { auditRefusal } from "./audit-act.ts";
import { insertStepUp } from "./begin-step-up.ts";
import { judgeReset, judgeUndo } from "./judge-reset.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import { lockActorAndSubject } from "./lock-actor.ts";

export type UndoForm = { challengeId: string; card: ResetCard; executedAt: Date };

/** *Undo*, as long as it can be: the next code is bound to the subject as that reset left them, and so to that reset. */
export async function openUndo(
  deps: Deps,
  actor: Actor,
  { requestId }: { requestId: string },
): Promise<Result<UndoForm>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const request = await findRequest(tx, requestId);
    const found = request?.resetId ? await findReset(tx, request.resetId) : undefined;
    if (!found) return refuse({ code: "request_unknown" });
    const locked = await lockActorAndSubject(tx, actor, found.subjectId);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const { refusal } = await judgeReset(tx, deps, { person, subject });
    const latest = await lockLatestReset(tx, subject.id);
    const over = { code: "reset_over", name: subject.firstName } as const;
    const no = refusal ?? (latest?.id === found.id ? await judgeUndo(tx, { reset: latest, subject }) : over);
    if (no)
      return refuse(
        await auditRefusal(tx, deps, { actor, act: "open_undo", refusal: no, subjectId: subject.id }),
      );
    const step = await insertStepUp(tx, deps, { userId: person.id, act: "undo_reset", subject });
    return ok({ ...step, card: await loadResetCard(tx, deps, subject), executedAt: found.executedAt });
  });
}
