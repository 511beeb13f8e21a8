import { readPersonRef } from "../../domain/person-ref.ts";
import { listInvitations } from "../../flows/list-invitations.ts";
import { type ActionAnswer, open, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import { pageOf } from "../page-buttons.ts";
import type { ActionPayload } from "../payload.ts";
import { drawForm, openForm } from "../people/command.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { mrkdwnVoice } from "../voice.ts";
import { invitationsModal } from "./list-modal.ts";

/** *Open invitations*, from the invite form. */
export async function showInvitations(context: LinkedContext): Promise<ActionAnswer> {
  const drawn = await drawList(context, 0);
  return "refusal" in drawn ? tellRefusal(context, drawn.refusal) : open(drawn.view);
}

export async function turnInvitations(
  context: LinkedContext,
  { value }: ActionPayload,
): Promise<ActionAnswer> {
  const drawn = await drawList(context, pageOf(value));
  if ("refusal" in drawn) return tellRefusal(context, drawn.refusal);
  return update(drawn.view, "The list of open invitations was updated.");
}

/** What was chosen in a row's menu: the form of that act on that person. */
export async function openInvitationAct(
  context: LinkedContext,
  { value }: ActionPayload,
): Promise<ActionAnswer> {
  const ref = readPersonRef(value, context.companyId);
  const act = ref?.act === "withdraw" ? "withdraw" : "resend";
  const form = await openForm(context, { act, userId: ref?.userId });
  return "refusal" in form ? tellRefusal(context, form.refusal) : open(drawForm(context, { act, form }));
}

async function drawList({ deps, actor, companyId, company }: LinkedContext, page: number) {
  const listed = await listInvitations(deps, actor, { page });
  if (!listed.ok) return { refusal: listed.refusal };
  return {
    view: invitationsModal({ page: listed.value, companyId, voice: mrkdwnVoice(company.timeZone) }),
  };
}
