import { expect, it } from "vitest";
import { linkIn } from "../../src/domain/reset-text.ts";
import type { LinkedContext } from "../../src/slack/handler.ts";
import { openResetAgain } from "../../src/slack/reset-mfa/again.ts";
import { askIds } from "../../src/slack/reset-mfa/ask-modal.ts";
import { emailsIn } from "../../src/slack/reset-mfa/support-message.ts";
import { whoIds } from "../../src/slack/reset-mfa/who-modal.ts";
import { testDatabase } from "../helpers/database.ts";
import { messageShortcutSent, shortcutSent } from "./helpers/payloads.ts";
import { viewIn } from "./helpers/slack-edge.ts";
import { askValues, requestOf, supportStory } from "./helpers/support.ts";

const { db, owner } = await testDatabase();

/** Slack knows nothing that a form on a person needs. */
const notAsked = () => Promise.reject(new Error("Slack was asked"));

it("Ask again opens the form on the same person, the verification empty", async () => {
  const { deps, sam, petra, companyId, slug, edge } = await supportStory(db);
  const company = {
    ...{ displayName: "Acme Builders", slug, timeZone: "America/New_York", market: "US" },
    ...{ helpName: "Olivia Reyes", helpEmail: "olivia@acmebuilders.example", helpPhone: null },
  };
  const { workspaceId, slackUserId } = sam.actor;
  const context: LinkedContext = {
    ...{ deps, actor: sam.actor, companyId, workspaceId, slackUserId, company, firstName: "Sam" },
    ...{
      publicUrl: "https://latchkey.test",
      unlinked: undefined,
      isSystemAdministrator: false,
      isPaymentsAdmin: false,
      isEmployee: true,
    },
    slack: { channelInfo: notAsked, channelMembers: notAsked, publishHome: notAsked },
  };
  const answer = await openResetAgain(context, { userId: petra.userId, reason: "stolen", note: "Ticket 1" });
  if (answer.kind !== "open") throw new Error("no form");
  const drawn = JSON.stringify(answer.view);
  expect(answer.view.callback_id).toBe(askIds.callbackId);
  expect(drawn.match(/"initial_option":\{[^}]*\}[^}]*\}/g)).toEqual([
    expect.stringContaining('"value":"stolen"'),
  ]);
  expect(drawn).toContain('"initial_value":"Ticket 1"');
  expect(edge.api.calls.map((call) => call.method)).not.toContain("views.open");
});

const link = "https://slack.com/archives/C0SUPPORT1/p1795203120000200";
const onMessage = (text: string, responseUrl: string) => ({
  callbackId: "reset_mfa_message",
  channelId: "C0SUPPORT1",
  ts: "1795203120.000200",
  text,
  responseUrl,
});

it("the message shortcut goes straight to the form for one address, with the message in the note and beside the request", async () => {
  const { edge, samSender, petra, submit } = await supportStory(db);
  const text = `Hi, <mailto:${petra.email}|${petra.email}> lost her phone. Petra is at ${petra.email.toUpperCase()}.`;
  await edge.send(messageShortcutSent(samSender, onMessage(text, edge.api.responseUrl)));
  const view = viewIn(edge.api.last("views.open"));
  expect(view.callback_id).toBe(askIds.callbackId);
  expect(JSON.stringify(view)).toContain(`"initial_value":"Support message: ${link}"`);
  await submit(samSender, view, askValues({ [askIds.note]: `Support message: ${link}` }));
  expect((await requestOf(owner, petra.userId))?.["details"]).toMatchObject({ link });
});

it("the message shortcut asks who where the message names several or nobody, and keeps the note", async () => {
  const { edge, samSender, petra, submit } = await supportStory(db);
  const { responseUrl } = edge.api;
  await edge.send(messageShortcutSent(samSender, onMessage(`${petra.email}, other@x.example`, responseUrl)));
  const several = viewIn(edge.api.last("views.open"));
  expect(several.blocks.map((block) => block.block_id)).toEqual([whoIds.choice, whoIds.note]);
  const note = `Support message: ${link}`;
  const values = { [whoIds.choice]: { option: petra.email }, [whoIds.note]: note };
  const reply = await submit(samSender, several, values);
  expect(viewIn(reply.body).callback_id).toBe(askIds.callbackId);
  expect(JSON.stringify(reply.body)).toContain(`"initial_value":"${note}"`);
  const other = await submit(samSender, several, { [whoIds.choice]: { option: "other@x.example" } });
  expect(Object.keys(other.body["errors"] ?? {})).toEqual([whoIds.choice]);
  await edge.send(messageShortcutSent(samSender, onMessage("She lost her phone", responseUrl)));
  const nobody = viewIn(edge.api.last("views.open"));
  expect(nobody.blocks.map((block) => block.block_id)).toEqual([whoIds.email, whoIds.note]);
});

it("the global shortcuts open their forms", async () => {
  const { edge, oliviaSender } = await supportStory(db);
  await edge.send(shortcutSent(oliviaSender, "reset_mfa_global"));
  expect(viewIn(edge.api.last("views.open")).callback_id).toBe(whoIds.callbackId);
  await edge.send(shortcutSent(oliviaSender, "invite_global"));
  expect(viewIn(edge.api.last("views.open")).title.text).toContain("Invite");
});

it.each([
  ["", []],
  ["petra@a.example", ["petra@a.example"]],
  ["(petra@a.example); *Sam@B.example*.", ["petra@a.example", "sam@b.example"]],
  ["<mailto:petra@a.example|petra@a.example>, petra@a.example!", ["petra@a.example"]],
  ["<https://x.example|mail me> @petra not@an@address", []],
] as const)("addresses in %j", (text, emails) => {
  expect(emailsIn(text)).toEqual(emails);
});

it("the link kept beside a request is Slack's or none", () => {
  expect(linkIn(`Support message: ${link} thanks`)).toBe(link);
  expect(linkIn(link.replace("https://slack", "https://acme.slack"))).toContain(
    "https://acme.slack.com/archives/",
  );
  for (const note of [
    null,
    "",
    "https://evil.example/archives/C1/p1795203120000200",
    "https://evilslack.com/archives/C1/p1795203120000200",
  ])
    expect(linkIn(note)).toBeNull();
});
