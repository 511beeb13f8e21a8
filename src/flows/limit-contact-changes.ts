import type { Deps } from "../deps.ts";
import { contactWindowMs, maxContactChanges } from "../domain/contact-change.ts";
import type { Refusal } from "../domain/refusal.ts";
import { appendAudit } from "../store/audit.ts";
import { countContactChanges } from "../store/contact-changes.ts";
import type { Tx } from "../store/db.ts";

type Asked = { userId: string; kind: "email" | "phone" };

/** Whether this person, who is locked, began too many of such changes in a day: nobody uses the company's mail to bother strangers. */
export async function contactLimit(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { userId, kind }: Asked,
): Promise<Refusal | undefined> {
  const now = deps.now();
  const since = new Date(now.getTime() - contactWindowMs);
  const { count, oldest } = await countContactChanges(tx, { userId, kind, since });
  if (count < maxContactChanges || !oldest) return undefined;
  const facts = { act: `own_${kind}`, why: "contact_limit" };
  await appendAudit(tx, { kind: "act_refused", at: now, actorId: userId, facts });
  return { code: "contact_limit", until: new Date(oldest.getTime() + contactWindowMs) };
}
