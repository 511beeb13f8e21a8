import type { PersonAct } from "../../domain/person-act.ts";
import { readPersonRef } from "../../domain/person-ref.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { openPersonAct, type PersonActForm } from "../../flows/open-person-act.ts";
import { searchPeople } from "../../flows/search-people.ts";
import { type PersonCard, viewPerson } from "../../flows/view-person.ts";
import {
  type ActionAnswer,
  choices,
  fieldErrors,
  type OptionsAnswer,
  open,
  push,
  type SubmissionAnswer,
} from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload, OptionsPayload, SubmissionPayload } from "../payload.ts";
import { refusalText } from "../refusal-text.ts";
import { errorsOf, writeBinding } from "../submission.ts";
import { mrkdwnVoice, plainVoice } from "../voice.ts";
import { actModal } from "./act-modal.ts";
import { cardModal } from "./card-modal.ts";
import { tellRefusal } from "./tell-refusal.ts";
import { manageIds, personOption, Submission, whoModal } from "./who-modal.ts";

/** *Manage someone*: from `/payments`, Home and the invite form. */
export const startManage = async (): Promise<ActionAnswer> => open(whoModal());

/** The type-ahead. Whoever may see nobody gets an empty list (R32). */
export async function suggestPeople(
  { deps, actor, companyId }: LinkedContext,
  { typed }: OptionsPayload,
): Promise<OptionsAnswer> {
  const people = await searchPeople(deps, actor, typed);
  return choices(people.map((person) => personOption(companyId, person)));
}

export async function submitWhom(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const typed = Submission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const ref = readPersonRef(typed.data.ref, context.companyId);
  const answer = ref ? await showPerson(context, ref) : undefined;
  if (!answer) return fieldErrors({ [manageIds.person]: "Choose a person from the list." });
  if (!("refusal" in answer)) return push(answer.view, answer.text);
  const voice = plainVoice(context.company.timeZone, context.company.displayName);
  return fieldErrors({ [manageIds.person]: refusalText(answer.refusal, voice) });
}

type Shown = { view: ReturnType<typeof cardModal>; text: string } | { refusal: Refusal };

type Showing = {
  /** Why it is shown, by how the person stands. */
  notice?: Record<PersonCard["status"] | "unfinished", string>;
  isPushed?: boolean;
};

/** The person's card, on the view that asked who, or by itself. */
export async function showPerson(
  { deps, actor, companyId, company }: LinkedContext,
  { notice, isPushed = true, ...whom }: ({ userId: string } | { email: string }) & Showing,
): Promise<Shown> {
  const viewed = await viewPerson(deps, actor, whom);
  if (!viewed.ok) return { refusal: viewed.refusal };
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  const { status, isUnfinished } = viewed.value.card;
  const said = notice ? { notice: notice[isUnfinished ? "unfinished" : status] } : {};
  const view = cardModal({ view: viewed.value, companyId, voice, isPushed, ...said });
  return { view, text: "The person's card is ready. Choose Manage someone again to see it." };
}

/** The form of one act, for the button of that act. */
export const openAct =
  (act: PersonAct) =>
  async (context: LinkedContext, { value }: ActionPayload): Promise<ActionAnswer> => {
    const ref = readPersonRef(value, context.companyId);
    const form = await openForm(context, { act, userId: ref?.userId });
    return "refusal" in form ? tellRefusal(context, form.refusal) : open(drawForm(context, { act, form }));
  };

/** Looks again whether it may be done, and begins the challenge. */
export async function openForm(
  { deps, actor }: LinkedContext,
  { act, userId }: { act: PersonAct; userId: string | undefined },
): Promise<PersonActForm | { refusal: Refusal }> {
  if (!userId) return { refusal: { code: "unknown_person", near: [] } };
  const form = await openPersonAct(deps, actor, { act, userId });
  return form.ok ? form.value : { refusal: form.refusal };
}

type Drawing = Omit<Parameters<typeof actModal>[0], "binding" | "voice">;

export const drawForm = ({ companyId, company }: LinkedContext, { form, ...rest }: Drawing) =>
  actModal({
    ...rest,
    form,
    binding: writeBinding({ companyId, challengeId: form.challengeId }),
    voice: mrkdwnVoice(company.timeZone, company.displayName),
  });
