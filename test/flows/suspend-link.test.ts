import { describe, expect, test } from "vitest";
import { beginStepUp } from "../../src/flows/begin-step-up.ts";
import { claimLink } from "../../src/flows/claim-link.ts";
import { confirmLink } from "../../src/flows/confirm-link.ts";
import { doubtSlackPerson } from "../../src/flows/doubt-slack-person.ts";
import { findPerson } from "../../src/flows/find-person.ts";
import { startLink } from "../../src/flows/start-link.ts";
import { suspendLink } from "../../src/flows/suspend-link.ts";
import { unlink } from "../../src/flows/unlink.ts";
import { viewLink } from "../../src/flows/view-link.ts";
import { auditKinds } from "../helpers/audit.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { acme, must, mustRefuse, samDetails, type TestPerson } from "../helpers/people.ts";
import { openForm, signedIn } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();
const noraDetails = { ...samDetails, firstName: "Nora", lastName: "Kim", email: "nora@acmebuilders.example" };

/** Acme with Olivia, Sam and Nora, each linked to an own Slack identity. */
async function story() {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const sam = await company.join(samDetails, "U0SAM00001");
  const nora = await company.join(noraDetails, "U0NORA0001");
  const identityOf = ({ actor }: TestPerson, slackUserId = actor.slackUserId) => ({
    companyId: actor.companyId,
    workspaceId: actor.workspaceId,
    slackUserId,
  });

  /** Through the door that a person takes: the number is shown to the person, and typed by the identity. */
  async function claimed(person: TestPerson, identity: ReturnType<typeof identityOf>) {
    const { session } = await signedIn(deps, clock, person);
    const { token } = await startLink(deps, identity);
    must(await viewLink(deps, session, token));
    return { ...identity, number: must(await claimLink(deps, session, token)).number };
  }
  const linkAnew = async (person: TestPerson, identity: ReturnType<typeof identityOf>) =>
    confirmLink(deps, await claimed(person, identity));
  return { deps, clock, ...company, sam, nora, identityOf, claimed, linkAnew };
}

const linksOf = async (companyId: string) =>
  (
    await owner<{ slack_user_id: string; user_id: string; state: string }[]>`
      select slack_user_id, user_id, state from links where company_id = ${companyId} order by linked_at, state desc`
  ).map((link) => [link.slack_user_id, link.user_id, link.state]);

const count = (kinds: string[], kind: string) => kinds.filter((one) => one === kind).length;

describe("suspending", () => {
  test("ends what the Slack identity may do, keeps the row, and tells the person by mail", async () => {
    const { deps, companyId, sam, identityOf } = await story();
    await suspendLink(deps, identityOf(sam));
    expect(await linksOf(companyId)).toContainEqual(["U0SAM00001", sam.userId, "suspended"]);
    expect(await messageKinds(deps, companyId)).toContain("link_suspended_mail");
    const [event] = await owner`select subject_id, workspace_id, slack_user_id from audit_events
      where company_id = ${companyId} and kind = 'slack_link_suspended'`;
    expect(event).toEqual({
      subject_id: sam.userId,
      workspace_id: sam.actor.workspaceId,
      slack_user_id: "U0SAM00001",
    });
  });

  test("R39: an act begun before it is refused after it", async () => {
    const { deps, companyId, olivia, sam, identityOf } = await story();
    await openForm(deps, olivia, sam);
    await beginStepUp(deps, olivia.actor, { act: "invite" });
    await suspendLink(deps, identityOf(olivia));
    expect(mustRefuse(await unlink(deps, olivia.actor)).code).toBe("not_linked");
    expect(await linksOf(companyId)).toContainEqual(["U0OLIVIA01", olivia.userId, "suspended"]);
  });

  test("counts once, even 20 at a time", async () => {
    const { deps, companyId, sam, identityOf } = await story();
    await Promise.all(Array.from({ length: 20 }, () => suspendLink(deps, identityOf(sam))));
    expect(count(await auditKinds(owner, companyId), "slack_link_suspended")).toBe(1);
    expect(count(await messageKinds(deps, companyId), "link_suspended_mail")).toBe(1);
  });

  test("of an identity without a link does nothing", async () => {
    const { deps, companyId, sam, identityOf } = await story();
    const before = await auditKinds(owner, companyId);
    await suspendLink(deps, identityOf(sam, "U0STRANGER"));
    must(await unlink(deps, sam.actor));
    await suspendLink(deps, identityOf(sam));
    expect(await auditKinds(owner, companyId)).toEqual([...before, "slack_unlinked"]);
  });

  test("against the person's own unlinking at the same moment, one of them wins", async () => {
    const { deps, companyId, sam, identityOf } = await story();
    const [, unlinked] = await Promise.all([
      suspendLink(deps, identityOf(sam)),
      unlink(deps, sam.actor),
      suspendLink(deps, identityOf(sam)),
    ]);
    const kinds = await auditKinds(owner, companyId);
    expect(count(kinds, "slack_link_suspended")).toBe(unlinked.ok ? 0 : 1);
  });
});

describe("R54: linking anew after a suspension", () => {
  test("puts the same person's new link in the place of the old", async () => {
    const { deps, companyId, sam, identityOf, linkAnew } = await story();
    await suspendLink(deps, identityOf(sam));
    expect(must(await linkAnew(sam, identityOf(sam))).firstName).toBe("Sam");
    const links = (await linksOf(companyId)).filter(([id]) => id === "U0SAM00001");
    expect(links).toEqual([
      ["U0SAM00001", sam.userId, "removed"],
      ["U0SAM00001", sam.userId, "active"],
    ]);
    expect((await auditKinds(owner, companyId)).slice(-2)).toEqual(["slack_unlinked", "slack_linked"]);
    await suspendLink(deps, identityOf(sam));
    expect(count(await auditKinds(owner, companyId), "slack_link_suspended")).toBe(2);
  });

  test("lets another person have the Slack identity, and audits whose it was", async () => {
    const { deps, companyId, sam, nora, identityOf, linkAnew } = await story();
    must(await unlink(deps, nora.actor));
    await suspendLink(deps, identityOf(sam));
    must(await linkAnew(nora, identityOf(sam)));
    expect((await linksOf(companyId)).filter(([id]) => id === "U0SAM00001")).toEqual([
      ["U0SAM00001", sam.userId, "removed"],
      ["U0SAM00001", nora.userId, "active"],
    ]);
    const [event] = await owner`select actor_id, subject_id, facts from audit_events
      where company_id = ${companyId} and kind = 'slack_unlinked' and facts ->> 'why' = 'linked_anew'`;
    expect(event).toMatchObject({ actor_id: nora.userId, subject_id: sam.userId });
  });

  test("lets the person have another Slack identity", async () => {
    const { deps, companyId, sam, identityOf, linkAnew } = await story();
    await suspendLink(deps, identityOf(sam));
    must(await linkAnew(sam, identityOf(sam, "U0SAM00002")));
    expect((await linksOf(companyId)).filter(([, userId]) => userId === sam.userId)).toEqual([
      ["U0SAM00001", sam.userId, "removed"],
      ["U0SAM00002", sam.userId, "active"],
    ]);
  });

  test("replaces nobody's active link", async () => {
    const { deps, clock, sam, nora, identityOf } = await story();
    await suspendLink(deps, identityOf(sam));
    const asSam = await signedIn(deps, clock, sam);
    const taken = await startLink(deps, identityOf(nora));
    expect(mustRefuse(await viewLink(deps, asSam.session, taken.token)).code).toBe("slack_identity_taken");
    const asNora = await signedIn(deps, clock, nora);
    const second = await startLink(deps, identityOf(sam));
    expect(mustRefuse(await viewLink(deps, asNora.session, second.token)).code).toBe("user_has_link");
  });

  test("by two people who exchange their Slack identities at once gives each the other's", async () => {
    const { deps, companyId, sam, nora, identityOf, claimed } = await story();
    await Promise.all([suspendLink(deps, identityOf(sam)), suspendLink(deps, identityOf(nora))]);
    const inputs = [await claimed(sam, identityOf(nora)), await claimed(nora, identityOf(sam))];
    for (const result of await Promise.all(inputs.map((input) => confirmLink(deps, input)))) must(result);
    const active = (await linksOf(companyId)).filter(([, , state]) => state === "active");
    expect(active).toContainEqual(["U0NORA0001", sam.userId, "active"]);
    expect(active).toContainEqual(["U0SAM00001", nora.userId, "active"]);
  });
});

test("doubting makes what we know of a person old, and nobody known", async () => {
  const { deps, companyId, sam, identityOf } = await story();
  await doubtSlackPerson(deps, identityOf(sam));
  await doubtSlackPerson(deps, identityOf(sam, "U0STRANGER"));
  expect((await findPerson(deps, identityOf(sam))).person).toMatchObject({
    name: "Sam",
    isDeleted: false,
    fetchedAt: new Date(0),
  });
  const rows = await owner`select 1 from slack_people where company_id = ${companyId}`;
  expect(rows).toHaveLength(3);
});
