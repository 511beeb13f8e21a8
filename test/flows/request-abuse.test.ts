import { expect, test } from "vitest";
import { defaultPolicy } from "../../src/domain/policy.ts";
import { denyRequest } from "../../src/flows/deny-request.ts";
import { openPolicyForm } from "../../src/flows/edit-policy.ts";
import { listInvitations } from "../../src/flows/list-invitations.ts";
import { openProceed } from "../../src/flows/proceed-with-request.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { viewRequest } from "../../src/flows/view-request.ts";
import { day, hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { testDeps } from "../helpers/deps.ts";
import { colleague, manager } from "../helpers/manage.ts";
import {
  acme,
  codeOf,
  must,
  mustRefuse,
  petraDetails,
  samDetails,
  type TestPerson,
} from "../helpers/people.ts";
import { policyStory, withApprovals } from "../helpers/policy-story.ts";
import { enrolling, openForm, reset, why } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

/** Olivia is everything, Marcus System Administrator, Sam support, Petra a payee. */
async function story() {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const marcus = await company.join(colleague("Marcus"), "U0MARCUS01");
  await setRoles(deps, marcus, { isSystemAdministrator: true });
  const sam = await company.join(samDetails, "U0SAM00001");
  const petra = await company.join(petraDetails);
  return { deps, clock, ...company, marcus, sam, petra, ...manager(deps, clock) };
}

type Two = { olivia: TestPerson; nora: TestPerson } & Pick<ReturnType<typeof testDeps>, "deps" | "clock">;

/** An administrator's phone is stolen: Olivia resets, Nora agrees. */
async function resetAgreed({ deps, clock, olivia, nora }: Two, subject: TestPerson): Promise<void> {
  clock.advance(minute);
  const challengeId = await openForm(deps, olivia, subject);
  const input = { ...why, reason: "stolen", challengeId, code: codeOf(deps, olivia.secret) } as const;
  const { submitted } = must(await resetMfa(deps, olivia.actor, input));
  must(await manager(deps, clock).approve(nora, submitted.request.id));
  clock.advance(minute);
}

const emailOf = async (userId: string) =>
  (await owner`select email from users where id = ${userId}`)[0]?.["email"];

test("R33: the only Payments Admin cannot take an invited administrator's place by correcting the email: a System Administrator decides", async () => {
  const { deps, clock, olivia, marcus, invite, approve, correct } = await story();
  const invited = must(await invite(olivia, colleague("Nora", "system_administrator")));
  must(await approve(marcus, invited.waiting?.requestId ?? ""));
  const userId = must(await listInvitations(deps, olivia.actor)).invitations[0]?.userId ?? "";
  const corrected = must(await correct(olivia, userId, "nora.kim@acmebuilders.example"));
  expect(corrected.waiting?.required).toBe(1);
  const requestId = corrected.waiting?.requestId ?? "";
  must(await denyRequest(deps, marcus.actor, { requestId, reason: "not verified" }));
  clock.advance(25 * hour);
  await runTimers(deps);
  expect(await emailOf(userId)).toBe("nora@acmebuilders.example");
});

test("R33 R39: whoever became an administrator while their corrected email waited keeps the old one", async () => {
  const { deps, clock, olivia, marcus, invite, approve, correct, act } = await story();
  must(await invite(olivia, colleague("Nora")));
  const userId = must(await listInvitations(deps, olivia.actor)).invitations[0]?.userId ?? "";
  expect(must(await correct(olivia, userId, "nora.kim@acmebuilders.example")).waiting?.required).toBeFalsy();
  const raised = must(await act(olivia, "raise", userId));
  must(await approve(marcus, raised.waiting?.requestId ?? ""));
  clock.advance(25 * hour);
  await runTimers(deps);
  expect(await emailOf(userId)).toBe("nora@acmebuilders.example");
});

test("R39: a corrected email does not change when its requester loses the right in the day that it waits", async () => {
  const { deps, clock, marcus, sam, petra, approve, correct } = await story();
  await setRoles(deps, marcus, { isPaymentsAdmin: true });
  await setRoles(deps, sam, { isPaymentsAdmin: true });
  const corrected = must(await correct(sam, petra.userId, "petra@elsewhere.example"));
  must(await approve(marcus, corrected.waiting?.requestId ?? ""));
  await setRoles(deps, sam, { isPaymentsAdmin: false });
  clock.advance(25 * hour);
  await runTimers(deps);
  expect(await emailOf(petra.userId)).toBe(petra.email);
});

test("R46: the setup code in the old mailbox is worth nothing once the email is another", async () => {
  const { deps, clock, olivia, marcus, petra, approve, correct } = await story();
  await setRoles(deps, marcus, { isPaymentsAdmin: true });
  const corrected = must(await correct(olivia, petra.userId, "petra@elsewhere.example"));
  must(await approve(marcus, corrected.waiting?.requestId ?? ""));
  clock.advance(23 * hour);
  const { setupCode } = await reset(deps, clock, olivia, petra);
  clock.advance(2 * hour);
  await runTimers(deps);
  expect(await emailOf(petra.userId)).toBe("petra@elsewhere.example");
  await expect(enrolling(deps, { ...petra, email: "petra@elsewhere.example" }, setupCode)).rejects.toThrow(
    "setup_code_expired",
  );
});

test.each([
  { name: "longer", breakGlassAfterMs: 48 * hour },
  { name: "off", breakGlassAfterMs: null },
])("R36 R39: a wait made $name counts for what waits already", async ({ breakGlassAfterMs }) => {
  const { deps, clock, olivia, sam, companyId, act } = await story();
  const raised = must(await act(olivia, "raise", sam.userId));
  const requestId = raised.waiting?.requestId ?? "";
  await owner`update companies set policy = ${owner.json({ ...defaultPolicy, breakGlassAfterMs })}
    where id = ${companyId}`;
  clock.advance(25 * hour);
  await runTimers(deps);
  expect(mustRefuse(await openProceed(deps, olivia.actor, requestId)).code).toBe("wait_for_approval");
  expect(must(await viewRequest(deps, olivia.actor, requestId))).toMatchObject({ mayProceed: false });
  const told = async () =>
    (await owner`select 1 from outbox where ref_id = ${requestId} and kind = 'request_notice'`).length;
  expect(await told()).toBe(0);
  if (breakGlassAfterMs === null) return;
  clock.advance(24 * hour);
  await runTimers(deps);
  expect(await told()).toBe(1);
  must(await openProceed(deps, olivia.actor, requestId));
});

/** Both in the same moment, over a request whose time was over long ago; neither is aborted for the other's locks. */
async function meet(decide: () => Promise<unknown>, begin: () => Promise<unknown>): Promise<void> {
  const met = await Promise.allSettled([decide(), begin()]);
  expect(met.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
}

test("R39: a decision and a new settings form meet over a request whose time is over, and neither is lost", async () => {
  const { deps, clock, olivia, marcus, change } = await policyStory({ db, owner });
  for (let n = 0; n < 12; n++) {
    const { submitted } = must(await change(olivia, { policy: withApprovals({ grant: 0 }) }));
    clock.advance(4 * day);
    const requestId = submitted.request.id;
    const decide = () => denyRequest(deps, olivia.actor, { requestId, reason: "not verified" });
    await meet(decide, () => openPolicyForm(deps, marcus.actor));
  }
});

test("R39: a decision and a new invitation meet over a request whose time is over, and neither is lost", async () => {
  const { deps, clock, olivia, marcus, invite } = await story();
  const eve = colleague("Eve", "system_administrator");
  for (let n = 0; n < 12; n++) {
    const requestId = must(await invite(olivia, eve)).waiting?.requestId ?? "";
    clock.advance(4 * day);
    const decide = () => denyRequest(deps, olivia.actor, { requestId, reason: "not verified" });
    await meet(decide, () => invite(marcus, eve));
    clock.advance(4 * day);
  }
});

test("R44: a yes given with a phone that was then reset as stolen counts no more, also when the lock is over", async () => {
  const { deps, clock, olivia, marcus, sam, join, act, approve, companyId } = await story();
  const nora = await join(colleague("Nora"), "U0NORA00001");
  for (const person of [marcus, nora])
    await setRoles(deps, person, { isSystemAdministrator: true, isPaymentsAdmin: true });
  await owner`update companies set policy = ${owner.json(withApprovals({ system_administrator: 2 }))}
    where id = ${companyId}`;
  const requestId = must(await act(olivia, "raise", sam.userId)).waiting?.requestId ?? "";
  expect(must(await approve(marcus, requestId)).facts.request.state).toBe("pending");
  await resetAgreed({ deps, clock, olivia, nora }, marcus);
  const seen = must(await viewRequest(deps, nora.actor, requestId));
  if (seen.viewer === "colleague") throw new Error("who decides sees it all");
  expect(seen.facts.quorum).toMatchObject({ required: 2, given: 0 });
  expect(must(await approve(nora, requestId)).facts.request.state).toBe("pending");
});

test("R44: what somebody began with a phone that was then reset as stolen is approved by nobody", async () => {
  const { deps, clock, olivia, marcus, sam, join, act, approve } = await story();
  const nora = await join(colleague("Nora"), "U0NORA00001");
  for (const person of [marcus, nora])
    await setRoles(deps, person, { isSystemAdministrator: true, isPaymentsAdmin: true });
  const requestId = must(await act(marcus, "raise", sam.userId)).waiting?.requestId ?? "";
  await resetAgreed({ deps, clock, olivia, nora }, marcus);
  expect(mustRefuse(await approve(nora, requestId)).code).toBe("requester_may_not");
});
