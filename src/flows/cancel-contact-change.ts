import type { Deps } from "../deps.ts";
import { ok, type Result } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { type ContactChange, endContactChange, findOpenContactChange } from "../store/contact-changes.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { voidPending } from "../store/outbox.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import { voidTextedCode } from "./send-sms-code.ts";

type Kind = ContactChange["kind"];

/** The person thinks better of it. It needs no code: nothing changes. */
export async function cancelContactChange(
  deps: Pick<Deps, "db" | "now">,
  session: Session,
  { kind }: { kind: Kind },
): Promise<Result<void>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "full", now });
    if (!locked.ok) return locked;
    const { user } = locked.value;
    if (!(await voidContactChange(tx, { userId: user.id, kind, now }))) return ok(undefined);
    await appendAudit(tx, { kind: `own_${kind}_cancelled`, at: now, actorId: user.id });
    return ok(undefined);
  });
}

/** Voids the one that waits, with the link or the code that went out for it. The person is locked by the caller. */
export async function voidContactChange(
  tx: Tx,
  { userId, kind, now }: { userId: string; kind: Kind; now: Date },
): Promise<boolean> {
  const open = await findOpenContactChange(tx, userId, kind);
  if (!open || !(await endContactChange(tx, open.id, { voidedAt: now }))) return false;
  if (kind === "email") await voidPending(tx, now, { refId: open.id, kinds: ["email_confirm_mail"] });
  else await voidTextedCode(tx, open.id, now);
  return true;
}
