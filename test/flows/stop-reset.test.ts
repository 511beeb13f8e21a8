import { expect, test } from "vitest";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { enterSetupCode } from "../../src/flows/enter-setup-code.ts";
import { findSession } from "../../src/flows/find-session.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { sendSetupCodeAgain } from "../../src/flows/send-setup-code-again.ts";
import { stopReset } from "../../src/flows/stop-reset.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { viewStopLink } from "../../src/flows/view-stop-link.ts";
import { mfaState } from "../helpers/audit.ts";
import { day } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { acme, codeOf, must, mustFindSession, mustRefuse, petraDetails } from "../helpers/people.ts";
import { enrolling, halfSignedIn, reset } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

async function story(more: { reason?: "stolen" } = {}) {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const petra = await company.join(petraDetails);
  const sent = await reset(deps, clock, company.olivia, petra, more);
  return { deps, clock, ...company, petra, ...sent };
}

test("R48 R30: looking at the link changes nothing and says who, when and why", async () => {
  const { deps, petra, stopToken } = await story();
  const before = await mfaState(owner, petra.userId);
  const view = must(await viewStopLink(deps, stopToken));
  expect(view).toMatchObject({
    companyName: "Acme Builders",
    actorName: "Olivia Reyes",
    subjectName: "Petra Alvarez",
    reason: "lost_phone",
    outcome: "open",
  });
  expect(await mfaState(owner, petra.userId)).toBe(before);
});

test("R48: stopping voids the code and a set-up in progress, and tells the person and the administrators", async () => {
  const { deps, petra, setupCode, stopToken, companyId } = await story();
  const session = await enrolling(deps, petra, setupCode);
  const { secret } = must(await viewEnrolment(deps, session));
  expect(must(await stopReset(deps, { token: stopToken })).canReturn).toBe(true);
  expect(mustRefuse(await enrolApp(deps, session, { code: codeOf(deps, secret) })).code).toBe("session_over");
  const half = await halfSignedIn(deps, petra);
  expect(half.session.next).toBe("verify");
  expect(mustRefuse(await enterSetupCode(deps, half.session, { code: setupCode })).code).toBe(
    "setup_code_expired",
  );
  expect(mustRefuse(await sendSetupCodeAgain(deps, half.session)).code).toBe("resend_exhausted");
  const kinds = (await messageKinds(deps, companyId)).filter((kind) => kind.startsWith("reset_stopped"));
  expect(kinds.sort()).toEqual(["reset_stopped_alert_mail", "reset_stopped_dm", "reset_stopped_mail"]);
});

test("R48: the owner's old app comes back by password and a right code from it", async () => {
  const { deps, clock, petra, stopToken } = await story();
  must(await stopReset(deps, { token: stopToken }));
  clock.advance(30_000);
  const { session } = await halfSignedIn(deps, petra);
  expect(mustRefuse(await verifySignIn(deps, session, { code: "000000" })).code).toBe("wrong_code");
  const back = must(await verifySignIn(deps, session, { code: codeOf(deps, petra.secret) }));
  expect((await mustFindSession(deps, back.sessionToken)).next).toBe("recovery_code");
  const rows =
    await owner`select state from factors where user_id = ${petra.userId} and state <> 'destroyed'`;
  expect(rows).toEqual([{ state: "active" }]);
});

test("R48: where the phone was stolen nothing comes back", async () => {
  const { deps, clock, petra, stopToken } = await story({ reason: "stolen" });
  expect(must(await stopReset(deps, { token: stopToken })).canReturn).toBe(false);
  clock.advance(30_000);
  const { session } = await halfSignedIn(deps, petra);
  expect(mustRefuse(await verifySignIn(deps, session, { code: codeOf(deps, petra.secret) })).code).toBe(
    "no_factor",
  );
});

test("R48: stopping a completed reset destroys what was set up since and ends its sessions", async () => {
  const { deps, clock, petra, olivia, setupCode, stopToken } = await story();
  const session = await enrolling(deps, petra, setupCode);
  const { secret } = must(await viewEnrolment(deps, session));
  const done = must(await enrolApp(deps, session, { code: codeOf(deps, secret) }));
  clock.advance(day);
  expect(must(await stopReset(deps, { token: stopToken })).canReturn).toBe(false);
  expect(await findSession(deps, done.sessionToken)).toBeUndefined();
  const half = await halfSignedIn(deps, petra);
  for (const phone of [secret, petra.secret]) {
    expect(mustRefuse(await verifySignIn(deps, half.session, { code: codeOf(deps, phone) })).code).toBe(
      "no_factor",
    );
  }
  clock.advance(30_000);
  const form = must(await openResetForm(deps, olivia.actor, { email: petra.email }));
  expect(form).toMatchObject({ kind: "reset", card: { warnings: [{ why: "reset_lately" }] } });
});

test("R48: the link works once and for seven days", async () => {
  const { deps, stopToken } = await story();
  const results = await Promise.all(Array.from({ length: 10 }, () => stopReset(deps, { token: stopToken })));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(mustRefuse(await viewStopLink(deps, stopToken)).code).toBe("stop_link_used");
  const other = await story();
  other.clock.advance(7 * day);
  expect(mustRefuse(await stopReset(other.deps, { token: other.stopToken })).code).toBe("stop_link_unknown");
});

test("R48: stopping and completing at once end in one of the two, never in both", async () => {
  for (let n = 0; n < 5; n++) {
    const { deps, petra, setupCode, stopToken } = await story();
    const session = await enrolling(deps, petra, setupCode);
    const { secret } = must(await viewEnrolment(deps, session));
    const [, stopped] = await Promise.all([
      enrolApp(deps, session, { code: codeOf(deps, secret) }),
      stopReset(deps, { token: stopToken }),
    ]);
    expect(stopped.ok).toBe(true);
    const rows = await owner`select 1 from factors where user_id = ${petra.userId} and state = 'active'`;
    expect(rows).toHaveLength(0);
  }
});

test("R48: a thief with the mailbox alone gains no factor by stopping or not stopping", async () => {
  const { deps, petra, setupCode, stopToken } = await story();
  must(await stopReset(deps, { token: stopToken }));
  const rows = await owner`select state from factors where user_id = ${petra.userId}`;
  expect(rows).toEqual([{ state: "suspended" }]);
  const { session } = await halfSignedIn(deps, petra);
  expect(mustRefuse(await enterSetupCode(deps, session, { code: setupCode })).code).toBe(
    "setup_code_expired",
  );
});
