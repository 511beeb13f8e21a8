import { expect, test } from "vitest";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { enterSetupCode } from "../../src/flows/enter-setup-code.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { acme, codeOf, must, mustFindSession, password, petraDetails } from "../helpers/people.ts";

const { db } = await testDatabase();

const why = {
  reason: "lost_phone",
  verifiedHow: "called",
  attestation: "I called them",
  note: null,
} as const;

test("a payee whose MFA was reset signs in with the password and the mailed code, and sets up a new app", async () => {
  const { deps, clock } = testDeps(db);
  const { companyId, olivia, join } = await acme(deps, clock);
  const petra = await join(petraDetails);
  const form = must(await openResetForm(deps, olivia.actor, { email: petra.email }));
  expect(form.kind).toBe("reset");
  clock.advance(30_000);
  must(
    await resetMfa(deps, olivia.actor, {
      challengeId: form.challengeId,
      code: codeOf(deps, olivia.secret),
      ...why,
    }),
  );
  const { code = "" } = await payloadOf(deps, companyId, "setup_code_mail");
  const half = must(await signIn(deps, { companyId, email: petra.email, password, device: null }));
  const session = await mustFindSession(deps, half.sessionToken);
  expect(session.next).toBe("setup_code");
  const entered = must(await enterSetupCode(deps, session, { code: code.toLowerCase().replace("-", " ") }));
  const enrolling = await mustFindSession(deps, entered.sessionToken);
  const { secret } = must(await viewEnrolment(deps, enrolling));
  expect(secret).not.toBe(petra.secret);
  const done = must(await enrolApp(deps, enrolling, { code: codeOf(deps, secret) }));
  expect((await mustFindSession(deps, done.sessionToken)).next).toBe("recovery_code");
});
