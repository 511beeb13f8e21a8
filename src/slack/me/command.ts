import { confirmLink } from "../../flows/confirm-link.ts";
import { unlink } from "../../flows/unlink.ts";
import { viewMe } from "../../flows/view-me.ts";
import {
  type ActionAnswer,
  type CommandAnswer,
  fieldErrors,
  none,
  open,
  type SubmissionAnswer,
  say,
  sayText,
  update,
} from "../answer.ts";
import { gateRefusalText } from "../gate-messages.ts";
import type { Context, LinkedContext } from "../handler.ts";
import { tellUsage } from "../help.ts";
import type { CommandPayload, SubmissionPayload } from "../payload.ts";
import { refusalText } from "../refusal-text.ts";
import { errorsOf } from "../submission.ts";
import { mrkdwnVoice, plainVoice } from "../voice.ts";
import { meMessage, unlinkedText } from "./messages.ts";
import { linkedModal, linkedText, numberIds, numberModal, Submission } from "./modal.ts";
import { tellNotLinked } from "./not-linked.ts";

/** `/payments-me` takes no words. */
export const startMe = async (context: Context, { text, name }: CommandPayload): Promise<CommandAnswer> =>
  text === "" || !context.actor ? showMe(context) : tellUsage(context, { name });

/** `/payments-me`: who I am here, or the way to become somebody. */
export async function showMe(context: Context): Promise<CommandAnswer> {
  const { deps, publicUrl, company, actor, unlinked } = context;
  const voice = mrkdwnVoice(company.timeZone);
  if (actor) return say(meMessage(await viewMe(deps, actor), voice));
  if (unlinked === undefined || unlinked === "not_linked" || unlinked === "link_suspended")
    return tellNotLinked(context);
  return sayText(gateRefusalText(unlinked, { company, publicUrl, voice }));
}

/** The button's link opens in the browser by itself; Slack only wants to hear that the click arrived. */
export const ackLinkClick = async (): Promise<ActionAnswer> => none;

export const openNumber = async (): Promise<ActionAnswer> => open(numberModal());

/** The number that the portal shows, typed by the Slack identity that the link was given to (R54). */
export async function submitNumber(context: Context, { view }: SubmissionPayload): Promise<SubmissionAnswer> {
  const { deps, companyId, workspaceId, slackUserId, company } = context;
  const typed = Submission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const result = await confirmLink(deps, { companyId, workspaceId, slackUserId, number: typed.data.number });
  if (!result.ok) {
    return fieldErrors({ [numberIds.number]: refusalText(result.refusal, plainVoice(company.timeZone)) });
  }
  const voice = mrkdwnVoice(company.timeZone);
  return update(linkedModal(result.value, voice), linkedText(result.value, voice));
}

export async function unlinkMe({ deps, actor, company }: LinkedContext): Promise<ActionAnswer> {
  const result = await unlink(deps, actor);
  return sayText(result.ok ? unlinkedText : refusalText(result.refusal, mrkdwnVoice(company.timeZone)));
}
