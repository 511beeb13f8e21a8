import type { Deps } from "../deps.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { findLink, lockLink, type SlackIdentity, suspendLink as suspendRow } from "../store/slack-links.ts";
import { lockUser } from "../store/users.ts";

/**
 * Slack says that this person is deactivated: the Slack identity acts for nobody any more, from the next lock on (R39).
 * Being active again in Slack brings nothing back, because whoever gets a Slack account reactivated need not be its
 * owner: the way back is to link anew, which proves both sides (R54). Said twice, it counts once.
 */
export async function suspendLink(
  deps: Pick<Deps, "db" | "now" | "randomBytes" | "keys">,
  { companyId, workspaceId, slackUserId }: SlackIdentity & { companyId: string },
): Promise<void> {
  const identity = { workspaceId, slackUserId };
  await inTenant(deps.db, companyId, async (tx) => {
    // Whose it is, before anything is locked: people come first, as everywhere.
    const found = await findLink(tx, identity);
    if (found?.state !== "active") return;
    const { id: refId, userId } = found;
    await lockUser(tx, userId);
    const link = await lockLink(tx, identity);
    if (link?.id !== refId || !(await suspendRow(tx, refId))) return;
    await insertOutbox(tx, deps, { kind: "link_suspended_mail", refId, recipientId: userId });
    await appendAudit(tx, {
      kind: "slack_link_suspended",
      at: deps.now(),
      subjectId: userId,
      ...identity,
      facts: { why: "slack_deactivated" },
    });
  });
}
