import { readPersonRef } from "../../domain/person-ref.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { openResetForm } from "../../flows/open-reset-form.ts";
import {
  type ActionAnswer,
  type CommandAnswer,
  fieldErrors,
  open,
  push,
  type SubmissionAnswer,
  say,
  update,
} from "../answer.ts";
import { button, section } from "../blocks.ts";
import { emailIn } from "../command-text.ts";
import type { LinkedContext } from "../handler.ts";
import { startResetId, tellUsage } from "../help.ts";
import type { ActionPayload, CommandPayload, SubmissionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { refusalText } from "../refusal-text.ts";
import { errorsOf, readChallengeId } from "../submission.ts";
import { clip, mrkdwnVoice, plainVoice } from "../voice.ts";
import { drawForm } from "./draw-form.ts";
import { type Typed, typedIn } from "./inputs.ts";
import { Submission as WhoSubmission, whoModal } from "./who-modal.ts";

/** `/payments-reset-mfa [email]`: with an address that names somebody, straight to the form that fits. */
export async function startReset(
  context: LinkedContext,
  { text, name }: CommandPayload,
): Promise<CommandAnswer> {
  if (text === "") return openWho(context);
  const email = emailIn(text);
  return email ? openFor(context, { email }) : tellUsage(context, { name });
}

/**
 * Whoever may not reset may ask: the form that follows is the one that fits. A payee hears before it that there is none (R32).
 * A button may name whom it is about: an address like a typed one.
 */
export async function openWho(context: LinkedContext, { value }: { value?: string | undefined } = {}) {
  if (!context.isEmployee) return tellRefusal(context, { code: "not_employee", helpers: [] });
  const email = emailIn(value ?? "");
  return email ? openFor(context, { email }) : open(whoModal(undefined, context.isPaymentsAdmin));
}

/** *Start reset* under a call for help. The button says only whose form to open; rights and facts are looked at now. */
export async function openForPerson(context: LinkedContext, { value }: ActionPayload): Promise<ActionAnswer> {
  const ref = readPersonRef(value, context.companyId);
  if (!ref) return tellRefusal(context, { code: "unknown_person", near: [] });
  return openFor(context, { userId: ref.userId });
}

/** The form on one person, from a command, a button or a message. */
export async function openFor(
  context: LinkedContext,
  { typed, ...whom }: ({ email: string } | { userId: string }) & { typed?: Typed },
) {
  const form = await openResetForm(context.deps, context.actor, whom);
  if (!form.ok)
    return form.refusal.code === "unknown_person"
      ? tellNobody(context, form.refusal)
      : tellRefusal(context, form.refusal);
  return open(drawForm(context, { form: form.value, isPushed: false, typed }));
}

/** A mistyped address is one click from the right one, or from being typed again. */
function tellNobody({ company }: LinkedContext, refusal: Extract<Refusal, { code: "unknown_person" }>) {
  const text = refusalText(refusal, mrkdwnVoice(company.timeZone, company.displayName));
  const [only, ...others] = refusal.near;
  const door =
    only && others.length === 0
      ? { ...button(startResetId, clip(`Yes, ${only.name}`, 75)), value: only.email }
      : button(startResetId, "Try again");
  return say({ text, blocks: [section(text), { type: "actions", elements: [door] }] });
}

export async function submitWho(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const typed = WhoSubmission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const { deps, actor, company } = context;
  const { blockId, note } = typed.data;
  const email = emailIn(typed.data.email);
  if (!email)
    return fieldErrors({ [blockId]: "That's not an email address. It looks like name@company.com." });
  const form = await openResetForm(deps, actor, { email });
  const voice = plainVoice(company.timeZone, company.displayName);
  if (!form.ok) return fieldErrors({ [blockId]: refusalText(form.refusal, voice) });
  const next = drawForm(context, { form: form.value, isPushed: true, typed: { note } });
  return push(next, "The form is ready. Type /payments-reset-mfa with the same email to open it.");
}

/** From the form that offers a new code: a new reset of the same person, in its place on screen too: three views are the most that Slack takes. */
export const openAnew = (context: LinkedContext, payload: ActionPayload): Promise<ActionAnswer> =>
  openInstead(context, payload, { isPasswordForgotten: false });

/** The same, with the choice made: the password is forgotten, too. */
export const openForgotten = (context: LinkedContext, payload: ActionPayload): Promise<ActionAnswer> =>
  openInstead(context, payload, { isPasswordForgotten: true });

async function openInstead(
  context: LinkedContext,
  { view }: ActionPayload,
  typed: { isPasswordForgotten: boolean },
): Promise<ActionAnswer> {
  const anewFor = view && readChallengeId(view.private_metadata, context.companyId);
  if (!view || !anewFor) return tellRefusal(context, { code: "challenge_expired" });
  const form = await openResetForm(context.deps, context.actor, { anewFor, ...typed });
  if (!form.ok) return tellRefusal(context, form.refusal);
  const next = drawForm(context, { form: form.value, isPushed: Boolean(view.previous_view_id), typed });
  return update(next, "The form is ready. Type /payments-reset-mfa with the person's email to open it.");
}

/** "The password is forgotten, too", ticked or not: the form as it then is, with all that was typed. */
export async function redrawForgotten(
  context: LinkedContext,
  { view }: ActionPayload,
): Promise<ActionAnswer> {
  const again = view && readChallengeId(view.private_metadata, context.companyId);
  if (!view || !again) return tellRefusal(context, { code: "challenge_expired" });
  const typed = typedIn(view);
  const { isPasswordForgotten = false } = typed;
  const form = await openResetForm(context.deps, context.actor, { again, isPasswordForgotten });
  if (!form.ok) return tellRefusal(context, form.refusal);
  const next = drawForm(context, { form: form.value, isPushed: Boolean(view.previous_view_id), typed });
  return update(next, "Look the form over once more, and send it.");
}
