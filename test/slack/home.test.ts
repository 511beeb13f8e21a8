import type { HomeView } from "@slack/types";
import { expect, it } from "vitest";
import { requestButtons } from "../../src/domain/request-buttons.ts";
import { askForReset } from "../../src/flows/ask-for-reset.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { startLink } from "../../src/flows/start-link.ts";
import { linkOpen } from "../../src/slack/gate-messages.ts";
import { homeIds } from "../../src/slack/home/ids.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { must, samDetails } from "../helpers/people.ts";
import { why } from "../helpers/reset-story.ts";
import { eventSent, type Sender } from "./helpers/payloads.ts";
import { eventually } from "./helpers/slack-edge.ts";
import { slackStory } from "./helpers/story.ts";

const { db, owner } = await testDatabase();

async function homeStory(options: Parameters<typeof slackStory>[1] = {}) {
  const story = await slackStory(db, options);
  const { edge } = story;
  const published = () => edge.api.calls.filter((call) => call.method === "views.publish");
  const tell = (sender: Sender, tab: string | undefined) =>
    edge.send(eventSent(sender, { type: "app_home_opened", user: sender.slackUserId, tab, channel: "D1" }));
  /** Opens the Home tab and answers what is published for this person. */
  async function openHome(sender: Sender) {
    const before = published().length;
    expect((await tell(sender, "home")).status).toBe(200);
    const call = await eventually(() => published()[before]);
    expect(call.args["user_id"]).toBe(sender.slackUserId);
    const view = call.args["view"] as HomeView;
    return { view, text: JSON.stringify(view), actionIds: actionIdsIn(view) };
  }
  /** An ask of Sam's for Petra, who lost her phone. */
  async function ask() {
    story.clock.advance(minute);
    const { challengeId } = must(
      await openResetForm(story.deps, story.sam.actor, { email: story.petra.email }),
    );
    must(await askForReset(story.deps, story.sam.actor, { ...why, challengeId }));
  }
  const settled = () => eventually(() => (edge.inFlight() === 0 ? true : undefined));
  return { ...story, published, tell, openHome, ask, settled };
}

function actionIdsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const record = value as Record<string, unknown>;
  const own = typeof record["action_id"] === "string" ? [record["action_id"]] : [];
  return [...own, ...Object.values(record).flatMap(actionIdsIn)];
}

it("shows a member who they are, their own requests and what they can do, and nothing of administration", async () => {
  const { openHome, senderOf, sam, ask } = await homeStory();
  await ask();
  const { text, actionIds } = await openHome(senderOf(sam));
  expect(text).toContain("*Sam Okafor* · sam@acmebuilders.example · Member");
  expect(text).toContain("*Your requests*");
  expect(text).toContain("*Sam Okafor asks to reset MFA for Petra Alvarez*");
  expect(text).toContain("Waiting for approval");
  expect(text).toContain("Ask for an MFA reset");
  expect(text).not.toMatch(
    /Waiting for you|Set-up|Approval settings|delivered|No one can run|one lost phone/i,
  );
  expect(actionIds).not.toContain(homeIds.settings);
  expect(actionIds).not.toContain(requestButtons.review);
});

it("shows an administrator what waits for them, with the door to it, and the set-up", async () => {
  const { openHome, oliviaSender, ask, companyId } = await homeStory();
  const before = await openHome(oliviaSender);
  expect(before.text).toContain("Nothing waits for you.");
  await ask();
  const { text, actionIds, view } = await openHome(oliviaSender);
  expect(text).toContain("*Waiting for you*");
  expect(text).toContain("*Sam Okafor asks to reset MFA for Petra Alvarez*");
  const [request] = await owner`select id from requests where company_id = ${companyId}`;
  expect(JSON.stringify(view)).toContain(`"value":"${companyId}.${request?.["id"]}"`);
  for (const id of [requestButtons.review, homeIds.settings, homeIds.channel, "start_reset", "start_invite"])
    expect(actionIds).toContain(id);
  expect(actionIds).not.toContain(homeIds.noChannel);
  for (const sentence of [
    "✓ Done: your Slack is linked",
    "○ To do: a second Payments Admin",
    "○ To do: a private channel for approvals",
    "Approvals for a new System Administrator: 1",
    "Proceed without approval: after 24 hours",
    "Approvals channel: none, direct messages",
    "Everything of the last 7 days was delivered.",
  ])
    expect(text).toContain(sentence);
});

it("shows everybody only their own: an approver's own ask does not wait for themselves", async () => {
  const { openHome, join, deps, edge, senderOf, ask } = await homeStory();
  const nora = await join(
    { ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" },
    "U0NORA0001",
  );
  edge.knows(senderOf(nora), { real_name: "Nora" });
  await ask();
  expect((await openHome(senderOf(nora))).text).not.toContain("Petra");
  await setRoles(deps, nora, { isPaymentsAdmin: true });
  expect((await openHome(senderOf(nora))).text).toContain("asks to reset MFA for Petra Alvarez");
});

it("warns while one lost phone would stop everything, and says so when nobody can run payments", async () => {
  const { openHome, join, oliviaSender, olivia, deps, edge, senderOf } = await homeStory();
  const marcus = await join(
    { ...samDetails, firstName: "Marcus", email: "marcus@acmebuilders.example" },
    "U0MARCUS01",
  );
  edge.knows(senderOf(marcus), { real_name: "Marcus" });
  await setRoles(deps, marcus, { isSystemAdministrator: true });
  expect((await openHome(oliviaSender)).text).toContain("lost phone");
  await owner`update factors set state = 'suspended' where user_id = ${olivia.userId}`;
  const { text, actionIds } = await openHome(senderOf(marcus));
  expect(text).toContain("*No one can run payments.*");
  expect(text).toContain("ask whoever runs Latchkey for emergency access");
  expect(actionIds).toContain("start_grant");
});

it("says to System Administrators what was not delivered: kind, to whom, why and when, and nothing of what it said", async () => {
  const { openHome, oliviaSender, senderOf, sam, companyId, olivia, deps } = await homeStory();
  const now = deps.now();
  for (let n = 0; n < 7; n++)
    await owner`insert into outbox (company_id, id, kind, ref_id, recipient_id, due_at, created_at, dead_at, last_error)
      values (${companyId}, ${`dead${n}`}, 'setup_code_mail', 'r', ${olivia.userId}, ${now}, ${now}, ${now}, 'smtp_550')`;
  await owner`insert into outbox (company_id, id, kind, ref_id, due_at, created_at, dead_at, last_error)
    values (${companyId}, 'void', 'request_post', 'r', ${now}, ${now}, ${now}, 'void')`;
  const { text } = await openHome(oliviaSender);
  expect(text).toContain("Not delivered in the last 7 days: 7");
  expect(text.match(/Mail with a setup code · to Olivia Reyes/g)).toHaveLength(5);
  expect(text).toContain("reason: smtp_550");
  expect(text).toContain("And 2 more.");
  expect((await openHome(senderOf(sam))).text).not.toContain("smtp_550");
});

it("gives somebody without a link the way to one, in the words of every other door", async () => {
  const { openHome, edge, oliviaSender } = await homeStory();
  const stranger = { ...oliviaSender, slackUserId: "U0NEW00001" };
  edge.knows(stranger, { real_name: "Newt Newman" });
  const { text, actionIds } = await openHome(stranger);
  expect(text).toContain("*Hi Newt. I don't know yet who you are on Acme Builders payments.*");
  expect(text).toMatch(/https:\/\/latchkey\.test\/link\/[0-9a-z]{10}\./);
  expect(actionIds).toEqual([linkOpen, "link_number"]);
});

it.each<[string, Record<string, unknown>, string]>([
  ["a guest", { is_restricted: true }, "Slack guests can't use this"],
  ["a deactivated Slack person", { deleted: true }, "This Slack account is deactivated"],
  ["somebody of another company", { team_id: "T0FOREIGN1" }, "Only people of Acme Builders's own Slack"],
])("R61: %s is refused in the same words, and sees nothing of the company", async (_, said, sentence) => {
  const { openHome, edge, oliviaSender } = await homeStory();
  const stranger = { ...oliviaSender, slackUserId: "U0ODD00001" };
  edge.knows(stranger, said);
  const { text, actionIds } = await openHome(stranger);
  expect(text).toContain(sentence);
  expect(text).not.toMatch(/Waiting for you|Your requests|Set-up/);
  expect(actionIds).toEqual([]);
});

it("R61: a deactivated user, and one in whose country payments are not available, read why", async () => {
  const { openHome, senderOf, sam } = await homeStory();
  await owner`update users set status = 'deactivated' where id = ${sam.userId}`;
  expect((await openHome(senderOf(sam))).text).toContain(
    "Your Acme Builders payments account is deactivated",
  );
  const elsewhere = await homeStory({ markets: ["CA"] });
  const { text } = await elsewhere.openHome(elsewhere.oliviaSender);
  expect(text).toContain("Payments aren't available in United States yet");
});

it("draws nothing for the Messages tab, nor where the app is not known or gone", async () => {
  const { tell, published, oliviaSender, settled, companyId, edge } = await homeStory();
  await tell(oliviaSender, "messages");
  await tell(oliviaSender, undefined);
  await tell({ ...oliviaSender, teamId: "T0UNKNOWN1" }, "home");
  await settled();
  await owner`update workspaces set uninstalled_at = now() where company_id = ${companyId}`;
  edge.api.failures.set("auth.test", { ok: false, error: "account_inactive" });
  await tell(oliviaSender, "home");
  await settled();
  expect(published()).toHaveLength(0);
});

it("says less where Slack cannot say who is in the channel", async () => {
  const { openHome, edge, oliviaSender, olivia } = await homeStory();
  edge.api.failures.set("conversations.members", 500);
  const { workspaceId } = olivia.actor;
  await owner`update companies set approvals_workspace_id = ${workspaceId}, approvals_channel_id = 'C0APPROVE1',
    approvals_channel_name = 'approvals' where id = ${olivia.actor.companyId}`;
  const { text } = await openHome(oliviaSender);
  expect(text).toContain("Approvals channel: #approvals");
  expect(text).not.toContain("who can approve");
});

it("keeps a link that waits for its number: Home asks for the number instead of making another", async () => {
  const { openHome, edge, oliviaSender, deps, companyId } = await homeStory();
  const stranger = { ...oliviaSender, slackUserId: "U0NEW00002" };
  edge.knows(stranger);
  const identity = { companyId, workspaceId: oliviaSender.teamId, slackUserId: stranger.slackUserId };
  await startLink(deps, identity);
  await owner`update link_attempts set user_id = (select id from users where company_id = ${companyId} limit 1),
    number_hash = 'h', number_expires_at = ${new Date(deps.now().getTime() + minute)}
    where slack_user_id = ${stranger.slackUserId}`;
  expect((await openHome(stranger)).text).toContain("*Almost linked.*");
});
