import type { Deps } from "../../src/deps.ts";
import type { PersonAct } from "../../src/domain/person-act.ts";
import { approveRequest } from "../../src/flows/approve-request.ts";
import { beginStepUp } from "../../src/flows/begin-step-up.ts";
import { correctEmail } from "../../src/flows/correct-email.ts";
import { deactivateUser } from "../../src/flows/deactivate-user.ts";
import { inviteUser } from "../../src/flows/invite-user.ts";
import { lowerUser } from "../../src/flows/lower-user.ts";
import { openDecision } from "../../src/flows/open-decision.ts";
import { openPersonAct } from "../../src/flows/open-person-act.ts";
import { proposeRaise, proposeRemoval } from "../../src/flows/propose-role-change.ts";
import { reactivateUser } from "../../src/flows/reactivate-user.ts";
import { sendInvitationAgain } from "../../src/flows/send-invitation-again.ts";
import { withdrawInvitation } from "../../src/flows/withdraw-invitation.ts";
import type { testClock } from "./clock.ts";
import { codeOf, samDetails, type TestPerson } from "./people.ts";

type Clock = ReturnType<typeof testClock>;

const flows = {
  raise: proposeRaise,
  revoke: proposeRemoval,
  lower: lowerUser,
  deactivate: deactivateUser,
  reactivate: reactivateUser,
  resend: sendInvitationAgain,
  withdraw: withdrawInvitation,
};

/** A colleague by first name, System Administrator when told. */
export const colleague = (firstName: string, role: "member" | "system_administrator" = "member") => ({
  ...samDetails,
  firstName,
  email: `${firstName.toLowerCase()}@acmebuilders.example`,
  role,
});

/** People who act on people's accounts: forms opened, codes typed, answers as they come. */
export function manager(deps: Deps, clock: Clock) {
  /** Opens the form and sends it with the next code. A form that is refused is the answer. */
  async function act(by: TestPerson, what: Exclude<PersonAct, "email">, userId: string) {
    clock.advance(30_000);
    const form = await openPersonAct(deps, by.actor, { act: what, userId });
    if (!form.ok) return form;
    const { challengeId } = form.value;
    return flows[what](deps, by.actor, { challengeId, code: codeOf(deps, by.secret) });
  }

  async function correct(by: TestPerson, userId: string, email: string) {
    clock.advance(30_000);
    const form = await openPersonAct(deps, by.actor, { act: "email", userId });
    if (!form.ok) return form;
    const { challengeId } = form.value;
    return correctEmail(deps, by.actor, { challengeId, code: codeOf(deps, by.secret), email });
  }

  async function invite(
    by: TestPerson,
    invitee: Omit<Parameters<typeof inviteUser>[2], "challengeId" | "code">,
  ) {
    clock.advance(30_000);
    const { challengeId } = await beginStepUp(deps, by.actor, { act: "invite" });
    return inviteUser(deps, by.actor, { ...invitee, challengeId, code: codeOf(deps, by.secret) });
  }

  async function approve(by: TestPerson, requestId: string) {
    clock.advance(30_000);
    const form = await openDecision(deps, by.actor, requestId);
    if (!form.ok) return form;
    const { challengeId } = form.value;
    return approveRequest(deps, by.actor, { challengeId, code: codeOf(deps, by.secret) });
  }

  return { act, correct, invite, approve };
}
