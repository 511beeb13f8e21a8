import { expect, test } from "vitest";
import { claimLink } from "../../src/flows/claim-link.ts";
import { confirmLink } from "../../src/flows/confirm-link.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { saveRecoveryCode } from "../../src/flows/save-recovery-code.ts";
import { startLink } from "../../src/flows/start-link.ts";
import { stopReset } from "../../src/flows/stop-reset.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { viewRecoveryCode } from "../../src/flows/view-recovery-code.ts";
import { day, hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { acme, codeOf, must, mustRefuse, petraDetails, samDetails } from "../helpers/people.ts";
import {
  acmeWithPetra,
  enrolling,
  halfSignedIn,
  latestReset,
  reset,
  signedIn,
  why,
} from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

const story = () => acmeWithPetra(db);

test("two administrators who open the form on each other at once wait instead of deadlocking", async () => {
  const { deps, join, olivia } = await story();
  const nora = await join(
    { ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" },
    "U0NORA0001",
  );
  await owner`insert into grants (company_id, id, user_id, granted_at) select company_id, 'granttonora00000', id, now() from users where id = ${nora.userId}`;
  for (let n = 0; n < 15; n++) {
    const answers = await Promise.all([
      openResetForm(deps, olivia.actor, { email: nora.email }),
      openResetForm(deps, nora.actor, { email: olivia.email }),
    ]);
    // Each may reset the other; nobody else is there to agree (DESIGN 2).
    for (const answer of answers) expect(must(answer)).toMatchObject({ kind: "reset", required: 0 });
  }
});

test("a second press in the portal while the number is typed in Slack waits instead of deadlocking", async () => {
  const { deps, clock, petra, olivia } = await story();
  const { session } = await signedIn(deps, clock, petra);
  const identity = { ...olivia.actor, slackUserId: "U0PETRA001" };
  for (let n = 0; n < 10; n++) {
    const { token } = await startLink(deps, identity);
    const { number } = must(await claimLink(deps, session, token));
    const wrong = number === "000000" ? "000001" : "000000";
    await Promise.all([claimLink(deps, session, token), confirmLink(deps, { ...identity, number: wrong })]);
  }
});

test("three presses of Link my Slack at once make one attempt, and its link works", async () => {
  const { deps, clock, petra, olivia } = await story();
  const { session } = await signedIn(deps, clock, petra);
  const identity = { ...olivia.actor, slackUserId: "U0PETRA001" };
  const links = await Promise.all([1, 2, 3].map(() => startLink(deps, identity)));
  const claims = await Promise.all(links.map(({ token }) => claimLink(deps, session, token)));
  expect(claims.filter((claim) => claim.ok)).toHaveLength(1);
});

test("R44: a link claimed before a reset cannot be confirmed after it", async () => {
  const { deps, clock, petra, olivia } = await story();
  const { session } = await signedIn(deps, clock, petra);
  const identity = { ...olivia.actor, slackUserId: "U0THIEF001" };
  const { token } = await startLink(deps, identity);
  const { number } = must(await claimLink(deps, session, token));
  await reset(deps, clock, olivia, petra, { reason: "stolen" });
  expect(mustRefuse(await confirmLink(deps, { ...identity, number })).code).toBe("no_number_waiting");
});

test("R48: a phone that turns out stolen is reset anew: the first code is void, and nothing comes back by stopping", async () => {
  const { deps, clock, petra, olivia, companyId } = await story();
  const first = await reset(deps, clock, olivia, petra);
  clock.advance(hour);
  const renewal = must(await openResetForm(deps, olivia.actor, { email: petra.email }));
  expect(renewal.kind).toBe("renew");
  const form = must(await openResetForm(deps, olivia.actor, { anewFor: renewal.challengeId }));
  expect(form.kind).toBe("reset");
  const input = {
    ...why,
    reason: "stolen",
    challengeId: form.challengeId,
    code: codeOf(deps, olivia.secret),
  } as const;
  must(await resetMfa(deps, olivia.actor, input));
  const { code = "", stopToken = "" } = await payloadOf(deps, companyId, "setup_code_mail");
  expect(code).not.toBe(first.setupCode);
  expect(mustRefuse(await stopReset(deps, { token: first.stopToken })).code).toBe("stop_link_used");
  must(await stopReset(deps, { token: stopToken }));
  clock.advance(30_000);
  const { session } = await halfSignedIn(deps, petra);
  expect(mustRefuse(await verifySignIn(deps, session, { code: codeOf(deps, petra.secret) })).code).toBe(
    "no_factor",
  );
});

test("a new reset in the place of an unfinished one leaves one open reset, and its code works", async () => {
  const { deps, clock, petra, olivia, companyId } = await story();
  await reset(deps, clock, olivia, petra);
  const renewal = must(await openResetForm(deps, olivia.actor, { email: petra.email }));
  const form = must(await openResetForm(deps, olivia.actor, { anewFor: renewal.challengeId }));
  clock.advance(30_000);
  must(
    await resetMfa(deps, olivia.actor, {
      ...why,
      challengeId: form.challengeId,
      code: codeOf(deps, olivia.secret),
    }),
  );
  const { code = "" } = await payloadOf(deps, companyId, "setup_code_mail");
  await enrolling(deps, petra, code);
  expect((await latestReset(deps, petra))?.outcome).toBe("open");
  const foreign = await openResetForm(deps, olivia.actor, { anewFor: form.challengeId });
  expect(mustRefuse(foreign).code).toBe("unknown_person");
});

test("R39: a form of long ago is not renewed; of somebody who lost the right it becomes the form that asks", async () => {
  const { deps, clock, petra, olivia, join } = await story();
  const nora = await join({ ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" });
  await setRoles(deps, nora, { isPaymentsAdmin: true });
  const { challengeId } = must(await openResetForm(deps, olivia.actor, { email: petra.email }));
  await owner`update grants set revoked_at = now() where user_id = ${olivia.userId}`;
  const again = must(await openResetForm(deps, olivia.actor, { again: challengeId }));
  expect(again.kind).toBe("ask");
  await owner`update grants set revoked_at = null where user_id = ${olivia.userId}`;
  clock.advance(day + 1);
  const late = await openResetForm(deps, olivia.actor, { again: again.challengeId });
  expect(mustRefuse(late).code).toBe("challenge_expired");
});

test("R12 R48: stopping a reset lifts no lock", async () => {
  const { deps, clock, petra, olivia } = await story();
  const { stopToken } = await reset(deps, clock, olivia, petra);
  await owner`update users set code_failures = 10, locked_until = ${new Date(deps.now().getTime() + hour)} where id = ${petra.userId}`;
  must(await stopReset(deps, { token: stopToken }));
  const { session } = await halfSignedIn(deps, petra);
  clock.advance(30_000);
  expect(mustRefuse(await verifySignIn(deps, session, { code: codeOf(deps, petra.secret) })).code).toBe(
    "locked",
  );
});

test("R24 B12: while no code is saved one browser alone goes on: the one that was shown the newest; another's tick saves nothing", async () => {
  const { deps, clock, petra } = await story();
  await owner`update recovery_codes set voided_at = now() where user_id = ${petra.userId}`;
  const one = await signedIn(deps, clock, petra);
  const two = await signedIn(deps, clock, petra);
  const newer = await viewRecoveryCode(deps, two.session);
  expect(mustRefuse(await saveRecoveryCode(deps, one.session, { saved: true })).code).toBe("session_over");
  must(await saveRecoveryCode(deps, two.session, { saved: true }));
  expect(newer.code).toBeDefined();
});

test("a timer that fails keeps no other waiting", async () => {
  const { deps, clock, petra, olivia } = await story();
  await reset(deps, clock, olivia, petra);
  const other = await acme(deps, clock, { name: "Other Builders" });
  const pat = await other.join({ ...petraDetails, email: "pat@elsewhere.example" });
  await reset(deps, clock, other.olivia, pat);
  // The first company's trail cannot be appended to.
  await owner`update audit_heads set seq = 0 where company_id = ${petra.actor.companyId}`;
  clock.advance(3 * day);
  await runTimers(deps);
  expect((await latestReset(deps, pat))?.outcome).toBe("lapsed");
  expect((await latestReset(deps, petra))?.outcome).toBe("open");
});
