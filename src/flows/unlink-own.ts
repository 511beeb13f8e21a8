import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findLinkById, lockLink, removeLink } from "../store/slack-links.ts";
import { auditAct } from "./audit-act.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import { tellSelf } from "./tell-self.ts";

/**
 * Cuts the tie to a Slack identity from the portal, a suspended one, too. It needs no code: it only takes away, and linking
 * again takes a whole sign-in.
 */
export async function unlinkOwn(
  deps: Pick<Deps, "db" | "now" | "randomBytes" | "keys">,
  session: Session,
  { linkId }: { linkId: string },
): Promise<Result<void>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "full", now });
    if (!locked.ok) return locked;
    const { row, user } = locked.value;
    const found = await findLinkById(tx, linkId);
    const link = found && (await lockLink(tx, found));
    if (link?.userId !== user.id || !(await removeLink(tx, link.id, now)))
      return refuse({ code: "not_linked" });
    const { workspaceId, slackUserId } = link;
    await tellSelf(tx, deps, { userId: user.id, news: "slack_unlinked", device: row.device });
    const { companyId, userId, id: sessionId } = session;
    const actor: Actor = { companyId, userId, via: "portal", sessionId };
    await auditAct(tx, deps, { actor, kind: "slack_unlinked", facts: { workspaceId, slackUserId } });
    return ok(undefined);
  });
}
