import { stopTokenOf } from "../../../src/crypto/token.ts";
import { alarmAdministrators } from "../../../src/flows/alarm-administrators.ts";
import { alertAdministrators } from "../../../src/flows/alert-administrators.ts";
import { auditAct, auditRefusal } from "../../../src/flows/audit-act.ts";
import { insertStepUp, lockStepUp } from "../../../src/flows/begin-step-up.ts";
import { findThreadUrl } from "../../../src/flows/bind-reset-form.ts";
import { voidContactChange } from "../../../src/flows/cancel-contact-change.ts";
import { changeEmail } from "../../../src/flows/change-email.ts";
import { checkText } from "../../../src/flows/check-code.ts";
import { endHelpCall } from "../../../src/flows/end-help-call.ts";
import { scheduleLapse } from "../../../src/flows/execute-reset.ts";
import { expireInvitation } from "../../../src/flows/expire-invitation.ts";
import { findEmailChange } from "../../../src/flows/find-email-change.ts";
import { findOpenInvitation } from "../../../src/flows/find-open-invitation.ts";
import { findOpenLink } from "../../../src/flows/find-open-link.ts";
import { findOwnForm, retireForm } from "../../../src/flows/find-own-form.ts";
import { findPasswordLink } from "../../../src/flows/find-password-link.ts";
import { findRequestId } from "../../../src/flows/find-request-form.ts";
import { findStoppableReset } from "../../../src/flows/find-stoppable-reset.ts";
import { findUsableFactors } from "../../../src/flows/find-usable-factors.ts";
import { findWaysBack } from "../../../src/flows/find-ways-back.ts";
import { insertInvited } from "../../../src/flows/insert-invited.ts";
import { mailSetupCode, newStopToken } from "../../../src/flows/issue-setup-code.ts";
import { limitRefusal } from "../../../src/flows/judge-reset.ts";
import { lapseReset } from "../../../src/flows/lapse-reset.ts";
import { contactLimit } from "../../../src/flows/limit-contact-changes.ts";
import { approversIn } from "../../../src/flows/list-approvers.ts";
import { listHelpers } from "../../../src/flows/list-helpers.ts";
import { loadActivity } from "../../../src/flows/list-own-activity.ts";
import { lockActor, lockActorAnd, lockActorAndSubject, lockPeople } from "../../../src/flows/lock-actor.ts";
import { lockDecision } from "../../../src/flows/lock-decision.ts";
import { lockPersonAct, takePersonAct } from "../../../src/flows/lock-person-act.ts";
import { lockPhoneChange } from "../../../src/flows/lock-phone-change.ts";
import { lockResetAct } from "../../../src/flows/lock-reset-act.ts";
import { lockSessionUser } from "../../../src/flows/lock-session-user.ts";
import { lockSignIn } from "../../../src/flows/lock-sign-in.ts";
import { lockSubjectAct } from "../../../src/flows/lock-subject-act.ts";
import { postAct } from "../../../src/flows/post-act.ts";
import { sendInvitation } from "../../../src/flows/send-invitation.ts";
import { sendSmsCode, voidTextedCode } from "../../../src/flows/send-sms-code.ts";
import { sendWaitingRequests } from "../../../src/flows/send-waiting-requests.ts";
import {
  beginSession,
  insertPendingFactor,
  insertSignInChallenge,
  issueCodeOnSession,
  makeRecoveryCode,
  raiseSession,
  renewToken,
} from "../../../src/flows/session-steps.ts";
import { lockOwnAct, takeOwnAct } from "../../../src/flows/take-own-act.ts";
import { tellAdministrators } from "../../../src/flows/tell-administrators.ts";
import { tellPasswordChanged } from "../../../src/flows/tell-password-changed.ts";
import { tellElsewhere, tellPerson } from "../../../src/flows/tell-person.ts";
import { tellRequest } from "../../../src/flows/tell-request.ts";
import { tellSelf } from "../../../src/flows/tell-self.ts";
import { textPerson } from "../../../src/flows/text-person.ts";
import { textStateOf } from "../../../src/flows/view-code-ways.ts";
import { findWhom, strangerRefusal } from "../../../src/flows/view-person.ts";
import { listMyRequests } from "../../../src/flows/view-requests.ts";
import { waitForDecision } from "../../../src/flows/wait-for-decision.ts";
import { warnOfLockout } from "../../../src/flows/warn-of-lockout.ts";
import { colleague } from "../../helpers/manage.ts";
import { address, phone } from "../../helpers/texts.ts";
import { type At, type Entry, step } from "./case.ts";

const request = ({ b }: At) => ({
  id: b.asked,
  kind: "reset" as const,
  subjectId: b.petra.userId,
  requesterId: b.sam.userId,
});
const subject = ({ b }: At) => ({
  ...{ id: b.olivia.userId, companyId: b.companyId, mfaEpoch: 0, isAdministrator: true },
});

/** Steps inside a flow's transaction that take the id of a row or a token. */
export const steps: Entry[] = [
  step(alarmAdministrators, (tx, { deps, b }) =>
    alarmAdministrators(tx, deps, { breakGlassId: b.row("break_glasses"), news: "opened" }),
  ),
  step(alertAdministrators, (tx, at) =>
    alertAdministrators(tx, at.deps, { request: request(at), news: "executed", by: "both" }),
  ),
  step(auditAct, (tx, { deps, actor, b }) =>
    auditAct(tx, deps, { actor, kind: "test", subjectId: b.petra.userId }),
  ),
  step(auditRefusal, (tx, { deps, actor, b }) =>
    auditRefusal(tx, deps, { actor, act: "x", refusal: { code: "deactivated" }, subjectId: b.petra.userId }),
  ),
  step(insertStepUp, (tx, { deps, b }) =>
    insertStepUp(tx, deps, { userId: b.olivia.userId, act: "invite", keep: b.form("invite").challengeId }),
  ),
  step(lockStepUp, (tx, { b }) =>
    lockStepUp(tx, { act: "invite", userId: b.olivia.userId, ...b.form("invite") }),
  ),
  step(findThreadUrl, (tx, { b }) => findThreadUrl(tx, b.asked)),
  step(voidContactChange, (tx, { deps, b }) =>
    voidContactChange(tx, { userId: b.petra.userId, kind: "email", now: deps.now() }),
  ),
  step(changeEmail, (tx, { deps, b }) => changeEmail(tx, deps, b.asked)),
  step(checkText, (tx, { deps, b }) =>
    checkText(tx, deps, { refId: b.row("sms_codes.ref_id"), getPhone: () => phone, code: "123456" }),
  ),
  step(endHelpCall, (tx, { deps, b }) => endHelpCall(tx, deps, b.marcus.userId)),
  step(scheduleLapse, (tx, { deps, b }) =>
    scheduleLapse(tx, deps, { resetId: b.resetId, windowEndsAt: deps.now() }),
  ),
  step(expireInvitation, (tx, { deps, b }) => expireInvitation(tx, deps, b.row("invitations"))),
  step(findEmailChange, (tx, { b }) => findEmailChange(tx, b.tokens.email)),
  step(findEmailChange, (tx, { b }) => findEmailChange(tx, stopTokenOf(b.tokens.email), { stops: true })),
  step(findOpenInvitation, (tx, { deps, b }) => findOpenInvitation(tx, b.tokens.invitation, deps.now())),
  step(findOpenLink, (tx, { deps, b }) =>
    findOpenLink(tx, { token: b.tokens.link, userId: b.sam.userId, now: deps.now() }),
  ),
  step(findOwnForm, (tx, { deps, actor, b }) =>
    findOwnForm(tx, deps, { actor, ...b.form("reset"), acts: ["reset"] }),
  ),
  step(retireForm, (tx, { deps, b }) => retireForm(tx, deps, b.form("invite").challengeId)),
  step(findPasswordLink, (tx, { deps, b }) => findPasswordLink(tx, b.tokens.password, deps.now())),
  step(findRequestId, (tx, { deps, actor, b }) =>
    findRequestId(tx, deps, { actor, act: "approve", which: { again: b.form("approve").challengeId } }),
  ),
  step(findStoppableReset, (tx, { deps, b }) => findStoppableReset(tx, b.tokens.stop, deps.now())),
  step(findUsableFactors, (tx, { b }) => findUsableFactors(tx, b.petra.userId)),
  step(findWaysBack, (tx, { deps, b }) => findWaysBack(tx, b.petra.userId, deps.now())),
  step(insertInvited, (tx, { deps, b }) =>
    insertInvited(tx, deps, { ...colleague("Eve"), email: b.petra.email, role: "member" }),
  ),
  step(mailSetupCode, (tx, { deps, companyId, b }) =>
    mailSetupCode(tx, deps, {
      ...{ companyId, resetId: b.resetId, subjectId: b.rita.userId },
      ...{ code: "K7QM4-T2X9F", expiresAt: deps.now() },
    }),
  ),
  step(newStopToken, (tx, { deps, companyId, b }) =>
    newStopToken(tx, deps, { companyId, resetId: b.resetId }),
  ),
  step(limitRefusal, (tx, { deps, b }) =>
    limitRefusal(tx, deps, { personId: b.olivia.userId, subjectId: b.rita.userId }),
  ),
  step(lapseReset, (tx, { deps, b }) => lapseReset(tx, deps, b.resetId)),
  step(contactLimit, (tx, { deps, b }) => contactLimit(tx, deps, { userId: b.petra.userId, kind: "email" })),
  step(approversIn, (tx, { deps, b }) =>
    approversIn(tx, { workspaceId: b.olivia.actor.workspaceId, now: deps.now() }),
  ),
  step(listHelpers, (tx, { b }) => listHelpers(tx, { role: "payments_admin", except: b.olivia.userId })),
  step(loadActivity, (tx, { b }) => loadActivity(tx, b.petra.userId, {})),
  step(lockActor, (tx, { actor }) => lockActor(tx, actor)),
  step(lockPeople, (tx, { b }) => lockPeople(tx, [b.petra.userId, b.olivia.userId])),
  step(lockActorAnd, (tx, { actor, b }) => lockActorAnd(tx, actor, [b.petra.userId])),
  step(lockActorAndSubject, (tx, { actor, b }) => lockActorAndSubject(tx, actor, b.petra.userId)),
  step(lockDecision, (tx, { deps, actor, b }) => lockDecision(tx, deps, { actor, requestId: b.asked })),
  step(lockPersonAct, (tx, { deps, actor, b }) =>
    lockPersonAct(tx, deps, { actor, act: "lower", ...b.form("lower") }),
  ),
  step(takePersonAct, (tx, { deps, actor, b }) =>
    takePersonAct(tx, deps, { actor, act: "lower", ...b.form("lower") }),
  ),
  step(lockPhoneChange, (tx, { deps, session, b }) =>
    lockPhoneChange(tx, deps, { ...session, userId: b.petra.userId }),
  ),
  step(lockResetAct, (tx, { deps, actor, b }) =>
    lockResetAct(tx, deps, { actor, act: "undo_reset", ...b.form("undo_reset") }),
  ),
  step(lockSessionUser, (tx, { deps, session, b }) =>
    lockSessionUser(tx, { ...session, ...{ id: b.session.id } }, { level: "full", now: deps.now() }),
  ),
  step(lockSignIn, (tx, { deps, half, b }) =>
    lockSignIn(tx, deps, { session: { ...half, id: b.half.id }, level: "password" }),
  ),
  step(lockSubjectAct, (tx, { deps, actor, b }) =>
    lockSubjectAct(tx, deps, { actor, act: "reset", ...b.form("reset") }),
  ),
  step(postAct, (tx, { deps }) => postAct(tx, deps, 1)),
  step(sendInvitation, (tx, { deps, companyId, b }) =>
    sendInvitation(tx, deps, { companyId, userId: b.petra.userId, invitedBy: b.olivia.userId }),
  ),
  step(sendSmsCode, (tx, { deps, b }) =>
    sendSmsCode(tx, deps, {
      ...{ userId: b.marcus.userId, refId: b.row("sms_codes.ref_id"), phone, address, purpose: "sign_in" },
    }),
  ),
  step(voidTextedCode, (tx, { deps, b }) => voidTextedCode(tx, b.row("sms_codes.ref_id"), deps.now())),
  step(sendWaitingRequests, (tx, { deps, b }) => sendWaitingRequests(tx, deps, b.olivia.userId)),
  step(beginSession, (tx, at) =>
    beginSession(tx, at.deps, { user: subject(at), level: "enrol", device: null }),
  ),
  step(raiseSession, (tx, at) =>
    raiseSession(tx, at.deps, { user: subject(at), sessionId: at.b.half.id, level: "full" }),
  ),
  step(renewToken, (tx, { deps, companyId, b }) =>
    renewToken(tx, deps, { companyId, sessionId: b.session.id }),
  ),
  step(issueCodeOnSession, async (tx, { deps, b }) =>
    issueCodeOnSession(tx, deps, {
      ...{ userId: b.olivia.userId, sessionId: b.session.id, fresh: await makeRecoveryCode(deps) },
    }),
  ),
  step(insertSignInChallenge, (tx, at) =>
    insertSignInChallenge(tx, at.deps, { user: subject(at), sessionId: at.b.half.id }),
  ),
  step(insertPendingFactor, (tx, at) =>
    insertPendingFactor(tx, at.deps, { user: subject(at), sessionId: at.b.session.id }),
  ),
  step(lockOwnAct, (tx, { deps, session, b }) =>
    lockOwnAct(tx, deps, { session, act: "own_app", ...b.form("own_app") }),
  ),
  step(takeOwnAct, (tx, { deps, session, b }) =>
    takeOwnAct(tx, deps, { session, act: "own_app", form: b.form("own_app") }),
  ),
  step(tellAdministrators, (tx, { deps, b }) =>
    tellAdministrators(tx, deps, { refId: b.resetId, dm: "request_alert_dm", except: [] }),
  ),
  step(tellPasswordChanged, (tx, { deps, b }) => tellPasswordChanged(tx, { ...deps }, b.petra.userId)),
  step(tellPerson, (tx, { deps, b }) =>
    tellPerson(tx, deps, { userId: b.petra.userId, refId: b.resetId, mail: "released_mail" }),
  ),
  step(tellElsewhere, (tx, { deps, b }) =>
    tellElsewhere(tx, deps, { userId: b.petra.userId, refId: b.resetId, mail: "released_mail" }),
  ),
  step(tellRequest, (tx, at) =>
    tellRequest(tx, at.deps, { request: request(at), news: "executed", byId: at.b.olivia.userId }),
  ),
  step(tellSelf, (tx, { deps, b }) => tellSelf(tx, deps, { userId: b.petra.userId, news: "app_added" })),
  step(textPerson, (tx, { deps, b }) => textPerson(tx, deps, { userId: b.marcus.userId, news: "reset" })),
  step(textStateOf, (tx, { deps, b }) =>
    textStateOf(tx, deps, { userId: b.marcus.userId, refId: b.row("sms_codes.ref_id"), hint: "44" }),
  ),
  step(findWhom, (tx, { b }) => findWhom(tx, { userId: b.petra.userId })),
  step(findWhom, (tx, { b }) => findWhom(tx, { email: b.petra.email })),
  step(strangerRefusal, (tx, { deps, actor }) => strangerRefusal(tx, deps, { actor, act: "x" })),
  step(listMyRequests, (tx, { deps, b }) => listMyRequests(tx, { userId: b.olivia.userId, now: deps.now() })),
  step(waitForDecision, (tx, { deps, b }) =>
    waitForDecision(tx, deps, { kind: "request_remind", requestId: b.asked }),
  ),
  step(warnOfLockout, (tx, { deps, b }) => warnOfLockout(tx, deps, { subjectId: b.rita.userId })),
];
