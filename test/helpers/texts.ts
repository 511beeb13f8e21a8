import { seal } from "../../src/crypto/secret-box.ts";
import type { Deps } from "../../src/deps.ts";
import { acceptInvitation } from "../../src/flows/accept-invitation.ts";
import { phonePlace } from "../../src/flows/check-code.ts";
import { enrolTexts, textToEnrol } from "../../src/flows/enrol-texts.ts";
import type { Session } from "../../src/flows/find-session.ts";
import { saveRecoveryCode } from "../../src/flows/save-recovery-code.ts";
import { textSignInCode } from "../../src/flows/text-code.ts";
import { inTenant } from "../../src/store/db.ts";
import { insertFactor } from "../../src/store/factors.ts";
import { payloadOf } from "./outbox.ts";
import { must, mustFindSession, password } from "./people.ts";

/** Valid, and nobody's: 555-0144. */
export const phone = "+12125550144";
export const address = "203.0.113.7";

/** Where texts are offered. */
export const withTexts = (deps: Deps): Deps => ({ ...deps, smsCountries: ["US"] });

/** The code that the newest text carries. */
export async function textedCode(deps: Deps, companyId: string): Promise<string> {
  return (await payloadOf(deps, companyId, "sms_code_text"))["code"] ?? "";
}

/** Another code of six digits. */
export const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

/** Accepted, and where codes are set up. */
export async function accepted(deps: Deps, token: string): Promise<Session> {
  const { sessionToken } = must(await acceptInvitation(deps, { token, password, device: null }));
  return mustFindSession(deps, sessionToken);
}

/** Sets up texts, ticks the recovery code, and answers the finished session. */
export async function enrolledByText(deps: Deps, session: Session): Promise<Session> {
  must(await textToEnrol(deps, session, { phone, address }));
  const code = await textedCode(deps, session.companyId);
  const full = must(await enrolTexts(deps, session, { code }));
  const done = await mustFindSession(deps, full.sessionToken);
  must(await saveRecoveryCode(deps, done, { saved: true }));
  return done;
}

/** Asks for a text at sign-in, and answers its code. */
export async function textAtSignIn(deps: Deps, session: Session): Promise<string> {
  must(await textSignInCode(deps, session, { address }));
  return textedCode(deps, session.companyId);
}

/** A phone for texts beside the app, as the account page sets one up. */
export async function givePhone(deps: Deps, { companyId, userId }: { companyId: string; userId: string }) {
  const id = `phone${userId.slice(0, 11)}`;
  await inTenant(deps.db, companyId, (tx) =>
    insertFactor(tx, {
      id,
      userId,
      kind: "sms",
      state: "active",
      phoneBox: seal(deps.keys, phonePlace(id), phone),
      phoneHint: phone.slice(-2),
      epoch: 0,
      createdAt: deps.now(),
      activatedAt: deps.now(),
    }),
  );
  return id;
}
