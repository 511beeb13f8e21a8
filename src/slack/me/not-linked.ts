import { startLink } from "../../flows/start-link.ts";
import { say } from "../answer.ts";
import { notLinkedMessage } from "../gate-messages.ts";
import type { Context } from "../handler.ts";

/** The way in, fresh each time: a link given earlier is void from now on. */
export async function tellNotLinked({ deps, publicUrl, company, ...ids }: Context) {
  const { companyId, workspaceId, slackUserId } = ids;
  const { token } = await startLink(deps, { companyId, workspaceId, slackUserId });
  return say(notLinkedMessage({ company, slackUserId, linkUrl: `${publicUrl}/link/${token}` }));
}
