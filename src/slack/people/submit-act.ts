import type { Deps } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { renewedText } from "../../domain/form-text.ts";
import type { PersonAct } from "../../domain/person-act.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { Result } from "../../domain/result.ts";
import { correctEmail } from "../../flows/correct-email.ts";
import { deactivateUser } from "../../flows/deactivate-user.ts";
import { lowerUser } from "../../flows/lower-user.ts";
import { openPersonAct } from "../../flows/open-person-act.ts";
import type { Done } from "../../flows/person-done.ts";
import { proposeRaise, proposeRemoval } from "../../flows/propose-role-change.ts";
import { reactivateUser } from "../../flows/reactivate-user.ts";
import { sendInvitationAgain } from "../../flows/send-invitation-again.ts";
import { withdrawInvitation } from "../../flows/withdraw-invitation.ts";
import { fieldErrors, type SubmissionAnswer, update } from "../answer.ts";
import { emailIn } from "../command-text.ts";
import type { LinkedContext } from "../handler.ts";
import type { ShownView, SubmissionPayload } from "../payload.ts";
import { refusalText } from "../refusal-text.ts";
import { errorsOf, readChallengeId } from "../submission.ts";
import { mrkdwnVoice, plainVoice } from "../voice.ts";
import { actDoneModal, actDoneText, actIds, EmailSubmission, isInList, Submission } from "./act-modal.ts";
import { drawForm } from "./command.ts";
import { tellRefusal } from "./tell-refusal.ts";

type Sent = { challengeId: string; code: string };
type Verb = (deps: Deps, actor: Actor, form: Sent) => Promise<Result<Done>>;

const verbs: Record<Exclude<PersonAct, "email">, Verb> = {
  raise: proposeRaise,
  lower: lowerUser,
  deactivate: deactivateUser,
  reactivate: reactivateUser,
  resend: sendInvitationAgain,
  withdraw: withdrawInvitation,
  revoke: proposeRemoval,
};

/** What is wrong with the new address stands at its field. */
const aboutAddress = new Set(["email_known", "email_domain", "nothing_changes"]);

type Ending = (done: Done) => Promise<SubmissionAnswer | undefined>;

/** Code and act in one submission. Whom it is about is what the challenge was bound to. `end` may show something else than "done". */
export const submitAct =
  (act: PersonAct) =>
  async (context: LinkedContext, { view }: SubmissionPayload, end?: Ending): Promise<SubmissionAnswer> => {
    const { deps, actor, companyId, company } = context;
    const challengeId = readChallengeId(view.private_metadata, companyId);
    if (!challengeId) return tellRefusal(context, { code: "challenge_expired" });
    const typed = (act === "email" ? EmailSubmission : Submission).safeParse(view.state.values);
    if (!typed.success) return fieldErrors(errorsOf(typed.error));
    const { code, email: written } = typed.data;
    const email = emailIn(written);
    if (act === "email" && !email)
      return fieldErrors({ [actIds.email]: "That's not an email address. It looks like name@company.com." });
    const sent = { challengeId, code };
    const done =
      act === "email"
        ? await correctEmail(deps, actor, { ...sent, email: email ?? "" })
        : await verbs[act](deps, actor, sent);
    if (!done.ok) return refuseAct(context, { act, view, challengeId, refusal: done.refusal });
    const other = await end?.(done.value);
    if (other) return other;
    const ending = {
      act,
      done: done.value,
      companyId,
      voice: mrkdwnVoice(company.timeZone, company.displayName),
    };
    return update(actDoneModal(ending), actDoneText(ending));
  };

type Refused = { act: PersonAct; view: ShownView; challengeId: string; refusal: Refusal };

/** At the field that it is about; a form that ran out is drawn again with all that was typed but the code. */
async function refuseAct(
  context: LinkedContext,
  { act, view, challengeId, refusal }: Refused,
): Promise<SubmissionAnswer> {
  const voice = plainVoice(context.company.timeZone, context.company.displayName);
  const at = (blockId: string, why: Refusal) => fieldErrors({ [blockId]: refusalText(why, voice) });
  if (act === "email" && aboutAddress.has(refusal.code)) return at(actIds.email, refusal);
  if (refusal.code === "request_open") return tellRefusal(context, refusal);
  if (refusal.code !== "challenge_expired" && refusal.code !== "challenge_exhausted")
    return at(actIds.code, refusal);
  const again = await openPersonAct(context.deps, context.actor, { act, again: challengeId });
  if (!again.ok) return at(actIds.code, again.refusal);
  const notice = renewedText[refusal.code];
  const email = view.state.values[actIds.email]?.[actIds.email]?.value ?? undefined;
  return update(
    drawForm(context, { act, form: again.value, notice, email, isInList: isInList(view) }),
    notice,
  );
}
