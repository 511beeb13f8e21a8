import { companyOfToken, hashToken, stopTokenOf } from "../crypto/token.ts";
import { isWaiting } from "../domain/contact-change.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { type ContactChange, findContactChangeByToken } from "../store/contact-changes.ts";
import type { Tx } from "../store/db.ts";
import type { User } from "../store/users.ts";

type LinkRefusal = Extract<Refusal, { code: "email_link_unknown" | "email_link_over" }>;

/** The change that a mailed link confirms; the one that it stops, with `stops`. A link of the other sort is none. */
export async function findEmailChange(
  tx: Tx,
  token: string,
  { stops = false } = {},
): Promise<ContactChange | undefined> {
  if (!companyOfToken(token)) return undefined;
  const change = await findContactChangeByToken(tx, hashToken(stops ? token : stopTokenOf(token)));
  return change?.kind === "email" ? change : undefined;
}

/** Whether this link still works for this person: another's change is as unknown as none. */
export function judgeEmailLink(
  change: ContactChange | undefined,
  user: User | undefined,
  now: Date,
): Result<ContactChange & { email: string }, LinkRefusal> {
  if (!change?.email || change.userId !== user?.id) return refuse({ code: "email_link_unknown" });
  return isWaiting(change, user, now)
    ? ok({ ...change, email: change.email })
    : refuse({ code: "email_link_over" });
}
