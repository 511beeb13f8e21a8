import { askForNewCode } from "../../../src/flows/ask-for-new-code.ts";
import { beginEmailChange } from "../../../src/flows/begin-email-change.ts";
import { beginOwnApp } from "../../../src/flows/begin-own-app.ts";
import { beginOwnTexts, textOwnNumberAgain } from "../../../src/flows/begin-own-texts.ts";
import { beginPhoneChange } from "../../../src/flows/begin-phone-change.ts";
import { cancelContactChange } from "../../../src/flows/cancel-contact-change.ts";
import { changePassword } from "../../../src/flows/change-password.ts";
import { choosePassword } from "../../../src/flows/choose-password.ts";
import { confirmFactor } from "../../../src/flows/confirm-factor.ts";
import { confirmPhoneChange } from "../../../src/flows/confirm-phone-change.ts";
import { endOwnSessions } from "../../../src/flows/end-own-sessions.ts";
import { enrolApp } from "../../../src/flows/enrol-app.ts";
import { enrolTexts, textToEnrol } from "../../../src/flows/enrol-texts.ts";
import { enterSetupCode } from "../../../src/flows/enter-setup-code.ts";
import { finishOwnApp } from "../../../src/flows/finish-own-app.ts";
import { finishOwnTexts } from "../../../src/flows/finish-own-texts.ts";
import { issueRecoveryCode } from "../../../src/flows/issue-recovery-code.ts";
import { listOwnActivity } from "../../../src/flows/list-own-activity.ts";
import { openHelpCall } from "../../../src/flows/open-help-call.ts";
import { removeOwnFactor } from "../../../src/flows/remove-own-factor.ts";
import { replaceRecoveryCode } from "../../../src/flows/replace-recovery-code.ts";
import { saveRecoveryCode } from "../../../src/flows/save-recovery-code.ts";
import { sendSetupCodeAgain } from "../../../src/flows/send-setup-code-again.ts";
import { setTimeZone } from "../../../src/flows/set-time-zone.ts";
import { showHalf } from "../../../src/flows/show-half.ts";
import { signInWithRecoveryCode } from "../../../src/flows/sign-in-with-recovery-code.ts";
import { signOut } from "../../../src/flows/sign-out.ts";
import { openOwnAct } from "../../../src/flows/take-own-act.ts";
import { textSignInCode } from "../../../src/flows/text-code.ts";
import { textNewPhoneAgain } from "../../../src/flows/text-new-phone-again.ts";
import { unlinkOwn } from "../../../src/flows/unlink-own.ts";
import { verifySignIn } from "../../../src/flows/verify-sign-in.ts";
import { viewAccount } from "../../../src/flows/view-account.ts";
import { viewCodeWays } from "../../../src/flows/view-code-ways.ts";
import { viewEnrolment } from "../../../src/flows/view-enrolment.ts";
import { viewHalf } from "../../../src/flows/view-half.ts";
import { viewHelp } from "../../../src/flows/view-help.ts";
import { viewOwnFactors } from "../../../src/flows/view-own-factors.ts";
import { viewOwnPhone } from "../../../src/flows/view-own-phone.ts";
import { viewOwnSetup } from "../../../src/flows/view-own-setup.ts";
import { viewOwnTexts } from "../../../src/flows/view-own-texts.ts";
import { viewRecoveryCode } from "../../../src/flows/view-recovery-code.ts";
import { viewSetupCode } from "../../../src/flows/view-setup-code.ts";
import { viewWaitingEmail } from "../../../src/flows/view-waiting-email.ts";
import { password } from "../../helpers/people.ts";
import { address, phone } from "../../helpers/texts.ts";
import { type Entry, given, own, quiet } from "./case.ts";

const number = { phone, address };

/** What a session does to its own account. */
export const account: Entry[] = [
  given(beginEmailChange, ({ deps, session, b }) =>
    beginEmailChange(deps, session, { ...b.form("own_email"), email: "eve@evil.example" }),
  ),
  given(beginOwnApp, ({ deps, session, b }) => beginOwnApp(deps, session, b.form("own_app"))),
  given(beginOwnTexts, ({ deps, session, b }) =>
    beginOwnTexts(deps, session, { ...number, ...b.form("own_text_phone") }),
  ),
  given(beginPhoneChange, ({ deps, session, b }) =>
    beginPhoneChange(deps, session, { ...number, ...b.form("own_phone") }),
  ),
  given(changePassword, ({ deps, session, b }) =>
    changePassword(deps, session, {
      ...b.form("own_password"),
      current: password,
      password: "seven wooden ladders",
    }),
  ),
  quiet(endOwnSessions, ({ deps, session, b }) => endOwnSessions(deps, session, { sessionId: b.session.id })),
  given(removeOwnFactor, ({ deps, session, b }) =>
    removeOwnFactor(deps, session, { ...b.form("own_removal"), kind: "totp" }),
  ),
  given(replaceRecoveryCode, ({ deps, session, b }) =>
    replaceRecoveryCode(deps, session, b.form("own_recovery_code")),
  ),
  given(showHalf, ({ deps, session, b }) => showHalf(deps, session, b.resetId)),
  given(viewHalf, ({ deps, session, b }) => viewHalf(deps, session, b.resetId)),
  given(unlinkOwn, ({ deps, session, b }) => unlinkOwn(deps, session, { linkId: b.row("links") })),
  own(askForNewCode, ({ deps, half }) => askForNewCode(deps, half)),
  own(textOwnNumberAgain, ({ deps, session }) => textOwnNumberAgain(deps, session, { address })),
  own(cancelContactChange, ({ deps, session }) => cancelContactChange(deps, session, { kind: "email" })),
  own(choosePassword, ({ deps, session }) =>
    choosePassword(deps, session, { password: "seven wooden ladders" }),
  ),
  own(confirmFactor, ({ deps, session, b }) => confirmFactor(deps, session, b)),
  own(confirmPhoneChange, ({ deps, session, b }) => confirmPhoneChange(deps, session, b)),
  own(enrolApp, ({ deps, session, b }) => enrolApp(deps, session, b)),
  own(textToEnrol, ({ deps, session }) => textToEnrol(deps, session, number)),
  own(enrolTexts, ({ deps, session, b }) => enrolTexts(deps, session, b)),
  own(enterSetupCode, ({ deps, half, b }) => enterSetupCode(deps, half, b)),
  own(finishOwnApp, ({ deps, session, b }) => finishOwnApp(deps, session, b)),
  own(finishOwnTexts, ({ deps, session, b }) => finishOwnTexts(deps, session, b)),
  own(issueRecoveryCode, ({ deps, session }) => issueRecoveryCode(deps, session)),
  quiet(listOwnActivity, ({ deps, session }) => listOwnActivity(deps, session).then((page) => page.events)),
  own(openHelpCall, ({ deps, half }) => openHelpCall(deps, half)),
  own(openOwnAct, ({ deps, session, b }) =>
    openOwnAct(deps, session, { act: "own_app", keep: b.form("own_app").challengeId }),
  ),
  own(saveRecoveryCode, ({ deps, session }) => saveRecoveryCode(deps, session, { saved: true })),
  own(sendSetupCodeAgain, ({ deps, half }) => sendSetupCodeAgain(deps, half)),
  own(setTimeZone, ({ deps, session }) => setTimeZone(deps, session, { timeZone: "Europe/Paris" })),
  own(signInWithRecoveryCode, ({ deps, half, b }) =>
    signInWithRecoveryCode(deps, half, { code: b.olivia.recoveryCode }),
  ),
  own(signOut, ({ deps, session }) => signOut(deps, session)),
  own(textSignInCode, ({ deps, half }) => textSignInCode(deps, half, { address })),
  own(textNewPhoneAgain, ({ deps, session }) => textNewPhoneAgain(deps, session, { address })),
  own(verifySignIn, ({ deps, half, b }) => verifySignIn(deps, half, b)),
  own(viewAccount, ({ deps, session }) => viewAccount(deps, session)),
  quiet(viewCodeWays, ({ deps, half }) => viewCodeWays(deps, half)),
  own(viewEnrolment, ({ deps, session }) => viewEnrolment(deps, session)),
  quiet(viewHelp, ({ deps, half }) => viewHelp(deps, half)),
  quiet(viewOwnFactors, ({ deps, session }) => viewOwnFactors(deps, session)),
  quiet(viewOwnPhone, ({ deps, session }) => viewOwnPhone(deps, session)),
  own(viewOwnSetup, ({ deps, session }) => viewOwnSetup(deps, session)),
  own(viewOwnTexts, ({ deps, session }) => viewOwnTexts(deps, session)),
  quiet(viewRecoveryCode, ({ deps, session }) => viewRecoveryCode(deps, session)),
  own(viewSetupCode, ({ deps, half }) => viewSetupCode(deps, half)),
  own(viewWaitingEmail, ({ deps, session }) => viewWaitingEmail(deps, session)),
];
