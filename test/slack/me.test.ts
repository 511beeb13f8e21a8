import { expect, it } from "vitest";
import { claimLink } from "../../src/flows/claim-link.ts";
import { viewLink } from "../../src/flows/view-link.ts";
import { numberIds, numberModal } from "../../src/slack/me/modal.ts";
import { testDatabase } from "../helpers/database.ts";
import { must, samDetails, type TestPerson } from "../helpers/people.ts";
import { signedIn } from "../helpers/reset-story.ts";
import { actionSent, type Sender } from "./helpers/payloads.ts";
import { type Reply, viewIn } from "./helpers/slack-edge.ts";
import { slackStory } from "./helpers/story.ts";

const { db, owner } = await testDatabase();
const story = await slackStory(db);
const { edge, deps, clock, command, submit, oliviaSender, join, olivia } = story;
const { responseUrl } = edge.api;
const nora = await join({ ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" });
const noraSender: Sender = { slackUserId: "U0NORA0001", teamId: olivia.actor.workspaceId };
edge.knows(noraSender, { real_name: "Nora Kim" });

/** The one-time link behind the button. */
function linkIn(reply: Reply): string {
  const token = /https:\/\/latchkey\.test\/link\/([\w.-]+)/.exec(JSON.stringify(reply.body))?.[1];
  if (!token) throw new Error("no link");
  return token;
}

const numberOf = async (person: TestPerson, token: string) => {
  const { session } = await signedIn(deps, clock, person);
  return must(await claimLink(deps, session, token)).number;
};
const type = (sender: Sender, number: string) =>
  submit(sender, numberModal(), { [numberIds.number]: number });
const linksOf = (userId: string) =>
  owner`select slack_user_id, state from links where user_id = ${userId} order by linked_at`;

it("R54: links a Slack identity by its own one-time link and the number typed by that identity", async () => {
  const reply = await command(noraSender, "/payments-me");
  expect(reply.body["text"]).toContain("I don't know yet who you are on Acme Builders payments");
  const token = linkIn(reply);
  const { session } = await signedIn(deps, clock, nora);
  expect(must(await viewLink(deps, session, token)).slackName).toBe("Nora Kim");
  const { number } = must(await claimLink(deps, session, token));
  expect(await linksOf(nora.userId)).toHaveLength(0);
  const click = await edge.send(actionSent(noraSender, { actionId: "link_number", responseUrl }));
  expect([click.status, viewIn(edge.api.last("views.open"))]).toEqual([200, numberModal()]);
  const wrong = await type(noraSender, number === "000000" ? "000001" : "000000");
  expect(JSON.stringify(wrong.body["errors"])).toContain("2 tries left");
  const done = await type(noraSender, `${number.slice(0, 3)} ${number.slice(3)}`);
  expect(JSON.stringify(done.body)).toContain("You're linked, Nora");
  expect((await command(noraSender, "/payments-me")).body["text"]).toContain("nora@acmebuilders.example");
});

it("R54: the number typed by another Slack identity binds nobody", async () => {
  const ivan = await join({ ...samDetails, firstName: "Ivan", email: "ivan@acmebuilders.example" });
  const victim: Sender = { ...noraSender, slackUserId: "U0VICTIM01" };
  const thief: Sender = { ...noraSender, slackUserId: "U0THIEF001" };
  edge.knows(victim);
  edge.knows(thief);
  const number = await numberOf(ivan, linkIn(await command(victim, "/payments-me")));
  await command(thief, "/payments-me");
  expect(JSON.stringify((await type(thief, number)).body["errors"])).toContain("No number is waiting");
  expect(await linksOf(ivan.userId)).toHaveLength(0);
});

it("three wrong numbers end it, with the way on", async () => {
  const eve = await join({ ...samDetails, firstName: "Eve", email: "eve@acmebuilders.example" });
  const sender: Sender = { ...noraSender, slackUserId: "U0EVE00001" };
  edge.knows(sender);
  const number = await numberOf(eve, linkIn(await command(sender, "/payments-me")));
  const wrong = number === "111111" ? "222222" : "111111";
  for (const _ of [1, 2]) await type(sender, wrong);
  expect(JSON.stringify((await type(sender, wrong)).body["errors"])).toContain(
    "Type /payments-me to begin anew",
  );
  expect(JSON.stringify((await type(sender, number)).body["errors"])).toContain("No number is waiting");
  expect(await linksOf(eve.userId)).toHaveLength(0);
});

it("a click on the link's button is answered with nothing, for anybody who may have it", async () => {
  const before = edge.api.calls.filter((call) => call.method !== "users.info").length;
  const reply = await edge.send(actionSent(noraSender, { actionId: "link_open", responseUrl }));
  expect([reply.status, reply.text]).toEqual([200, ""]);
  expect(edge.api.calls.filter((call) => call.method !== "users.info")).toHaveLength(before);
});

it("shows who I am, to me alone", async () => {
  const reply = await command(oliviaSender, "/payments-me");
  expect(reply.body["response_type"]).toBe("ephemeral");
  expect(reply.body["text"]).toContain(
    "*Olivia Reyes* · olivia@acmebuilders.example · Payments Admin, System Administrator",
  );
  expect(reply.body["text"]).toContain("recovery code saved");
});

it("unlinks only after a confirmation, and offers the way back", async () => {
  const sender = story.senderOf(story.sam);
  const shown = JSON.stringify((await command(sender, "/payments-me")).body);
  expect(shown).toContain('"confirm"');
  await edge.send(actionSent(sender, { actionId: "unlink_me", responseUrl }));
  expect(edge.api.responses.at(-1)?.["text"]).toContain("Your Slack is unlinked");
  expect(await linksOf(story.sam.userId)).toMatchObject([{ state: "removed" }]);
  expect((await command(sender, "/payments-me")).body["text"]).toContain("Link your Slack once");
});
