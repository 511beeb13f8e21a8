import { openGrantForm } from "../../flows/open-grant-form.ts";
import { type ActionAnswer, open } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { drawConfirm } from "./command.ts";

/** *Ask again*: the form on the same person as things are now, with the reason of before. */
export async function openGrantAgain(
  context: LinkedContext,
  { userId, why }: { userId: string; why: string },
): Promise<ActionAnswer> {
  const form = await openGrantForm(context.deps, context.actor, { userId });
  if (!form.ok) return tellRefusal(context, form.refusal);
  return open(drawConfirm(context, { form: form.value, why, isPushed: false }));
}
