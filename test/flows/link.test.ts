import { expect, test } from "vitest";
import { claimLink } from "../../src/flows/claim-link.ts";
import { confirmLink } from "../../src/flows/confirm-link.ts";
import { rememberSlackPerson } from "../../src/flows/remember-slack-person.ts";
import { startLink } from "../../src/flows/start-link.ts";
import { viewLink } from "../../src/flows/view-link.ts";
import { auditKinds } from "../helpers/audit.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { acme, must, mustRefuse, petraDetails, samDetails } from "../helpers/people.ts";
import { signedIn } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

async function story() {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const sam = await company.join(samDetails);
  const { session } = await signedIn(deps, clock, sam);
  const identity = {
    companyId: company.companyId,
    workspaceId: company.olivia.actor.workspaceId,
    slackUserId: "U0SAM00001",
  };
  const flags = { teamId: identity.workspaceId, isDeleted: false, isBot: false, isGuest: false };
  await rememberSlackPerson(deps, {
    ...identity,
    ...flags,
    name: "sam.okafor",
    email: "other@acmebuilders.example",
  });
  return { deps, clock, ...company, sam, session, identity };
}

const linkCount = async (companyId: string) =>
  (await owner`select 1 from links where company_id = ${companyId} and slack_user_id = 'U0SAM00001'`).length;

test("R54: the page names the Slack account and warns when its email differs; looking binds nothing", async () => {
  const { deps, session, identity, companyId } = await story();
  const { token } = await startLink(deps, identity);
  expect(must(await viewLink(deps, session, token))).toMatchObject({
    slackName: "sam.okafor",
    slackUserId: "U0SAM00001",
    slackEmail: "other@acmebuilders.example",
    userEmail: samDetails.email,
    emailDiffers: true,
  });
  expect(await linkCount(companyId)).toBe(0);
});

test("R54: the tie is active only when the Slack identity that asked types the number; both sides are told", async () => {
  const { deps, session, identity, companyId } = await story();
  const { token } = await startLink(deps, identity);
  const { number } = must(await claimLink(deps, session, token));
  expect(await linkCount(companyId)).toBe(0);
  const stranger = await confirmLink(deps, { ...identity, slackUserId: "U0STRANGER", number });
  expect(mustRefuse(stranger).code).toBe("no_number_waiting");
  expect(
    must(await confirmLink(deps, { ...identity, number: `${number.slice(0, 3)} ${number.slice(3)}` }))
      .firstName,
  ).toBe("Sam");
  expect(await linkCount(companyId)).toBe(1);
  expect(await messageKinds(deps, companyId)).toEqual(
    expect.arrayContaining(["link_number_dm", "link_done_dm", "link_done_mail"]),
  );
  expect(mustRefuse(await confirmLink(deps, { ...identity, number })).code).toBe("no_number_waiting");
});

test("R54: a forwarded link binds nobody: its claimer gets a number that only the asking identity can type", async () => {
  const { deps, clock, identity, join, companyId, session } = await story();
  const { token } = await startLink(deps, identity);
  const petra = await join(petraDetails);
  const victim = await signedIn(deps, clock, petra);
  must(await claimLink(deps, victim.session, token));
  expect(mustRefuse(await claimLink(deps, session, token)).code).toBe("link_expired");
  expect(await linkCount(companyId)).toBe(0);
});

test("R54: three wrong numbers end the attempt, and are audited", async () => {
  const { deps, session, identity, companyId } = await story();
  const { token } = await startLink(deps, identity);
  const { number } = must(await claimLink(deps, session, token));
  const wrong = number === "000000" ? "000001" : "000000";
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => confirmLink(deps, { ...identity, number: wrong })),
  );
  expect(
    answers.map((answer) => mustRefuse(answer).code).filter((code) => code === "wrong_number"),
  ).toHaveLength(3);
  expect(mustRefuse(await confirmLink(deps, { ...identity, number })).code).toBe("no_number_waiting");
  expect((await auditKinds(owner, companyId)).filter((kind) => kind === "wrong_link_number")).toHaveLength(3);
});

test("R54: link and number have their time, and a new link voids the old", async () => {
  const { deps, clock, session, identity } = await story();
  const old = await startLink(deps, identity);
  const fresh = await startLink(deps, identity);
  expect(mustRefuse(await viewLink(deps, session, old.token)).code).toBe("link_unknown");
  const { number } = must(await claimLink(deps, session, fresh.token));
  clock.advance(5 * minute);
  expect(mustRefuse(await confirmLink(deps, { ...identity, number })).code).toBe("no_number_waiting");
  clock.advance(10 * minute);
  expect(mustRefuse(await viewLink(deps, session, fresh.token)).code).toBe("link_expired");
});

test("R54: a Slack identity has one person, and a person one Slack identity in a workspace", async () => {
  const { deps, clock, session, identity, join, olivia } = await story();
  const { token } = await startLink(deps, { ...identity, slackUserId: olivia.actor.slackUserId });
  expect(mustRefuse(await viewLink(deps, session, token)).code).toBe("slack_identity_taken");
  const nora = await join(
    { ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" },
    "U0NORA0001",
  );
  const other = await signedIn(deps, clock, nora);
  const second = await startLink(deps, identity);
  expect(mustRefuse(await viewLink(deps, other.session, second.token)).code).toBe("user_has_link");
});
