import { alertResetLimit } from "../../../src/flows/alert-reset-limit.ts";
import { announceRequest } from "../../../src/flows/announce-request.ts";
import { approveEmail } from "../../../src/flows/approve-email.ts";
import { executeRequest, judgeRequest } from "../../../src/flows/approve-request.ts";
import { auditInstallation } from "../../../src/flows/audit-installation.ts";
import { bindDoor, bindResetForm } from "../../../src/flows/bind-reset-form.ts";
import { changePolicy } from "../../../src/flows/change-policy.ts";
import {
  checkApp,
  hashesOfNumber,
  hashNumber as hashPhone,
  hashTextedCode,
  phoneOf,
  phonePlace,
  secretPlace,
} from "../../../src/flows/check-code.ts";
import { hashNumber as hashLinkNumber } from "../../../src/flows/claim-link.ts";
import { closeAccount, loseRoles } from "../../../src/flows/close-account.ts";
import { contactOf } from "../../../src/flows/company-contact.ts";
import { completeEnrolment } from "../../../src/flows/complete-enrolment.ts";
import {
  contactHint,
  contactPhoneOf,
  dialable,
  parseContactPhone,
} from "../../../src/flows/contact-phone.ts";
import { countOnAccount, countWrongCode, faultRefusal } from "../../../src/flows/count-wrong-code.ts";
import { createCompany } from "../../../src/flows/create-company.ts";
import { dailyCheckpoint } from "../../../src/flows/daily-checkpoint.ts";
import { countAllPast, deleteAllPast } from "../../../src/flows/delete-past.ts";
import { eachChain, eachCompany } from "../../../src/flows/each-company.ts";
import { executeAct } from "../../../src/flows/execute-act.ts";
import { executeReset, turnOff } from "../../../src/flows/execute-reset.ts";
import { expireRequest } from "../../../src/flows/expire-request.ts";
import { judgeEmailLink } from "../../../src/flows/find-email-change.ts";
import { findHalfReader } from "../../../src/flows/find-half-reader.ts";
import { formBefore } from "../../../src/flows/find-request-form.ts";
import { isOver } from "../../../src/flows/find-stoppable-reset.ts";
import { grantPaymentsAdmin, marksOf, roleNotice } from "../../../src/flows/grant-payments-admin.ts";
import { contactPhonePlace } from "../../../src/flows/insert-invited.ts";
import { halfPlace, issueSetupCode, makeSetupCode } from "../../../src/flows/issue-setup-code.ts";
import { judgeAct, needsApproval, roleFacts } from "../../../src/flows/judge-act.ts";
import { judgeEmail } from "../../../src/flows/judge-email.ts";
import { judgeInvitee, wasNeverSetUp } from "../../../src/flows/judge-invitee.ts";
import { judgePassword } from "../../../src/flows/judge-password.ts";
import { judgeReset, judgeUndo } from "../../../src/flows/judge-reset.ts";
import { loadResetCard } from "../../../src/flows/load-reset-card.ts";
import { getPerson } from "../../../src/flows/lock-actor.ts";
import {
  closedRefusal,
  deciderRefusal,
  quorumWithYes,
  repeatedRefusal,
} from "../../../src/flows/lock-decision.ts";
import { judgePersonAct, provePersonAct } from "../../../src/flows/lock-person-act.ts";
import { newPhoneOf, newPhonePlace } from "../../../src/flows/lock-phone-change.ts";
import { makeCheckpoints } from "../../../src/flows/make-checkpoints.ts";
import { rescueRefusal } from "../../../src/flows/open-break-glass.ts";
import { numberOf } from "../../../src/flows/open-help-call.ts";
import { doneTo, submittedTo } from "../../../src/flows/person-done.ts";
import { planCheckpoint, planCheckpoints } from "../../../src/flows/plan-checkpoints.ts";
import { proveFactor } from "../../../src/flows/prove-factor.ts";
import { inviteSystemAdministrator, raiseUser } from "../../../src/flows/raise-user.ts";
import { sendCopies } from "../../../src/flows/remind-of-request.ts";
import { reopenUnfinished } from "../../../src/flows/reopen-unfinished.ts";
import { detailsOf } from "../../../src/flows/reset-mfa.ts";
import { revokePaymentsAdmin } from "../../../src/flows/revoke-payments-admin.ts";
import { rotateKeys, viewKeys } from "../../../src/flows/rotate-keys.ts";
import { runTimers } from "../../../src/flows/run-timers.ts";
import { makeRecoveryCode, recoveryPlace } from "../../../src/flows/session-steps.ts";
import { beginTextSetup, proveTextSetup } from "../../../src/flows/set-up-texts.ts";
import { signChain } from "../../../src/flows/sign-checkpoint.ts";
import { signInKey } from "../../../src/flows/sign-in.ts";
import { matterOf, nobodyRefusal, openRequestRefusal, submitAct } from "../../../src/flows/submit-act.ts";
import { kindsOf, takeFactorsPlace } from "../../../src/flows/take-factors-place.ts";
import { takeNewPassword } from "../../../src/flows/take-new-password.ts";
import { proveOwnAct } from "../../../src/flows/take-own-act.ts";
import { tellReset } from "../../../src/flows/tell-reset.ts";
import { isAppOnly } from "../../../src/flows/text-code.ts";
import { verifyAudit, verifyChain } from "../../../src/flows/verify-audit.ts";
import { judgeHalf } from "../../../src/flows/view-half.ts";
import { inviterName, personCard } from "../../../src/flows/view-person.ts";
import { weighRequest } from "../../../src/flows/weigh-request.ts";
import { type Entry, none } from "./case.ts";

/** What is given no id of a row, each with the reason. */
export const inside: Entry[] = [
  ...none("takes rows that its caller read, and locked, in this transaction of the caller's tenant", [
    alertResetLimit,
    announceRequest,
    approveEmail,
    executeRequest,
    judgeRequest,
    bindDoor,
    bindResetForm,
    changePolicy,
    closeAccount,
    loseRoles,
    completeEnrolment,
    countOnAccount,
    countWrongCode,
    faultRefusal,
    executeAct,
    executeReset,
    turnOff,
    expireRequest,
    findHalfReader,
    grantPaymentsAdmin,
    judgeAct,
    roleFacts,
    judgeEmail,
    judgeInvitee,
    judgeReset,
    judgeUndo,
    loadResetCard,
    closedRefusal,
    judgePersonAct,
    provePersonAct,
    proveFactor,
    inviteSystemAdministrator,
    raiseUser,
    sendCopies,
    reopenUnfinished,
    revokePaymentsAdmin,
    beginTextSetup,
    proveTextSetup,
    nobodyRefusal,
    openRequestRefusal,
    submitAct,
    takeFactorsPlace,
    takeNewPassword,
    proveOwnAct,
    tellReset,
    judgeHalf,
    personCard,
    weighRequest,
    dailyCheckpoint,
    planCheckpoint,
    signChain,
  ]),
  ...none("computes from what it is given, and touches no database", [
    checkApp,
    hashesOfNumber,
    hashPhone,
    hashTextedCode,
    phoneOf,
    phonePlace,
    secretPlace,
    hashLinkNumber,
    contactOf,
    contactHint,
    contactPhoneOf,
    dialable,
    parseContactPhone,
    judgeEmailLink,
    formBefore,
    isOver,
    marksOf,
    roleNotice,
    contactPhonePlace,
    halfPlace,
    issueSetupCode,
    makeSetupCode,
    needsApproval,
    wasNeverSetUp,
    judgePassword,
    getPerson,
    deciderRefusal,
    quorumWithYes,
    repeatedRefusal,
    newPhoneOf,
    newPhonePlace,
    rescueRefusal,
    numberOf,
    doneTo,
    submittedTo,
    detailsOf,
    makeRecoveryCode,
    recoveryPlace,
    signInKey,
    matterOf,
    kindsOf,
    inviterName,
  ]),
  ...none("reads the caller's own company, and takes no id", [isAppOnly]),
  ...none("an operator's or the process's own, for every company; it takes no id", [
    createCompany,
    countAllPast,
    deleteAllPast,
    eachCompany,
    eachChain,
    auditInstallation,
    makeCheckpoints,
    planCheckpoints,
    verifyChain,
    rotateKeys,
    viewKeys,
    runTimers,
    verifyAudit,
  ]),
];
