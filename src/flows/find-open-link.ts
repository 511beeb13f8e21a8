import { hashToken } from "../crypto/token.ts";
import { linkRefusal } from "../domain/link.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import type { Tx } from "../store/db.ts";
import {
  findLink,
  findLinkAttemptByToken,
  findLinkOfUser,
  type Link,
  type LinkAttempt,
} from "../store/slack-links.ts";

/**
 * The attempt behind a link, while this person may still claim it and neither side is tied already. A suspended tie is
 * in nobody's way: `confirmLink` puts the new one in its place.
 */
export async function findOpenLink(
  tx: Tx,
  { token, userId, now }: { token: string; userId: string; now: Date },
): Promise<Result<LinkAttempt>> {
  const attempt = await findLinkAttemptByToken(tx, hashToken(token));
  const link = attempt ? activeOf(await findLink(tx, attempt)) : undefined;
  if (link?.userId === userId && attempt?.userId === userId) return refuse({ code: "link_done" });
  const refusal = linkRefusal(attempt, userId, now);
  if (refusal || !attempt) return refuse(refusal ?? { code: "link_unknown" });
  if (link) return refuse({ code: "slack_identity_taken" });
  const own = activeOf(await findLinkOfUser(tx, userId, attempt.workspaceId));
  return own ? refuse({ code: "user_has_link" }) : ok(attempt);
}

const activeOf = (link: Link | undefined) => (link?.state === "active" ? link : undefined);
