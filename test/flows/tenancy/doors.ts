import { stopTokenOf } from "../../../src/crypto/token.ts";
import { acceptInvitation } from "../../../src/flows/accept-invitation.ts";
import { askForInvitation } from "../../../src/flows/ask-for-invitation.ts";
import { askForPasswordLink } from "../../../src/flows/ask-for-password-link.ts";
import { auditGateRefusal } from "../../../src/flows/audit-gate-refusal.ts";
import { claimLink } from "../../../src/flows/claim-link.ts";
import { claimSignature } from "../../../src/flows/claim-signature.ts";
import { confirmBreakGlass } from "../../../src/flows/confirm-break-glass.ts";
import { confirmEmailChange } from "../../../src/flows/confirm-email-change.ts";
import { confirmLink } from "../../../src/flows/confirm-link.ts";
import { doubtSlackPerson } from "../../../src/flows/doubt-slack-person.ts";
import { enterBothHalves } from "../../../src/flows/enter-both-halves.ts";
import { exportAudit, findAuditPeriod } from "../../../src/flows/export-audit.ts";
import { findBotToken, findUninstalledToken } from "../../../src/flows/find-bot-token.ts";
import { findCompanyOfWorkspace } from "../../../src/flows/find-company-of-workspace.ts";
import { findPerson } from "../../../src/flows/find-person.ts";
import { findSession } from "../../../src/flows/find-session.ts";
import { findSignInCompany } from "../../../src/flows/find-sign-in-company.ts";
import { hasWaitingNumber } from "../../../src/flows/has-waiting-number.ts";
import { listAdmins } from "../../../src/flows/list-admins.ts";
import { markInstalled } from "../../../src/flows/mark-installed.ts";
import { markUninstalled } from "../../../src/flows/mark-uninstalled.ts";
import { openBreakGlass } from "../../../src/flows/open-break-glass.ts";
import { readAudit, readAuditToVerify } from "../../../src/flows/read-audit.ts";
import { rememberSlackPerson } from "../../../src/flows/remember-slack-person.ts";
import { reportAudit } from "../../../src/flows/report-audit.ts";
import { resendInvitation } from "../../../src/flows/resend-invitation.ts";
import { resetPassword } from "../../../src/flows/reset-password.ts";
import { signIn } from "../../../src/flows/sign-in.ts";
import { startLink } from "../../../src/flows/start-link.ts";
import { stopEmailChange, viewStopEmail } from "../../../src/flows/stop-email-change.ts";
import { stopReset } from "../../../src/flows/stop-reset.ts";
import { surveyCompanies } from "../../../src/flows/survey-companies.ts";
import { suspendLink } from "../../../src/flows/suspend-link.ts";
import { viewClosedInvitation } from "../../../src/flows/view-closed-invitation.ts";
import { viewEmailLink } from "../../../src/flows/view-email-link.ts";
import { viewInvitation } from "../../../src/flows/view-invitation.ts";
import { viewLink } from "../../../src/flows/view-link.ts";
import { viewOutboxState } from "../../../src/flows/view-outbox-state.ts";
import { findPasswordLinkCompany, viewPasswordLink } from "../../../src/flows/view-password-link.ts";
import { viewStopLink } from "../../../src/flows/view-stop-link.ts";
import { password } from "../../helpers/people.ts";
import { address } from "../../helpers/texts.ts";
import { type At, type Entry, given, moved, none, quiet } from "./case.ts";

const device = null;
/** Somebody of B's workspace, as if it were one of A's. */
const foreign = ({ companyId, b }: At) => ({
  companyId,
  workspaceId: b.sam.actor.workspaceId,
  slackUserId: b.sam.actor.slackUserId,
});
const stop = ({ b, companyId }: At) => moved(stopTokenOf(b.tokens.email), companyId);

/** The ways in, which know nobody yet: by a token, an address, a Slack identity. */
export const doors: Entry[] = [
  given(acceptInvitation, ({ deps, b }) =>
    acceptInvitation(deps, { token: b.moved.invitation, password, device }),
  ),
  given(askForInvitation, ({ deps, b }) => askForInvitation(deps, { token: b.moved.invitation })),
  given(viewInvitation, ({ deps, b }) => viewInvitation(deps, b.moved.invitation)),
  given(viewClosedInvitation, ({ deps, b }) => viewClosedInvitation(deps, b.moved.invitation)),
  given(claimLink, ({ deps, session, b }) => claimLink(deps, session, b.moved.link)),
  given(viewLink, ({ deps, session, b }) => viewLink(deps, session, b.moved.link)),
  given(confirmEmailChange, ({ deps, session, b }) => confirmEmailChange(deps, session, b.moved.email)),
  given(viewEmailLink, ({ deps, session, b }) => viewEmailLink(deps, session, b.moved.email)),
  given(viewStopEmail, (at) => viewStopEmail(at.deps, stop(at))),
  given(stopEmailChange, (at) => stopEmailChange(at.deps, stop(at))),
  given(resetPassword, ({ deps, b }) =>
    resetPassword(deps, { token: b.moved.password, password: "seven wooden ladders" }),
  ),
  given(viewPasswordLink, ({ deps, b }) => viewPasswordLink(deps, b.moved.password)),
  given(findPasswordLinkCompany, ({ deps, b }) => findPasswordLinkCompany(deps, b.moved.password)),
  given(stopReset, ({ deps, b }) => stopReset(deps, { token: b.moved.stop })),
  given(viewStopLink, ({ deps, b }) => viewStopLink(deps, b.moved.stop)),
  given(findSession, ({ deps, b }) => findSession(deps, b.moved.session)),
  given(signIn, ({ deps, companyId, b }) =>
    signIn(deps, { companyId, email: b.marcus.email, password, device }),
  ),
  given(enterBothHalves, ({ deps, companyId, b }) =>
    enterBothHalves(deps, { companyId, email: b.rita.email, code: "K7QM4-T2X9F", device, address }),
  ),
  given(confirmLink, (at) =>
    confirmLink(at.deps, { ...foreign(at), slackUserId: "U0THIRD001", number: at.b.tokens.number }),
  ),
  given(hasWaitingNumber, (at) => hasWaitingNumber(at.deps, { ...foreign(at), slackUserId: "U0THIRD001" })),
  given(findBotToken, (at) => findBotToken(at.deps, { ...foreign(at), environmentToken: "xoxb-1" })),
  given(findUninstalledToken, (at) =>
    findUninstalledToken(at.deps, { ...foreign(at), environmentToken: "xoxb-1" }),
  ),
  given(confirmBreakGlass, ({ deps, companyId, b }) =>
    confirmBreakGlass(deps, { id: moved(b.breakGlassId, companyId), operator: "other" }),
  ),
  // They answer nothing, whoever is meant; what they may do is to leave B alone.
  quiet(askForPasswordLink, ({ deps, companyId, b }) =>
    askForPasswordLink(deps, { companyId, email: b.petra.email }),
  ),
  quiet(findPerson, (at) => findPerson(at.deps, foreign(at))),
  quiet(auditGateRefusal, (at) => auditGateRefusal(at.deps, { ...foreign(at), what: "x", why: "x" })),
  quiet(doubtSlackPerson, (at) => doubtSlackPerson(at.deps, foreign(at))),
  quiet(markInstalled, (at) => markInstalled(at.deps, foreign(at))),
  quiet(markUninstalled, (at) => markUninstalled(at.deps, { ...foreign(at), event: "app_uninstalled" })),
  quiet(startLink, (at) => startLink(at.deps, foreign(at))),
  quiet(suspendLink, (at) => suspendLink(at.deps, foreign(at))),
  quiet(claimSignature, ({ deps, companyId, b }) =>
    claimSignature(deps, { companyId, signature: `v0=${b.companyId}` }),
  ),
  quiet(rememberSlackPerson, (at) =>
    rememberSlackPerson(at.deps, {
      ...{ ...foreign(at), teamId: "T0", name: "Eve", email: "eve@evil.example" },
      ...{ isDeleted: true, isBot: false, isGuest: false },
    }),
  ),
  ...none("finds the company itself, by what names it: a workspace of Slack, or the short name", [
    findCompanyOfWorkspace,
    findSignInCompany,
  ]),
  ...none("an operator's, who may see every company: it is given the one that is meant", [
    exportAudit,
    findAuditPeriod,
    listAdmins,
    openBreakGlass,
    readAudit,
    readAuditToVerify,
    reportAudit,
    resendInvitation,
    surveyCompanies,
    viewOutboxState,
  ]),
];
