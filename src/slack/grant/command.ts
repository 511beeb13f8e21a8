import { readPersonRef } from "../../domain/person-ref.ts";
import { findNamedPerson, type Named } from "../../flows/find-named-person.ts";
import { type GrantForm, openGrantForm } from "../../flows/open-grant-form.ts";
import type { FoundPerson } from "../../flows/search-people.ts";
import {
  type ActionAnswer,
  type CommandAnswer,
  fieldErrors,
  open,
  push,
  type SubmissionAnswer,
  sayText,
} from "../answer.ts";
import { emailIn } from "../command-text.ts";
import type { LinkedContext } from "../handler.ts";
import { tellUsage } from "../help.ts";
import type { CommandPayload, SubmissionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { refusalText } from "../refusal-text.ts";
import { errorsOf, writeBinding } from "../submission.ts";
import { mrkdwnVoice, plainVoice } from "../voice.ts";
import { confirmModal } from "./confirm-modal.ts";
import { Submission, whoIds, whoModal } from "./who-modal.ts";

/** `@name`, as Slack escapes it: `<@U012AB3CD|nora>`. https://docs.slack.dev/interactivity/implementing-slash-commands#escaping */
const mention = /^<@([UW][A-Z0-9]{2,})(?:\|[^>]*)?>$/;

/** `/payments-grant [email or @user]`: the form, with the person filled in. */
export async function startGrant(
  context: LinkedContext,
  { text, name }: CommandPayload,
): Promise<CommandAnswer> {
  const slackUserId = mention.exec(text)?.[1];
  const email = emailIn(text);
  if (text === "") return openGrant(context);
  if (slackUserId) return openFor(context, { slackUserId });
  return email ? openFor(context, { email }) : tellUsage(context, { name });
}

/** Who may not grant is told before typing; the flows decide again on locked rows. */
export async function openGrant(
  context: LinkedContext,
  filled: { chosen?: FoundPerson; why?: string } = {},
): Promise<ActionAnswer & CommandAnswer> {
  const { companyId, company, isPaymentsAdmin, isSystemAdministrator } = context;
  if (!isPaymentsAdmin && !isSystemAdministrator)
    return tellRefusal(context, { code: "not_administrator", helpers: [company.helpName] });
  return open(whoModal({ companyId, ...filled }));
}

async function openFor(context: LinkedContext, named: Named): Promise<CommandAnswer> {
  const { deps, actor, company, isPaymentsAdmin, isSystemAdministrator } = context;
  // Before anybody is looked up.
  if (!isPaymentsAdmin && !isSystemAdministrator) return openGrant(context);
  const found = await findNamedPerson(deps, actor, named);
  if (!found.ok) return tellRefusal(context, found.refusal);
  if (found.value) return openGrant(context, { chosen: found.value });
  const { company: name, said } = mrkdwnVoice(company.timeZone, company.displayName);
  if ("email" in named)
    return sayText(
      `No one at ${name} signs in with this address. Check it with the person. Are they new? A System Administrator invites them first, as System Administrator: type /payments-invite ${said(named.email)}.`,
    );
  return sayText(
    `I don't know who <@${named.slackUserId}> is on ${name} payments: their Slack isn't linked yet. Type /payments-grant with their email instead, or ask them to type /payments-me.`,
  );
}

/** Continue: judged before the code is asked for, with the way on at the person's field. */
export async function submitWho(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const typed = Submission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const { deps, actor, companyId, company } = context;
  const ref = readPersonRef(typed.data.ref, companyId);
  if (!ref) return fieldErrors({ [whoIds.person]: "Choose a person from the list." });
  const form = await openGrantForm(deps, actor, { userId: ref.userId });
  if (!form.ok && form.refusal.code === "request_open") return tellRefusal(context, form.refusal);
  const voice = plainVoice(company.timeZone, company.displayName);
  if (!form.ok) return fieldErrors({ [whoIds.person]: refusalText(form.refusal, voice) });
  const next = drawConfirm(context, { form: form.value, why: typed.data.why, isPushed: true });
  return push(next, "The form is ready. Type /payments-grant with the same email to open it.");
}

type Drawing = { form: GrantForm; why: string | undefined; isPushed: boolean; notice?: string };

export function drawConfirm({ companyId, company }: LinkedContext, drawing: Drawing) {
  const binding = writeBinding({ companyId, challengeId: drawing.form.challengeId });
  return confirmModal({ ...drawing, binding, voice: mrkdwnVoice(company.timeZone, company.displayName) });
}
