import { viewLockout } from "../../flows/view-lockout.ts";
import { viewRequests } from "../../flows/view-requests.ts";
import { type CommandAnswer, say } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import { tellUsage } from "../help.ts";
import type { CommandPayload } from "../payload.ts";
import { mrkdwnVoice } from "../voice.ts";
import { paymentsMessage } from "./messages.ts";

/** `/payments` takes no words. */
export async function startPayments(
  context: LinkedContext,
  { text, name }: CommandPayload,
): Promise<CommandAnswer> {
  if (text !== "") return tellUsage(context, { name });
  const { deps, actor, companyId, company } = context;
  const [requests, lockout] = await Promise.all([viewRequests(deps, actor), viewLockout(deps, actor)]);
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  return say(paymentsMessage({ requests, lockout, companyId, viewer: context, voice }));
}
