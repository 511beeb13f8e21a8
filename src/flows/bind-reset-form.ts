import type { Deps } from "../deps.ts";
import { approversOf } from "../domain/approval.ts";
import type { Refusal } from "../domain/refusal.ts";
import { isLapsed } from "../domain/reset.ts";
import type { Tx } from "../store/db.ts";
import { findChannelPosting } from "../store/postings.ts";
import { findResetActorName } from "../store/reset-people.ts";
import type { Reset } from "../store/resets.ts";
import { type Act, insertStepUp, type Kept } from "./begin-step-up.ts";
import type { Verdict } from "./judge-reset.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import type { Person } from "./lock-actor.ts";
import { matterOf, nobodyRefusal } from "./submit-act.ts";
import { weighRequest } from "./weigh-request.ts";

export type UnfinishedReset = {
  executedAt: Date;
  actorName: string;
  outcome: "open" | "lapsed";
  codeExpiresAt: Date;
  mailAcceptedAt: Date | null;
  isStolen: boolean;
  /** Its code comes in two halves. */
  isPasswordForgotten: boolean;
  /** Null for the operator's. */
  requestId: string | null;
  /** Where it is talked about, if anywhere. */
  threadUrl: string | undefined;
};

type Form = { challengeId: string; card: ResetCard };
/** `required`: approvals that are needed before anything happens; 0: it happens at once. `deciders`: who can give them. */
type Needs = { required: number; deciders: string[] };

export type ResetForm =
  | (Form & Needs & { kind: "reset" })
  /** `reset`: one that waits for the person already; whoever may only ask hears of it. */
  | (Form & Needs & { kind: "ask"; reset: UnfinishedReset | null })
  | (Form & { kind: "renew"; reset: UnfinishedReset })
  /** Nothing to be sent now, and why: a request waits already, or nobody could decide one. */
  | (Form & { kind: "door"; refusal: Refusal; mayRelease: boolean });

type About = Kept & {
  person: Person;
  subject: Person;
  verdict: Verdict;
  isAnew: boolean;
  isPasswordForgotten: boolean;
};

/**
 * The form that fits, with the lightest remedy first: a new code for a reset that was allowed once, whatever made a new one need
 * an approval since; a reset; or, for whoever may not do it, asking for one. The actor's next code, or submission, is bound
 * to that very act on that very person.
 */
export async function bindResetForm(
  tx: Tx,
  deps: Deps,
  { person, subject, verdict, isAnew, isPasswordForgotten, keep }: About,
): Promise<ResetForm> {
  const { reasons, unfinished } = verdict;
  const card = await loadResetCard(tx, deps, subject, reasons);
  const bind = (act: Act) => insertStepUp(tx, deps, { userId: person.id, act, subject, keep });
  const isAsk = !person.isPaymentsAdmin;
  const reset = unfinished ? await describe(tx, deps, unfinished) : null;
  const isRepairable = !isAnew && (!isPasswordForgotten || unfinished?.isPasswordForgotten === true);
  if (reset && !isAsk && isRepairable) return { kind: "renew", ...(await bind("renew_reset")), card, reset };
  const details = { kind: "reset", isPasswordForgotten } as const;
  const matter = matterOf({ person, subject, details, isAsk, reasons });
  const weighed = await weighRequest(tx, deps, { matter });
  const nobody = isAsk ? await nobodyRefusal(tx, weighed, subject) : undefined;
  if (nobody) return bindDoor(tx, deps, { person, subject, verdict, refusal: nobody, keep });
  const deciders = approversOf(matter, weighed.people, deps.now()).map((one) => one.firstName);
  const form = { card, required: weighed.quorum.required, deciders };
  if (isAsk) return { kind: "ask", ...(await bind("ask_reset")), ...form, reset };
  return { kind: "reset", ...(await bind("reset")), ...form };
}

type Door = Omit<About, "isAnew" | "isPasswordForgotten"> & { refusal: Refusal };

/** The card alone: what stands in the way, and "Lock now", which nothing stands in the way of. */
export async function bindDoor(
  tx: Tx,
  deps: Deps,
  { person, subject, verdict, refusal, keep }: Door,
): Promise<ResetForm> {
  const card = await loadResetCard(tx, deps, subject, verdict.reasons);
  const step = await insertStepUp(tx, deps, { userId: person.id, act: "look", subject, keep });
  return { kind: "door", ...step, card, refusal, mayRelease: person.isPaymentsAdmin };
}

async function describe(tx: Tx, deps: Deps, reset: Reset): Promise<UnfinishedReset> {
  const actorName = await findResetActorName(tx, reset);
  const { executedAt, codeExpiresAt, mailAcceptedAt, isStolen, isPasswordForgotten, requestId } = reset;
  const outcome = isLapsed(reset, deps.now()) ? "lapsed" : "open";
  const threadUrl = await findThreadUrl(tx, requestId);
  const code = { codeExpiresAt, mailAcceptedAt, isPasswordForgotten };
  return { executedAt, actorName, outcome, ...code, isStolen, requestId, threadUrl };
}

/** Where a request is talked about: the address of its message; undefined until Slack has taken it. */
export async function findThreadUrl(tx: Tx, requestId: string | null): Promise<string | undefined> {
  const posting = requestId ? await findChannelPosting(tx, requestId) : undefined;
  if (!posting?.channelId || !posting.ts) return undefined;
  return `https://slack.com/archives/${posting.channelId}/p${posting.ts.replace(".", "")}`;
}
