import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { maxAsksPerDay } from "../domain/request.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { consumeChallenge } from "../store/challenges.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { countAsks } from "../store/requests.ts";
import { auditRefusal } from "./audit-act.ts";
import { judgeReset } from "./judge-reset.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import { lockSubjectAct } from "./lock-subject-act.ts";
import { detailsOf, type ResetInput } from "./reset-mfa.ts";
import { openRequestRefusal, type Submitted, submitAct } from "./submit-act.ts";

const dayMs = 24 * 60 * 60_000;

export type Asked = {
  card: ResetCard;
  submitted: Extract<Submitted, { kind: "waiting" }>;
  facts: RequestFacts;
};

/** Somebody of the support team asks for a reset that a Payments Admin decides. No code: only the decision needs one (DESIGN 2). */
export async function askForReset(
  deps: Deps,
  actor: Actor,
  { challengeId, ...input }: Omit<ResetInput, "code">,
): Promise<Result<Asked>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockSubjectAct(tx, deps, { actor, act: "ask_reset", challengeId });
    if (!locked.ok) return locked;
    const { person, subject, challenge } = locked.value;
    const isPasswordForgotten = input.isPasswordForgotten === true;
    if (challenge.consumedAt) return refuse({ code: "challenge_spent" });
    if (challenge.expiresAt <= deps.now()) return refuse({ code: "challenge_expired" });
    const { refusal, reasons } = await judgeReset(tx, deps, {
      ...{ person, subject, isPasswordForgotten },
      isAsk: true,
    });
    const details = detailsOf(input);
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
    const facts = await findRequestFacts(tx, { id: submitted.value.request.id, now: deps.now() });
    if (!facts) throw new Error("a request just made is gone");
    return ok({ card: await loadResetCard(tx, deps, subject, reasons), submitted: submitted.value, facts });
  });
}

/** So that nobody tires the deciders into a yes. */
async function askLimitRefusal(tx: Tx, deps: Pick<Deps, "now" | "isUnhurried">, userId: string) {
  if (deps.isUnhurried) return undefined;
  const now = deps.now().getTime();
  const { count, oldest } = await countAsks(tx, userId, new Date(now - dayMs));
  const until = new Date((oldest?.getTime() ?? now) + dayMs);
  return count >= maxAsksPerDay ? ({ code: "ask_limit", until } as const) : undefined;
}
