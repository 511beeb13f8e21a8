import { expect, test } from "vitest";
import { claimLink } from "../../src/flows/claim-link.ts";
import { confirmLink } from "../../src/flows/confirm-link.ts";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { startLink } from "../../src/flows/start-link.ts";
import { stopReset } from "../../src/flows/stop-reset.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { viewRequest } from "../../src/flows/view-request.ts";
import { auditKinds } from "../helpers/audit.ts";
import { hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { testDeps } from "../helpers/deps.ts";
import { colleague, manager } from "../helpers/manage.ts";
import { acme, codeOf, must, mustRefuse } from "../helpers/people.ts";
import { withApprovals } from "../helpers/policy-story.ts";
import { enrolling, hold, reset, signedIn } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

/** Sam was reset, and somebody with his mailbox and password has set up a phone of their own: `thief` is Sam with that phone. */
async function story() {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const { olivia, join } = company;
  const sam = await join(colleague("Sam"), "U0SAM00001");
  const { setupCode, stopToken } = await reset(deps, clock, olivia, sam);
  const session = await enrolling(deps, sam, setupCode);
  const { secret } = must(await viewEnrolment(deps, session));
  must(await enrolApp(deps, session, { code: codeOf(deps, secret) }));
  const [marcus, nora] = [
    await join(colleague("Marcus"), "U0MARCUS01"),
    await join(colleague("Nora"), "U0NORA00001"),
  ];
  for (const person of [marcus, sam])
    await setRoles(deps, person, { isSystemAdministrator: true, isPaymentsAdmin: true });
  clock.advance(minute);
  const stop = async () => must(await stopReset(deps, { token: stopToken }));
  return {
    deps,
    clock,
    ...company,
    sam,
    thief: { ...sam, secret },
    marcus,
    nora,
    stop,
    ...manager(deps, clock),
  };
}

test("R44 R48: what was asked for with the thief's phone is approved by nobody once the owner has stopped the reset", async () => {
  const { thief, marcus, nora, act, approve, stop } = await story();
  const requestId = must(await act(thief, "raise", nora.userId)).waiting?.requestId ?? "";
  await stop();
  expect(mustRefuse(await approve(marcus, requestId)).code).toBe("requester_may_not");
});

test("R44 R48: a yes said with the thief's phone counts no more once the owner has stopped the reset", async () => {
  const { deps, companyId, olivia, thief, marcus, nora, act, approve, stop } = await story();
  await owner`update companies set policy = ${owner.json(withApprovals({ system_administrator: 2 }))}
    where id = ${companyId}`;
  const requestId = must(await act(olivia, "raise", nora.userId)).waiting?.requestId ?? "";
  must(await approve(thief, requestId));
  await stop();
  const seen = must(await viewRequest(deps, marcus.actor, requestId));
  if (seen.viewer === "colleague") throw new Error("who decides sees it all");
  expect(seen.facts.quorum).toMatchObject({ required: 2, given: 0 });
  expect(must(await approve(marcus, requestId)).facts.request.state).toBe("pending");
});

test("R48 R54: a Slack account that the thief linked is cut off by the stop; one from before stays", async () => {
  const { deps, clock, companyId, olivia, sam, thief, stop } = await story();
  const { session } = await signedIn(deps, clock, thief);
  const identity = { ...olivia.actor, workspaceId: "T0OTHER0001", slackUserId: "U0THIEF001" };
  const { token } = await startLink(deps, identity);
  const { number } = must(await claimLink(deps, session, token));
  must(await confirmLink(deps, { ...identity, number }));
  const links = async () =>
    (
      await owner`select slack_user_id, state from links where user_id = ${sam.userId} order by linked_at`
    ).map((row) => [row["slack_user_id"], row["state"]]);
  expect(await links()).toEqual([
    ["U0SAM00001", "active"],
    ["U0THIEF001", "active"],
  ]);
  await stop();
  expect(await links()).toEqual([
    ["U0SAM00001", "active"],
    ["U0THIEF001", "removed"],
  ]);
  expect(await auditKinds(owner, companyId)).toContain("slack_unlinked");
});

test("R39: what somebody asked for is done by nobody while they are locked for safety; afterwards it can be", async () => {
  const { deps, clock, olivia, marcus, sam, nora, act, approve } = await story();
  const requestId = must(await act(marcus, "raise", nora.userId)).waiting?.requestId ?? "";
  await hold(deps, sam, marcus);
  expect(mustRefuse(await approve(olivia, requestId))).toMatchObject({
    code: "requester_held",
    name: "Marcus",
  });
  clock.advance(5 * hour);
  expect(must(await approve(olivia, requestId)).facts.request.state).toBe("executed");
});
