import { expect, it } from "vitest";
import { inviteIds } from "../../src/slack/invite/modal.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { codeOf } from "../helpers/people.ts";
import { actionSent, type Values } from "./helpers/payloads.ts";
import { viewIn } from "./helpers/slack-edge.ts";
import { slackStory } from "./helpers/story.ts";

const { db, owner } = await testDatabase();
const story = await slackStory(db);
const { edge, deps, clock, olivia, oliviaSender, command, submit, companyId } = story;

async function openForm(text = "") {
  clock.advance(30_000);
  await command(oliviaSender, "/payments-invite", text);
  return viewIn(edge.api.last("views.open"));
}

const nora = (more: Values = {}): Values => ({
  [inviteIds.relationship]: { option: "employee" },
  [inviteIds.firstName]: "Nora",
  [inviteIds.lastName]: "Kim",
  [inviteIds.email]: "nora@acmebuilders.example",
  [inviteIds.code]: codeOf(deps, olivia.secret),
  ...more,
});
const countOf = async (email: string) => (await owner`select 1 from users where email = ${email}`).length;

it("invites a payee, with organization and contact phone as typed", async () => {
  const view = await openForm("Rita@Ritas.example");
  expect(JSON.stringify(view)).toContain('"initial_value":"Rita@Ritas.example"');
  const values = nora({
    [inviteIds.relationship]: { option: "payee" },
    [inviteIds.firstName]: "Rita",
    [inviteIds.email]: "rita@ritas.example",
    [inviteIds.organisation]: "Rita's Roofs",
    [inviteIds.contactPhone]: "(555) 010-9911 ext 4",
  });
  const reply = await submit(oliviaSender, view, values);
  expect(viewIn(reply.body).title.text).toBe("Invitation sent");
  expect(JSON.stringify(reply.body)).toContain("Invitation emailed to rita@ritas.example");
  const [row] =
    await owner`select organisation, status, role, contact_phone_box is not null as phone from users where email = 'rita@ritas.example'`;
  expect(row).toEqual({ organisation: "Rita's Roofs", status: "invited", role: "member", phone: true });
  expect(await payloadOf(deps, companyId, "invitation_mail")).toHaveProperty("token");
});

it("A12: a form sent twice invites once", async () => {
  const view = await openForm();
  const values = nora({ [inviteIds.email]: "twice@acmebuilders.example" });
  await Promise.all([submit(oliviaSender, view, values), submit(oliviaSender, view, values)]);
  await submit(oliviaSender, view, values);
  expect(await countOf("twice@acmebuilders.example")).toBe(1);
  const mails =
    await owner`select 1 from outbox where company_id = ${companyId} and kind = 'invitation_mail' and ref_id in (select i.id from invitations i join users u on u.id = i.user_id where u.email = 'twice@acmebuilders.example')`;
  expect(mails).toHaveLength(1);
});

it.each<[string, Values, string, string]>([
  ["a wrong code", { [inviteIds.code]: "000000" }, inviteIds.code, "tries left"],
  [
    "an address that is known",
    { [inviteIds.email]: "olivia@acmebuilders.example" },
    inviteIds.email,
    "already has an account",
  ],
  ["no address", { [inviteIds.email]: "nora" }, inviteIds.email, "not an email address"],
  ["no first name", { [inviteIds.firstName]: " " }, inviteIds.firstName, "first name"],
  [
    "a payee without organization",
    { [inviteIds.relationship]: { option: "payee" } },
    inviteIds.organisation,
    "organization",
  ],
  [
    "a team member with one",
    { [inviteIds.organisation]: "Acme" },
    inviteIds.organisation,
    "Leave this empty",
  ],
  [
    "a relationship that is not offered",
    { [inviteIds.relationship]: { option: "owner" } },
    inviteIds.relationship,
    "Choose",
  ],
])("refuses %s beside its field, and invites nobody", async (_, more, blockId, sentence) => {
  const reply = await submit(oliviaSender, await openForm(), nora(more));
  const errors = reply.body["errors"] as Record<string, string>;
  expect(Object.keys(errors)).toEqual([blockId]);
  expect(errors[blockId]).toContain(sentence);
  expect(await countOf("nora@acmebuilders.example")).toBe(0);
});

it("redraws an expired form with everything but the code, and it then works", async () => {
  const view = await openForm();
  clock.advance(11 * minute);
  const reply = await submit(oliviaSender, view, nora());
  const again = viewIn(reply.body);
  expect(reply.body["response_action"]).toBe("update");
  for (const kept of ["Nora", "Kim", "nora@acmebuilders.example", '"initial_option"']) {
    expect(JSON.stringify(again)).toContain(kept);
  }
  clock.advance(minute);
  const done = await submit(oliviaSender, again, nora());
  expect(viewIn(done.body).title.text).toBe("Invitation sent");
});

it("tells a member who could, and opens nothing", async () => {
  edge.api.calls.length = 0;
  const sam = story.senderOf(story.sam);
  const reply = await command(sam, "/payments-invite", "x@y.example");
  expect(reply.body["text"]).toContain("Only System Administrators can do this. Ask Olivia");
  await edge.send(actionSent(sam, { actionId: "start_invite", responseUrl: edge.api.responseUrl }));
  expect(edge.api.responses.at(-1)?.["text"]).toContain("Only System Administrators");
  expect(edge.api.calls.map((call) => call.method)).not.toContain("views.open");
});

it.each(["help", "HELP", " help "])("answers %j with what there is", async (text) => {
  for (const name of ["/payments-invite", "/payments-me", "/payments-reset-mfa"]) {
    expect((await command(oliviaSender, name, text)).body["text"]).toContain("What you can do here");
  }
});

it("meets an unknown text with usage and buttons, and never repeats it", async () => {
  for (const name of ["/payments-invite", "/payments-reset-mfa"]) {
    const reply = await command(oliviaSender, name, "hunter-two please");
    expect(reply.body["text"]).toContain("Type it again, or choose");
    expect(JSON.stringify(reply.body)).toContain('"start_reset"');
    expect(JSON.stringify(reply.body)).not.toContain("hunter");
  }
});

it.each(["123456", "nora@acme.example 123 456", "K7QM4-T2X9F"])(
  "refuses the code in %j with a warning that does not repeat it",
  async (text) => {
    const reply = await command(oliviaSender, "/payments-reset-mfa", text);
    expect(reply.body["text"]).toContain("That looks like a code");
    for (const word of text.split(" ")) expect(JSON.stringify(reply.body)).not.toContain(word);
  },
);

it("meets an unknown command, button, form and shortcut with what there is", async () => {
  expect((await command(oliviaSender, "/payments-unknown")).body["text"]).toContain("What you can do here");
  await edge.send(actionSent(oliviaSender, { actionId: "unknown", responseUrl: edge.api.responseUrl }));
  expect(edge.api.responses.at(-1)?.["text"]).toContain("older version");
  const form = {
    type: "modal",
    callback_id: "unknown",
    title: { type: "plain_text", text: "x" },
    blocks: [],
  } as const;
  const reply = await submit(oliviaSender, { ...form, title: { ...form.title }, blocks: [] }, {});
  expect(JSON.stringify(reply.body)).toContain("older version");
});
