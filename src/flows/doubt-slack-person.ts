import type { Deps } from "../deps.ts";
import { inTenant } from "../store/db.ts";
import { markSlackPersonOld, type SlackIdentity } from "../store/slack-links.ts";

/**
 * Something about this person has changed in Slack: at the next click the gate asks Slack again. What the event says is
 * not kept, because it may come late, twice and after a newer answer; it would make a deactivated person active again.
 * Whom we have never met stays unknown: Slack tells of everybody. https://docs.slack.dev/apis/events-api/#retries
 */
export async function doubtSlackPerson(
  deps: Pick<Deps, "db">,
  { companyId, workspaceId, slackUserId }: SlackIdentity & { companyId: string },
): Promise<void> {
  await inTenant(deps.db, companyId, (tx) => markSlackPersonOld(tx, { workspaceId, slackUserId }));
}
