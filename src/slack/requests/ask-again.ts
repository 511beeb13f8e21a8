import { readRequestRef } from "../../domain/request-buttons.ts";
import { viewRequest } from "../../flows/view-request.ts";
import { type ActionAnswer, sayText } from "../answer.ts";
import { openGrantAgain } from "../grant/again.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { openResetAgain } from "../reset-mfa/again.ts";
import { openFollow } from "./follow.ts";

/** *Ask again*, after a no or when nobody decided: the same form, filled in; how it was verified is asked anew. */
export async function askAgain(context: LinkedContext, payload: ActionPayload): Promise<ActionAnswer> {
  const { deps, actor, companyId } = context;
  const requestId = readRequestRef(payload.value, companyId);
  const seen = requestId ? await viewRequest(deps, actor, requestId) : undefined;
  if (!seen?.ok || seen.value.viewer === "colleague")
    return tellRefusal(context, { code: "request_unknown" });
  const { viewer, facts } = seen.value;
  const { request, requester } = facts;
  if (viewer !== "requester")
    return tellRefusal(context, { code: "not_requester", name: requester.firstName });
  if (request.state === "pending" || request.state === "approved") return openFollow(context, payload);
  const { details, subjectId } = request;
  if (details.kind === "reset" && subjectId) {
    const { reason, note } = details;
    return openResetAgain(context, { userId: subjectId, reason, note });
  }
  if (details.kind === "grant" && subjectId)
    return openGrantAgain(context, { userId: subjectId, why: details.why });
  return sayText(elseTexts[details.kind]);
}

/** The others have no reason to be kept: their own forms are as quick. */
const elseTexts = {
  reset: "Type /payments-reset-mfa to ask again.",
  grant: "Type /payments-grant to ask again.",
  revoke: "Type /payments-admins and choose Remove beside the name to ask again.",
  system_administrator:
    "Type /payments-invite to invite somebody as System Administrator again. Or type /payments and choose Manage someone.",
  policy: "Open the app's Home and choose Edit settings to ask again.",
  email: "Type /payments, choose Manage someone, then Correct email, to ask again.",
};
