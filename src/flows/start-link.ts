import { newId, newToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { linkLifetimeMs } from "../domain/link.ts";
import { inTenant } from "../store/db.ts";
import { type SlackIdentity, saveLinkAttempt } from "../store/slack-links.ts";

/** A one-time link for this Slack identity; a link given to it before is void (R54). */
export async function startLink(
  deps: Pick<Deps, "db" | "now" | "randomBytes">,
  { companyId, workspaceId, slackUserId }: SlackIdentity & { companyId: string },
): Promise<{ token: string }> {
  const { token, hash } = newToken(deps.randomBytes, companyId);
  return inTenant(deps.db, companyId, async (tx) => {
    const now = deps.now();
    const expiresAt = new Date(now.getTime() + linkLifetimeMs);
    const id = newId(deps.randomBytes);
    await saveLinkAttempt(tx, { id, workspaceId, slackUserId, tokenHash: hash, createdAt: now, expiresAt });
    return { token };
  });
}
