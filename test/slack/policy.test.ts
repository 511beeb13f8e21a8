import type { HomeView, ModalView } from "@slack/types";
import { expect, it } from "vitest";
import { defaultPolicy } from "../../src/domain/policy.ts";
import { channelIds, noChannelIds } from "../../src/slack/home/channel-modal.ts";
import { homeIds } from "../../src/slack/home/ids.ts";
import { settingsIds } from "../../src/slack/home/settings-modal.ts";
import { governanceOf } from "../../src/store/companies.ts";
import { inTenant } from "../../src/store/db.ts";
import { hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { codeOf, samDetails, type TestPerson } from "../helpers/people.ts";
import { actionSent, type Values } from "./helpers/payloads.ts";
import { settingsValues } from "./helpers/policy-forms.ts";
import { type Reply, viewIn } from "./helpers/slack-edge.ts";
import { slackStory } from "./helpers/story.ts";

const { db, owner } = await testDatabase();

/** What Slack says of a channel that can be used. */
const usable = {
  id: "C0APPROVE1",
  name: "payments-approvals",
  is_private: true,
  is_archived: false,
  is_member: true,
  is_ext_shared: false,
};

async function policyStory() {
  const story = await slackStory(db);
  const { edge, clock, deps, olivia, oliviaSender, senderOf, join, companyId } = story;
  const marcus = await join(
    { ...samDetails, firstName: "Marcus", email: "marcus@acmebuilders.example" },
    "U0MARCUS01",
  );
  edge.knows(senderOf(marcus), { real_name: "Marcus" });
  await setRoles(deps, marcus, { isSystemAdministrator: true });
  /** A button in Home: no channel, no response_url. */
  async function press(actionId: string, person: TestPerson = olivia): Promise<ModalView> {
    clock.advance(minute);
    const view = { type: "home", id: "V0HOME0001", callback_id: "" };
    await edge.send(actionSent(senderOf(person), { actionId, view }));
    return viewIn(edge.api.last("views.open"));
  }
  const send = (view: ModalView, values: Values, person: TestPerson = olivia): Promise<Reply> =>
    story.submit(senderOf(person), view, { code: codeOf(deps, person.secret), ...values });
  const slackSays = (channel: Record<string, unknown>, members: string[] = []) => {
    edge.api.failures.set("conversations.info", { ok: true, channel });
    edge.api.failures.set("conversations.members", { ok: true, members });
  };
  const now = () => inTenant(db, companyId, governanceOf);
  return { ...story, marcus, press, send, slackSays, now, oliviaSender };
}

const errorsIn = (reply: Reply) => Object.keys((reply.body["errors"] ?? {}) as Record<string, string>);

it("shows what is set, saves what is stricter at once with the own code, and draws Home again", async () => {
  const { press, send, now, edge } = await policyStory();
  const view = await press(homeIds.settings);
  expect(view.title.text).toBe("Approval settings");
  expect(JSON.stringify(view)).toContain("waits until another administrator agrees: Marcus");
  const reply = await send(
    view,
    settingsValues({ reset: { option: "2" }, app_only: { checked: ["app_only"] } }),
  );
  const text = JSON.stringify(viewIn(reply.body));
  expect(viewIn(reply.body).title.text).toBe("Settings saved");
  expect(text).toContain("Approvals for an MFA reset: 0 → 2");
  expect(text).toContain("Authenticator app for administrators: text messages allowed → required");
  expect((await now()).policy).toEqual({
    ...defaultPolicy,
    approvals: { ...defaultPolicy.approvals, reset: 2 },
    isAppOnlyForAdministrators: true,
  });
  const home = edge.api.last("views.publish")["view"] as HomeView;
  expect(JSON.stringify(home)).toContain("Approvals for an MFA reset: 2");
});

it("R49: what is easier waits, says for whom, and Home has the door to it instead of the forms", async () => {
  const { press, send, now, edge, olivia } = await policyStory();
  const before = await now();
  const view = await press(homeIds.settings);
  const reply = await send(view, settingsValues({ [settingsIds.proceed]: { option: "4" } }));
  expect(viewIn(reply.body).title.text).toBe("Waiting for approval");
  const text = JSON.stringify(viewIn(reply.body));
  expect(text).toContain("This makes approvals easier, so another administrator must agree: Marcus.");
  expect(text).toContain("Proceed without approval: after 24 hours → after 4 hours");
  expect(await now()).toEqual(before);
  const home = JSON.stringify(edge.api.last("views.publish")["view"]);
  expect(home).toContain("Olivia Reyes asks to change the approval settings");
  expect(home).not.toContain(homeIds.settings);
  expect(JSON.stringify(await press(homeIds.settings, olivia))).toContain("There is already a request");
});

it.each<[string, Values, string]>([
  [
    "no approval for a System Administrator",
    { system_administrator: { option: "0" } },
    "system_administrator",
  ],
  ["a number that is not offered", { reset: { option: "9" } }, "reset"],
  ["nothing chosen", { grant: "" }, "grant"],
  ["a wait of an hour", { [settingsIds.proceed]: { option: "1" } }, settingsIds.proceed],
  ["a wait of a week", { [settingsIds.proceed]: { option: "168" } }, settingsIds.proceed],
  ["no code", { code: " " }, settingsIds.code],
])("R49: a form with %s is refused at that field on the server", async (_, values, field) => {
  const { press, send, now } = await policyStory();
  const before = await now();
  expect(errorsIn(await send(await press(homeIds.settings), settingsValues(values)))).toEqual([field]);
  expect(await now()).toEqual(before);
});

it("says at the form that nothing would change, and beside the code that it is wrong; what was chosen stays", async () => {
  const { press, send } = await policyStory();
  const view = await press(homeIds.settings);
  expect(errorsIn(await send(view, settingsValues()))).toEqual(["grant"]);
  const wrong = await send(view, settingsValues({ reset: { option: "1" }, code: "000000" }));
  expect(wrong.body["errors"]).toEqual({ code: "That code isn't right. 4 tries left." });
});

it("renews a form that stood open too long, or whose settings were changed, with what was chosen", async () => {
  const { press, send, clock, companyId, now } = await policyStory();
  const view = await press(homeIds.settings);
  clock.advance(11 * minute);
  const expired = await send(view, settingsValues({ reset: { option: "2" } }));
  const again = viewIn(expired.body);
  expect(again.private_metadata).not.toBe(view.private_metadata);
  expect(JSON.stringify(again)).toContain("open too long");
  expect(JSON.stringify(again)).toContain(
    '"initial_option":{"text":{"type":"plain_text","text":"2 approvals"},"value":"2"}',
  );
  await owner`update companies set policy = ${owner.json({ ...defaultPolicy, breakGlassAfterMs: 48 * hour })}
    where id = ${companyId}`;
  clock.advance(minute);
  const changed = viewIn((await send(again, settingsValues({ reset: { option: "2" } }))).body);
  expect(JSON.stringify(changed)).toContain("The settings were changed meanwhile");
  expect((await now()).policy.approvals.reset).toBe(0);
  clock.advance(minute);
  const saved = await send(
    changed,
    settingsValues({ reset: { option: "2" }, [settingsIds.proceed]: { option: "48" } }),
  );
  expect(viewIn(saved.body).title.text).toBe("Settings saved");
});

it("tells a member who presses a forged button who could, and opens no form", async () => {
  const { press, sam, send, now } = await policyStory();
  const before = await now();
  for (const id of Object.values(homeIds)) {
    const view = await press(id, sam);
    expect([view.title.text, view.submit]).toEqual(["Payments", undefined]);
    expect(JSON.stringify(view)).toContain("Only System Administrators");
  }
  const theirs = await press(homeIds.settings);
  const forged = await send(theirs, settingsValues({ reset: { option: "3" } }), sam);
  expect(viewIn(forged.body)?.title.text).not.toBe("Settings saved");
  expect(await now()).toEqual(before);
});

it("takes the first channel at once, says who of those who approve is in it, and posts a test message", async () => {
  const { press, send, slackSays, now, olivia, companyId, deps, edge } = await policyStory();
  slackSays(usable, [olivia.actor.slackUserId, "U0ELSE0001"]);
  const view = await press(homeIds.channel);
  const select = JSON.stringify(view.blocks);
  expect(select).toContain(
    '"filter":{"include":["private"],"exclude_external_shared_channels":true,"exclude_bot_users":true}',
  );
  const reply = await send(view, { [channelIds.channel]: { conversation: usable.id } });
  const text = JSON.stringify(viewIn(reply.body));
  expect(text).toContain("Approvals channel: none, direct messages → #payments-approvals");
  expect(text).toContain("1 of 2 who can approve are in it: Olivia. Not in it: Marcus.");
  expect(text).toContain("A test message is on its way there");
  expect((await now()).channel).toEqual({
    workspaceId: olivia.actor.workspaceId,
    channelId: usable.id,
    name: "payments-approvals",
  });
  expect(await messageKinds(deps, companyId)).toContain("channel_test_post");
  const home = JSON.stringify(edge.api.last("views.publish")["view"]);
  expect(home).toContain("1 of 2 who can approve are in it");
  expect(home).toContain("On its way: a test message");
  expect(home).toContain(homeIds.noChannel);
});

it("warns, and allows, where nobody who can approve is in the channel", async () => {
  const { press, send, slackSays } = await policyStory();
  slackSays(usable, ["U0ELSE0001"]);
  const reply = await send(await press(homeIds.channel), {
    [channelIds.channel]: { conversation: usable.id },
  });
  expect(viewIn(reply.body).title.text).toBe("Settings saved");
  expect(JSON.stringify(reply.body)).toContain("Warning: nobody who can approve is in #payments-approvals");
});

it.each<[string, Record<string, unknown>, string]>([
  ["public", { is_private: false }, "This channel is public"],
  ["shared with another company", { is_ext_shared: true }, "shared with another company"],
  ["about to be shared", { is_pending_ext_shared: true }, "shared with another company"],
  ["archived", { is_archived: true }, "archived"],
  ["one that the app is not in", { is_member: false }, "/invite @Latchkey"],
  ["a conversation of some people", { is_mpim: true }, "/invite @Latchkey"],
])("A13: refuses a channel that is %s at its field, with the way on", async (_, said, sentence) => {
  const { press, send, slackSays, now } = await policyStory();
  slackSays({ ...usable, ...said });
  const reply = await send(await press(homeIds.channel), {
    [channelIds.channel]: { conversation: usable.id },
  });
  expect(errorsIn(reply)).toEqual([channelIds.channel]);
  expect(JSON.stringify(reply.body["errors"])).toContain(sentence);
  expect((await now()).channel).toBeNull();
});

it.each<[string, Parameters<Awaited<ReturnType<typeof policyStory>>["edge"]["api"]["failures"]["set"]>[1]]>([
  ["a channel that Slack does not show the app", { ok: false, error: "channel_not_found" }],
  ["Slack being out of order", 500],
])("A13: %s is a no", async (_, answer) => {
  const { press, send, edge, now } = await policyStory();
  edge.api.failures.set("conversations.info", answer);
  const reply = await send(await press(homeIds.channel), {
    [channelIds.channel]: { conversation: usable.id },
  });
  expect(errorsIn(reply)).toEqual([channelIds.channel]);
  expect((await now()).channel).toBeNull();
});

it("R49: another channel, and none any more, wait for another administrator", async () => {
  const { press, send, slackSays, now, companyId } = await policyStory();
  slackSays(usable, []);
  await send(await press(homeIds.channel), { [channelIds.channel]: { conversation: usable.id } });
  slackSays({ ...usable, id: "C0OTHER001", name: "elsewhere" }, []);
  const other = await send(await press(homeIds.channel), {
    [channelIds.channel]: { conversation: "C0OTHER001" },
  });
  expect(viewIn(other.body).title.text).toBe("Waiting for approval");
  expect(JSON.stringify(other.body)).toContain("#payments-approvals → #elsewhere");
  expect((await now()).channel?.channelId).toBe(usable.id);
  await owner`update requests set state = 'cancelled' where company_id = ${companyId} and state = 'pending'`;
  const view = await press(homeIds.noChannel);
  expect([view.callback_id, view.submit?.text]).toEqual([noChannelIds.callbackId, "Use direct messages"]);
  const none = await send(view, {});
  expect(viewIn(none.body).title.text).toBe("Waiting for approval");
  expect(JSON.stringify(none.body)).toContain("#payments-approvals → none, direct messages");
  expect((await now()).channel?.channelId).toBe(usable.id);
});

it("keeps its answer when Home cannot be drawn behind it", async () => {
  const { press, send, edge, now } = await policyStory();
  edge.api.failures.set("views.publish", 500);
  const reply = await send(await press(homeIds.settings), settingsValues({ reset: { option: "1" } }));
  expect(viewIn(reply.body).title.text).toBe("Settings saved");
  expect((await now()).policy.approvals.reset).toBe(1);
});
