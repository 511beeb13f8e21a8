import { expect, test } from "vitest";
import { askForNewCode } from "../../src/flows/ask-for-new-code.ts";
import { enterSetupCode } from "../../src/flows/enter-setup-code.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { renewReset } from "../../src/flows/renew-reset.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { sendSetupCodeAgain } from "../../src/flows/send-setup-code-again.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { viewSetupCode } from "../../src/flows/view-setup-code.ts";
import { day, hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { messageKinds, payloadOf } from "../helpers/outbox.ts";
import { acme, codeOf, must, mustRefuse, petraDetails } from "../helpers/people.ts";
import { enrolling, halfSignedIn, latestReset, reset } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

async function story() {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const petra = await company.join(petraDetails);
  const sent = await reset(deps, clock, company.olivia, petra);
  return { deps, clock, ...company, petra, ...sent };
}

test("R45: after a reset neither the old app's code nor the password alone opens anything", async () => {
  const { deps, clock, petra } = await story();
  clock.advance(30_000);
  const { session } = await halfSignedIn(deps, petra);
  expect(session.next).toBe("setup_code");
  expect(mustRefuse(await verifySignIn(deps, session, { code: codeOf(deps, petra.secret) })).code).toBe(
    "no_factor",
  );
});

test("R12 R46: five wrong setup codes end the sign-in, not the code", async () => {
  const { deps, petra, setupCode } = await story();
  const { session } = await halfSignedIn(deps, petra);
  for (let n = 0; n < 5; n++) mustRefuse(await enterSetupCode(deps, session, { code: "AAAAA-AAAAA" }));
  expect(mustRefuse(await enterSetupCode(deps, session, { code: setupCode })).code).toBe(
    "challenge_exhausted",
  );
  await enrolling(deps, petra, setupCode);
});

test("a code of another kind is named as such", async () => {
  const { deps, petra } = await story();
  const { session } = await halfSignedIn(deps, petra);
  const typed = async (code: string) => mustRefuse(await enterSetupCode(deps, session, { code }));
  expect(await typed("123456")).toEqual({ code: "wrong_kind_of_code", typed: "app" });
  expect(await typed(petra.recoveryCode)).toEqual({ code: "wrong_kind_of_code", typed: "recovery" });
});

test("R46: the code ends after 24 hours; the person has it sent again, and the old one is void", async () => {
  const { deps, clock, petra, setupCode, companyId } = await story();
  clock.advance(24 * hour);
  const { session } = await halfSignedIn(deps, petra);
  expect(mustRefuse(await enterSetupCode(deps, session, { code: setupCode })).code).toBe(
    "setup_code_expired",
  );
  expect(await viewSetupCode(deps, session)).toMatchObject({
    isExpired: true,
    isLapsed: false,
    requesterName: "Olivia Reyes",
  });
  must(await sendSetupCodeAgain(deps, session));
  expect(mustRefuse(await sendSetupCodeAgain(deps, session)).code).toBe("resend_too_soon");
  const { code = "" } = await payloadOf(deps, companyId, "setup_code_mail");
  expect(code).not.toBe(setupCode);
  expect(mustRefuse(await enterSetupCode(deps, session, { code: setupCode })).code).toBe("wrong_code");
  await enrolling(deps, petra, code);
});

test("R46: five times, then it lapses and names the way on", async () => {
  const { deps, clock, petra } = await story();
  for (let n = 0; n < 5; n++) {
    clock.advance(2 * minute);
    must(await sendSetupCodeAgain(deps, (await halfSignedIn(deps, petra)).session));
  }
  clock.advance(2 * minute);
  const { session } = await halfSignedIn(deps, petra);
  expect(mustRefuse(await sendSetupCodeAgain(deps, session)).code).toBe("resend_exhausted");
  expect(mustRefuse(await askForNewCode(deps, session)).code).toBe("reset_over");
  clock.advance(24 * hour);
  const late = await halfSignedIn(deps, petra);
  expect(await viewSetupCode(deps, late.session)).toMatchObject({ isLapsed: true, canResendAt: null });
  expect(must(await askForNewCode(deps, late.session))).toEqual({ requesterName: "Olivia Reyes" });
});

test("R46: a lapsed reset is told to who did it, once, and a new code repairs it", async () => {
  const { deps, clock, petra, olivia, companyId, setupCode } = await story();
  clock.advance(72 * hour);
  expect(await runTimers(deps)).toBeGreaterThan(0);
  expect(await runTimers(deps)).toBe(0);
  expect((await latestReset(deps, petra))?.outcome).toBe("lapsed");
  const lapsed = await halfSignedIn(deps, petra);
  expect(lapsed.session.next).toBe("setup_code");
  expect(mustRefuse(await enterSetupCode(deps, lapsed.session, { code: setupCode })).code).toBe(
    "setup_code_expired",
  );
  must(await askForNewCode(deps, lapsed.session));
  must(await askForNewCode(deps, lapsed.session));
  const kinds = await messageKinds(deps, companyId);
  expect(kinds.filter((kind) => kind === "reset_lapsed_dm" || kind === "new_code_asked_dm").sort()).toEqual([
    "new_code_asked_dm",
    "reset_lapsed_dm",
  ]);
  const form = must(await openResetForm(deps, olivia.actor, { email: petra.email }));
  expect(form).toMatchObject({ kind: "renew", reset: { outcome: "lapsed", actorName: "Olivia Reyes" } });
  clock.advance(30_000);
  must(
    await renewReset(deps, olivia.actor, {
      challengeId: form.challengeId,
      code: codeOf(deps, olivia.secret),
    }),
  );
  expect((await latestReset(deps, petra))?.outcome).toBe("open");
  const { code = "" } = await payloadOf(deps, companyId, "setup_code_mail");
  await enrolling(deps, petra, code);
});

test("R46: seven days after the verification a new code is refused and a new reset offered", async () => {
  const { deps, clock, petra, olivia } = await story();
  clock.advance(7 * day);
  const form = must(await openResetForm(deps, olivia.actor, { email: petra.email }));
  expect(form.kind).toBe("reset");
});

test("a renewal's timer leaves a reset alone that was renewed meanwhile", async () => {
  const { deps, clock, petra, olivia } = await story();
  clock.advance(71 * hour);
  const form = must(await openResetForm(deps, olivia.actor, { email: petra.email }));
  must(
    await renewReset(deps, olivia.actor, {
      challengeId: form.challengeId,
      code: codeOf(deps, olivia.secret),
    }),
  );
  clock.advance(2 * hour);
  await runTimers(deps);
  expect((await latestReset(deps, petra))?.outcome).toBe("open");
});

test("R46: a code that has not left yet is void when a new one is made", async () => {
  const { deps, clock, petra, companyId } = await story();
  clock.advance(2 * minute);
  must(await sendSetupCodeAgain(deps, (await halfSignedIn(deps, petra)).session));
  const rows = await owner`
    select dead_at is not null as dead, payload_box is null as empty from outbox
    where company_id = ${companyId} and kind = 'setup_code_mail' order by created_at`;
  expect(rows).toEqual([
    { dead: true, empty: true },
    { dead: false, empty: false },
  ]);
});
