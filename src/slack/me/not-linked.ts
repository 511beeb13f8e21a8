import { hasWaitingNumber } from "../../flows/has-waiting-number.ts";
import { startLink } from "../../flows/start-link.ts";
import { say } from "../answer.ts";
import { notLinkedMessage, numberWaitingMessage } from "../gate-messages.ts";
import type { Context } from "../handler.ts";

/** The way in, fresh each time: a link given earlier is void from now on. */
export async function tellNotLinked({ deps, publicUrl, company, firstName, unlinked, ...ids }: Context) {
  const { companyId, workspaceId, slackUserId } = ids;
  if (await hasWaitingNumber(deps, { companyId, workspaceId, slackUserId })) return say(numberWaitingMessage);
  const { token } = await startLink(deps, { companyId, workspaceId, slackUserId });
  const isSuspended = unlinked === "link_suspended";
  return say(notLinkedMessage({ company, firstName, isSuspended, linkUrl: `${publicUrl}/link/${token}` }));
}
