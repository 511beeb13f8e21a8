import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { findChallenge } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";
import { formLifetimeMs } from "./find-own-form.ts";

/** By id, on a page with the form as it was sent (`keep`); or by the actor's own form, which is begun once more. */
export type WhichRequest = string | { requestId: string; keep: string } | { again: string };

/** The request that a form is about, by the actor's own challenge, whatever the view says (A08); undefined for a form that is none. */
export async function findRequestId(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, act, which }: { actor: Actor; act: "approve" | "proceed"; which: WhichRequest },
): Promise<string | undefined> {
  if (typeof which === "string") return which;
  if ("requestId" in which) return which.requestId;
  const challenge = await findChallenge(tx, which.again);
  if (challenge?.userId !== actor.userId || challenge.purpose !== act) return undefined;
  const isStale = deps.now().getTime() - challenge.createdAt.getTime() > formLifetimeMs;
  return isStale ? undefined : (challenge.requestId ?? undefined);
}

/** The form whose place the new one takes, or whose challenge stays. */
export const formBefore = (which: WhichRequest) => ({
  again: typeof which !== "string" && "again" in which ? which.again : undefined,
  keep: typeof which !== "string" && "keep" in which ? which.keep : undefined,
});
