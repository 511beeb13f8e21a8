import type { Deps } from "../../src/deps.ts";
import { askForReset } from "../../src/flows/ask-for-reset.ts";
import { enterSetupCode } from "../../src/flows/enter-setup-code.ts";
import { holdUser } from "../../src/flows/hold-user.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { type Db, inTenant } from "../../src/store/db.ts";
import { findLatestReset } from "../../src/store/resets.ts";
import type { testClock } from "./clock.ts";
import { testDeps } from "./deps.ts";
import { payloadOf } from "./outbox.ts";
import { acme, codeOf, must, mustFindSession, password, petraDetails, type TestPerson } from "./people.ts";

type Clock = ReturnType<typeof testClock>;

export const why = {
  reason: "lost_phone",
  verifiedHow: "called",
  attestation: "I called them",
  note: null,
} as const;

/** Opens the form on a person and answers its challenge. */
export async function openForm(deps: Deps, admin: TestPerson, subject: TestPerson): Promise<string> {
  return must(await openResetForm(deps, admin.actor, { email: subject.email })).challengeId;
}

/** One direct reset, with the admin's next code: nobody else must agree. Answers the mailed secrets. */
export async function reset(
  deps: Deps,
  clock: Clock,
  admin: TestPerson,
  subject: TestPerson,
  more: { reason?: "stolen" } = {},
) {
  clock.advance(30_000);
  const challengeId = await openForm(deps, admin, subject);
  const input = { ...why, ...more, challengeId, code: codeOf(deps, admin.secret) };
  const { submitted } = must(await resetMfa(deps, admin.actor, input));
  if (submitted.kind !== "executed") throw new Error("the reset waits for an approval");
  const payload = await payloadOf(deps, admin.actor.companyId, "setup_code_mail");
  return { setupCode: payload["code"] ?? "", stopToken: payload["stopToken"] ?? "" };
}

/** The first step of a sign-in. */
export async function halfSignedIn(deps: Deps, person: TestPerson) {
  const { companyId } = person.actor;
  const half = must(await signIn(deps, { companyId, email: person.email, password, device: "test" }));
  return { token: half.sessionToken, session: await mustFindSession(deps, half.sessionToken) };
}

/** Both steps, with the next code of the person's app. */
export async function signedIn(deps: Deps, clock: Clock, person: TestPerson) {
  clock.advance(30_000);
  const half = await halfSignedIn(deps, person);
  const full = must(await verifySignIn(deps, half.session, { code: codeOf(deps, person.secret) }));
  return {
    token: full.sessionToken,
    session: await mustFindSession(deps, full.sessionToken),
    halfToken: half.token,
  };
}

/** Password and setup code: a session in enrolment. */
export async function enrolling(deps: Deps, person: TestPerson, setupCode: string) {
  const half = await halfSignedIn(deps, person);
  const entered = must(await enterSetupCode(deps, half.session, { code: setupCode }));
  return mustFindSession(deps, entered.sessionToken);
}

export function latestReset(deps: Pick<Deps, "db">, person: TestPerson) {
  return inTenant(deps.db, person.actor.companyId, (tx) => findLatestReset(tx, person.userId));
}

/** Acme Builders with Olivia, and Petra enrolled: what most stories begin with. */
export async function acmeWithPetra(db: Db) {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const petra = await company.join(petraDetails);
  return { deps, clock, ...company, petra };
}

/** Somebody who may not reset asks for it. */
export async function ask(
  deps: Deps,
  asker: TestPerson,
  subject: TestPerson,
  more: { reason?: "stolen"; isPasswordForgotten?: boolean } = {},
) {
  const challengeId = await openForm(deps, asker, subject);
  return askForReset(deps, asker.actor, { ...why, ...more, challengeId });
}

/** "Lock now", from the asker's own form. */
export async function hold(deps: Deps, asker: TestPerson, subject: TestPerson) {
  return holdUser(deps, asker.actor, { challengeId: await openForm(deps, asker, subject) });
}
