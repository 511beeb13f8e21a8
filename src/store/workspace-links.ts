import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { links } from "./schema/slack.ts";

/** Which of these users act in a workspace of the company, and as whom. */
export function listActiveLinks(
  tx: Tx,
  { workspaceId, userIds }: { workspaceId: string; userIds: readonly string[] },
): Promise<{ userId: string; slackUserId: string }[]> {
  if (userIds.length === 0) return Promise.resolve([]);
  return tx
    .select({ userId: links.userId, slackUserId: links.slackUserId })
    .from(links)
    .where(
      and(eq(links.workspaceId, workspaceId), eq(links.state, "active"), inArray(links.userId, [...userIds])),
    );
}
