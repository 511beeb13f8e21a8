import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { approversOf } from "../domain/approval.ts";
import {
  type ApprovalsChannel,
  type Governance,
  isSameGovernance,
  isWithinBounds,
  type Policy,
} from "../domain/policy.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { type Challenge, findChallenge } from "../store/challenges.ts";
import { governanceOf } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { auditRefusal } from "./audit-act.ts";
import { insertStepUp, lockStepUp } from "./begin-step-up.ts";
import { judgeAct } from "./judge-act.ts";
import { lockActor, type Person } from "./lock-actor.ts";
import { proveFactor } from "./prove-factor.ts";
import { matterOf, openRequestRefusal, type Submitted, submitAct } from "./submit-act.ts";
import { weighRequest } from "./weigh-request.ts";

export type PolicyForm = {
  challengeId: string;
  governance: Governance;
  /** Who could agree to what makes approvals easier; nobody: then nobody is waited for. */
  deciders: string[];
};

/** A form changes the one or the other. */
export type PolicyChange = { policy: Policy } | { channel: ApprovalsChannel | null };

export type PolicySubmitted = { submitted: Submitted; before: Governance; after: Governance };

const kind = { kind: "policy" } as const;

/** What the company has set now; the actor's next code is bound to a change of just that. */
export async function openPolicyForm(deps: Deps, actor: Actor): Promise<Result<PolicyForm>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockActor(tx, actor);
    if (!locked.ok) return locked;
    const person = locked.value;
    const governance = await governanceOf(tx);
    const details = { ...kind, before: governance, after: governance };
    const judged = await judgeAct(tx, deps, { details, person, subject: undefined });
    if (judged) return refuse(await auditRefusal(tx, deps, { actor, act: "open_policy", refusal: judged }));
    const door = await openRequestRefusal(tx, deps, { person, subject: undefined, details: kind });
    if (door) return refuse(door);
    const matter = matterOf({ person, subject: undefined, details: kind });
    const { people } = await weighRequest(tx, deps, { matter });
    const shown = shownOf(governance);
    const step = await insertStepUp(tx, deps, { userId: person.id, act: "policy", shown });
    const deciders = approversOf(matter, people, deps.now()).map((one) => one.firstName);
    return ok({ ...step, governance, deciders });
  });
}

/** What a form about the settings was made of: a change since then makes it another form. */
const shownOf = ({ policy, channel }: Governance) =>
  JSON.stringify([policy, channel?.workspaceId ?? null, channel?.channelId ?? null]);

type Input = { challengeId: string; code: string; change: PolicyChange };

/**
 * Changes what the company has set: at once, or, where it makes anything easier and somebody else can decide, as a request
 * (R49). What stood before is what the form showed, by the actor's own challenge, and what stands now.
 */
export async function submitPolicy(
  deps: Deps,
  actor: Actor,
  { challengeId, code, change }: Input,
): Promise<Result<PolicySubmitted>> {
  if ("policy" in change && !isWithinBounds(change.policy))
    throw new Error("a policy out of bounds came past its form");
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockActor(tx, actor);
    if (!locked.ok)
      return refuse(await auditRefusal(tx, deps, { actor, act: "policy", refusal: locked.refusal }));
    const person = locked.value;
    const found = await findChallenge(tx, challengeId);
    const isOwn = found?.userId === person.id && found.purpose === "policy";
    if (!isOwn) return refuse({ code: "challenge_expired" });
    const before = await governanceOf(tx);
    const bound = { challengeId, userId: person.id, act: "policy", shown: shownOf(before) } as const;
    const challenge = await lockStepUp(tx, bound);
    if (!challenge) return refuse({ code: "policy_changed_since" });
    const after = { ...before, ...change };
    return submit(tx, deps, { actor, person, challenge, code, before, after });
  });
}

type Submission = {
  actor: Actor;
  person: Person;
  challenge: Challenge;
  code: string;
  before: Governance;
  after: Governance;
};

async function submit(
  tx: Tx,
  deps: Deps,
  { actor, person, challenge, code, before, after }: Submission,
): Promise<Result<PolicySubmitted>> {
  const details = { ...kind, before, after };
  const subject = undefined;
  const door = await openRequestRefusal(tx, deps, { person, subject, details });
  const refusal: Refusal | undefined = (await judgeAct(tx, deps, { details, person, subject })) ?? door;
  // Nothing is done, so no code is spent on it: the form stays as it is.
  if (!refusal && isSameGovernance(before, after)) return refuse({ code: "nothing_changes" });
  const proof = await proveFactor(tx, deps, { user: person, challenge, code });
  if (refusal) return refuse(await auditRefusal(tx, deps, { actor, act: "policy", refusal }));
  if (!proof.ok) return proof;
  const submitted = await submitAct(tx, deps, { actor, person, subject, details });
  return submitted.ok ? ok({ submitted: submitted.value, before, after }) : submitted;
}
