import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { maxAsksPerDay } from "../domain/request.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { consumeChallenge, findChallenge } from "../store/challenges.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { countAsks } from "../store/requests.ts";
import { auditRefusal } from "./audit-act.ts";
import { lockStepUp } from "./begin-step-up.ts";
import { judgeReset } from "./judge-reset.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import { lockActorAndSubject } from "./lock-actor.ts";
import type { ResetInput } from "./reset-mfa.ts";
import { openRequestRefusal, type Submitted, submitAct } from "./submit-act.ts";

const dayMs = 24 * 60 * 60_000;

export type Asked = { card: ResetCard; submitted: Extract<Submitted, { kind: "waiting" }> };

/** Somebody of the support team asks for a reset that a Payments Admin decides. No code: only the decision needs one (DESIGN 2). */
export async function askForReset(
  deps: Deps,
  actor: Actor,
  { challengeId, ...input }: Omit<ResetInput, "code">,
): Promise<Result<Asked>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const expired = refuse({ code: "challenge_expired" } as const);
    const found = await findChallenge(tx, challengeId);
    if (found?.userId !== actor.userId || !found.subjectId) return expired;
    const locked = await lockActorAndSubject(tx, actor, found.subjectId);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const challenge = await lockStepUp(tx, { challengeId, userId: person.id, act: "ask_reset", subject });
    if (!challenge || challenge.expiresAt <= deps.now()) return expired;
    const { refusal, reasons } = await judgeReset(tx, deps, { person, subject, isAsk: true });
    const details = { kind: "reset", ...input, link: input.link ?? null } as const;
    const no =
      refusal ??
      (await openRequestRefusal(tx, deps, { person, subject, details })) ??
      (await askLimitRefusal(tx, deps, person.id));
    if (no)
      return refuse(
        await auditRefusal(tx, deps, { actor, act: "ask_reset", refusal: no, subjectId: subject.id }),
      );
    if (!(await consumeChallenge(tx, challenge.id, deps.now()))) return refuse({ code: "challenge_spent" });
    const submitted = await submitAct(tx, deps, { actor, person, subject, details, reasons, isAsk: true });
    if (!submitted.ok) return submitted;
    if (submitted.value.kind !== "waiting") throw new Error("an ask executed without a decision");
    return ok({ card: await loadResetCard(tx, deps, subject, reasons), submitted: submitted.value });
  });
}

/** So that nobody tires the deciders into a yes. */
async function askLimitRefusal(tx: Tx, deps: Pick<Deps, "now">, userId: string) {
  const now = deps.now().getTime();
  const count = await countAsks(tx, userId, new Date(now - dayMs));
  return count >= maxAsksPerDay ? ({ code: "ask_limit", until: new Date(now + dayMs) } as const) : undefined;
}
