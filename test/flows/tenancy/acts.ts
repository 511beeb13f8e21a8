import { approveRequest } from "../../../src/flows/approve-request.ts";
import { askForReset } from "../../../src/flows/ask-for-reset.ts";
import { beginStepUp } from "../../../src/flows/begin-step-up.ts";
import { cancelRequest } from "../../../src/flows/cancel-request.ts";
import { correctEmail } from "../../../src/flows/correct-email.ts";
import { deactivateUser } from "../../../src/flows/deactivate-user.ts";
import { denyRequest } from "../../../src/flows/deny-request.ts";
import { openPolicyForm, submitPolicy } from "../../../src/flows/edit-policy.ts";
import { findNamedPerson } from "../../../src/flows/find-named-person.ts";
import { isPlaceOfRequest } from "../../../src/flows/find-request-place.ts";
import { holdUser } from "../../../src/flows/hold-user.ts";
import { inviteUser } from "../../../src/flows/invite-user.ts";
import { listApprovers } from "../../../src/flows/list-approvers.ts";
import { listCandidates } from "../../../src/flows/list-candidates.ts";
import { listInvitations } from "../../../src/flows/list-invitations.ts";
import { listPeople } from "../../../src/flows/list-people.ts";
import { lowerUser } from "../../../src/flows/lower-user.ts";
import { answerQuestion, askRequester } from "../../../src/flows/note-on-request.ts";
import { openDecision } from "../../../src/flows/open-decision.ts";
import { openGrantForm } from "../../../src/flows/open-grant-form.ts";
import { openPersonAct } from "../../../src/flows/open-person-act.ts";
import { openResetForm } from "../../../src/flows/open-reset-form.ts";
import { openUndo } from "../../../src/flows/open-undo.ts";
import { openProceed, proceedWithRequest } from "../../../src/flows/proceed-with-request.ts";
import { proposeRaise, proposeRemoval } from "../../../src/flows/propose-role-change.ts";
import { reactivateUser } from "../../../src/flows/reactivate-user.ts";
import { openRelease, releaseUser } from "../../../src/flows/release-user.ts";
import { remindOfRequest } from "../../../src/flows/remind-of-request.ts";
import { renewChallenge } from "../../../src/flows/renew-challenge.ts";
import { renewReset } from "../../../src/flows/renew-reset.ts";
import { requestGrant } from "../../../src/flows/request-grant.ts";
import { resetMfa } from "../../../src/flows/reset-mfa.ts";
import { searchPeople } from "../../../src/flows/search-people.ts";
import { sendInvitationAgain } from "../../../src/flows/send-invitation-again.ts";
import { textActCode } from "../../../src/flows/text-code.ts";
import { undoReset } from "../../../src/flows/undo-reset.ts";
import { unlink } from "../../../src/flows/unlink.ts";
import { viewAdmins } from "../../../src/flows/view-admins.ts";
import { viewHome } from "../../../src/flows/view-home.ts";
import { viewLockout } from "../../../src/flows/view-lockout.ts";
import { viewMe } from "../../../src/flows/view-me.ts";
import { viewPerson } from "../../../src/flows/view-person.ts";
import { viewRequest } from "../../../src/flows/view-request.ts";
import { viewRequests } from "../../../src/flows/view-requests.ts";
import { viewToDecide } from "../../../src/flows/view-to-decide.ts";
import { withdrawInvitation } from "../../../src/flows/withdraw-invitation.ts";
import { colleague } from "../../helpers/manage.ts";
import { why } from "../../helpers/reset-story.ts";
import { type At, type Entry, given, own, quiet } from "./case.ts";

const text = "Which number did you call?";

/** Every way to name something, with what came of each. */
async function each(calls: (() => Promise<unknown>)[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const call of calls) answers.push(await call().catch(() => undefined));
  return answers;
}

/** Acts on people and requests, as Slack and the portal call them. */
export const acts: Entry[] = [
  given(approveRequest, ({ deps, actor, b }) => approveRequest(deps, actor, b.form("approve"))),
  given(askForReset, ({ deps, actor, b }) => askForReset(deps, actor, { ...why, ...b.form("ask_reset") })),
  given(cancelRequest, ({ deps, actor, b }) => cancelRequest(deps, actor, b.asked)),
  given(correctEmail, ({ deps, actor, b }) =>
    correctEmail(deps, actor, { ...b.form("email"), email: "eve@evil.example" }),
  ),
  given(denyRequest, ({ deps, actor, b }) => denyRequest(deps, actor, { requestId: b.asked, reason: "no" })),
  given(findNamedPerson, ({ deps, actor, b }) =>
    each([
      () => findNamedPerson(deps, actor, { email: b.petra.email }),
      () => findNamedPerson(deps, actor, { slackUserId: b.sam.actor.slackUserId }),
    ]),
  ),
  given(isPlaceOfRequest, ({ deps, actor, b }) =>
    isPlaceOfRequest(deps, actor, { requestId: b.asked, channelId: "C0APPROVAL" }),
  ),
  given(holdUser, ({ deps, actor, b }) => holdUser(deps, actor, b.form("look"))),
  given(inviteUser, ({ deps, actor, b }) =>
    inviteUser(deps, actor, { ...colleague("Eve"), ...b.form("invite") }),
  ),
  quiet(listApprovers, ({ deps, actor, b }) => listApprovers(deps, actor, b.olivia.actor.workspaceId)),
  given(askRequester, ({ deps, actor, b }) => askRequester(deps, actor, { requestId: b.asked, text })),
  given(answerQuestion, ({ deps, actor, b }) => answerQuestion(deps, actor, { requestId: b.asked, text })),
  given(openDecision, ({ deps, web, b }) =>
    each([
      () => openDecision(deps, web, b.asked),
      () => openDecision(deps, web, { requestId: b.asked, keep: b.form("approve").challengeId }),
      () => openDecision(deps, web, { again: b.form("approve").challengeId }),
    ]),
  ),
  given(openGrantForm, ({ deps, actor, b }) => openGrantForm(deps, actor, { userId: b.sam.userId })),
  given(openPersonAct, ({ deps, actor, b }) =>
    openPersonAct(deps, actor, { act: "deactivate", userId: b.sam.userId }),
  ),
  given(openResetForm, ({ deps, web, b }) =>
    each([
      () => openResetForm(deps, web, { userId: b.marcus.userId, keep: b.form("reset").challengeId }),
      () => openResetForm(deps, web, { email: b.marcus.email }),
      () => openResetForm(deps, web, { anewFor: b.form("renew_reset").challengeId }),
      () => openResetForm(deps, web, { again: b.form("reset").challengeId }),
    ]),
  ),
  given(openUndo, ({ deps, actor, b }) =>
    each([
      () => openUndo(deps, actor, { requestId: b.executed }),
      () => openUndo(deps, actor, { again: b.form("undo_reset").challengeId }),
    ]),
  ),
  given(openProceed, ({ deps, actor, b }) => openProceed(deps, actor, b.asked)),
  given(proceedWithRequest, ({ deps, actor, b }) => proceedWithRequest(deps, actor, b.form("proceed"))),
  given(openRelease, ({ deps, web, b }) =>
    each([
      () => openRelease(deps, web, { userId: b.nora.userId }),
      () => openRelease(deps, web, b.form("look")),
      () => openRelease(deps, web, { again: b.form("release").challengeId }),
    ]),
  ),
  given(releaseUser, ({ deps, actor, b }) => releaseUser(deps, actor, b.form("release"))),
  given(remindOfRequest, ({ deps, actor, b }) => remindOfRequest(deps, actor, b.asked)),
  given(renewChallenge, ({ deps, actor, b }) => renewChallenge(deps, actor, b.form("invite"))),
  given(renewReset, ({ deps, actor, b }) => renewReset(deps, actor, b.form("renew_reset"))),
  given(requestGrant, ({ deps, actor, b }) => requestGrant(deps, actor, { ...b.form("grant"), why: text })),
  given(resetMfa, ({ deps, actor, b }) => resetMfa(deps, actor, { ...why, ...b.form("reset") })),
  given(submitPolicy, ({ deps, actor, b }) =>
    submitPolicy(deps, actor, { ...b.form("policy"), change: { channel: null } }),
  ),
  given(textActCode, ({ deps, actor, b }) => textActCode(deps, actor, b.form("reset"))),
  given(undoReset, ({ deps, actor, b }) => undoReset(deps, actor, b.form("undo_reset"))),
  given(viewPerson, ({ deps, actor, b }) =>
    each([
      () => viewPerson(deps, actor, { userId: b.petra.userId }),
      () => viewPerson(deps, actor, { email: b.petra.email }),
    ]),
  ),
  given(viewRequest, ({ deps, actor, b }) => viewRequest(deps, actor, b.asked)),
  given(viewToDecide, ({ deps, actor, b }) => viewToDecide(deps, actor, { requestId: b.asked, act: "deny" })),
  given(searchPeople, ({ deps, actor, b }) => searchPeople(deps, actor, b.petra.email)),
  given(listPeople, ({ deps, actor, b }) =>
    listPeople(deps, actor, { typed: b.petra.email }).then((found) => found.ok && found.value.people),
  ),
  ...[
    [deactivateUser, "deactivate"] as const,
    [lowerUser, "lower"] as const,
    [proposeRaise, "raise"] as const,
    [proposeRemoval, "revoke"] as const,
    [reactivateUser, "reactivate"] as const,
    [sendInvitationAgain, "resend"] as const,
    [withdrawInvitation, "withdraw"] as const,
  ].map(([flow, act]) => given(flow, ({ deps, actor, b }: At) => flow(deps, actor, b.form(act)))),
  own(beginStepUp, ({ deps, actor }) => beginStepUp(deps, actor, { act: "invite" })),
  own(openPolicyForm, ({ deps, actor }) => openPolicyForm(deps, actor)),
  own(listCandidates, ({ deps, actor }) => listCandidates(deps, actor)),
  own(listInvitations, ({ deps, actor }) => listInvitations(deps, actor)),
  own(unlink, ({ deps, actor }) => unlink(deps, actor)),
  own(viewAdmins, ({ deps, actor }) => viewAdmins(deps, actor)),
  own(viewHome, ({ deps, actor, b }) => viewHome(deps, actor, { workspaceId: b.olivia.actor.workspaceId })),
  own(viewLockout, ({ deps, actor }) => viewLockout(deps, actor)),
  own(viewMe, ({ deps, actor }) => viewMe(deps, actor)),
  quiet(viewRequests, ({ deps, actor }) => viewRequests(deps, actor)),
];
