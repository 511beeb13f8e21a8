import { hashToken, newNumber } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { numberDigits, numberLifetimeMs } from "../domain/link.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { updateLinkAttempt } from "../store/slack-links.ts";
import { findOpenLink } from "./find-open-link.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";

/** The number of one attempt, as it is compared. It lives five minutes and three tries; the hash keeps it out of backups. */
export const hashNumber = (attemptId: string, number: string) => hashToken(`${attemptId}.${number}`);

/** The signed-in person says yes to this Slack account and gets the number that only that account can type: a forwarded link binds nobody (R54). */
export async function claimLink(
  deps: Deps,
  session: Session,
  token: string,
): Promise<Result<{ number: string; expiresAt: Date }>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "full", now });
    if (!locked.ok) return locked;
    const open = await findOpenLink(tx, { token, userId: session.userId, now });
    if (!open.ok) return open;
    const { id, workspaceId, slackUserId } = open.value;
    const number = newNumber(deps.randomBytes, numberDigits);
    const numberExpiresAt = new Date(now.getTime() + numberLifetimeMs);
    const claim = { userId: session.userId, numberHash: hashNumber(id, number), numberExpiresAt };
    if (!(await updateLinkAttempt(tx, id, claim))) return refuse({ code: "link_expired" });
    const dm = { refId: id, recipientId: session.userId, expiresAt: numberExpiresAt };
    await insertOutbox(tx, deps, { kind: "link_number_dm", ...dm });
    await appendAudit(tx, {
      kind: "link_claimed",
      at: now,
      actorId: session.userId,
      workspaceId,
      slackUserId,
    });
    return ok({ number, expiresAt: numberExpiresAt });
  });
}
