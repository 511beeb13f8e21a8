import { readPersonRef } from "../../domain/person-ref.ts";
import { viewAdmins } from "../../flows/view-admins.ts";
import { type ActionAnswer, type CommandAnswer, open, type SubmissionAnswer, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import { tellUsage } from "../help.ts";
import { pageOf } from "../page-buttons.ts";
import type { ActionPayload, CommandPayload, SubmissionPayload } from "../payload.ts";
import { actDoneText, isInList } from "../people/act-modal.ts";
import { drawForm, openForm } from "../people/command.ts";
import { submitAct } from "../people/submit-act.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { mrkdwnVoice } from "../voice.ts";
import { adminsModal } from "./modal.ts";

/** `/payments-admins` takes no words. */
export const startAdmins = async (
  context: LinkedContext,
  { text, name }: CommandPayload,
): Promise<CommandAnswer> => (text === "" ? openAdmins(context) : tellUsage(context, { name }));

/** The list in a view of its own. */
export async function openAdmins(context: LinkedContext) {
  const drawn = await drawList(context, {});
  return "refusal" in drawn ? tellRefusal(context, drawn.refusal) : open(drawn.view);
}

/** Another page, or the list in the place of a form. */
export async function turnPage(context: LinkedContext, { value }: ActionPayload): Promise<ActionAnswer> {
  const drawn = await drawList(context, { page: pageOf(value) });
  if ("refusal" in drawn) return tellRefusal(context, drawn.refusal);
  return update(drawn.view, "The list of Payments Admins was updated. Type /payments-admins to see it.");
}

/** In the list's own place, so that the list is there again when it is done. */
export async function openRemoval(context: LinkedContext, { value }: ActionPayload): Promise<ActionAnswer> {
  const ref = readPersonRef(value, context.companyId);
  const form = await openForm(context, { act: "revoke", userId: ref?.userId });
  if ("refusal" in form) return tellRefusal(context, form.refusal);
  const view = drawForm(context, { act: "revoke", form, isInList: true });
  return update(view, "The form is ready. Type /payments-admins to open it again.");
}

const submitRevoke = submitAct("revoke");

/** Removed from the list: the list again, with what became of it. Removed from the person's card: as any other act. */
export async function submitRemoval(
  context: LinkedContext,
  payload: SubmissionPayload,
): Promise<SubmissionAnswer> {
  return submitRevoke(context, payload, async (done) => {
    if (!isInList(payload.view)) return undefined;
    const { company } = context;
    const notice = actDoneText({
      act: "revoke",
      done,
      voice: mrkdwnVoice(company.timeZone, company.displayName),
    });
    const drawn = await drawList(context, { notice });
    return "refusal" in drawn ? undefined : update(drawn.view, notice);
  });
}

async function drawList(
  { deps, actor, companyId, company }: LinkedContext,
  { page = 0, notice }: { page?: number; notice?: string },
) {
  const viewed = await viewAdmins(deps, actor, { page });
  if (!viewed.ok) return { refusal: viewed.refusal };
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  return { view: adminsModal({ page: viewed.value, companyId, voice, ...(notice ? { notice } : {}) }) };
}
