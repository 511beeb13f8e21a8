import type { ModalView } from "@slack/types";
import { expect, it } from "vitest";
import { writePersonRef } from "../../src/domain/person-ref.ts";
import { invitationsIds } from "../../src/slack/invite/list-modal.ts";
import { inviteIds } from "../../src/slack/invite/modal.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { colleague } from "../helpers/manage.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { codeOf } from "../helpers/people.ts";
import { actionSent, shown, type Values } from "./helpers/payloads.ts";
import { viewIn } from "./helpers/slack-edge.ts";
import { slackStory } from "./helpers/story.ts";

const { db, owner } = await testDatabase();
const story = await slackStory(db);
const { edge, deps, clock, olivia, oliviaSender, command, submit, companyId } = story;

async function openForm(text = "", kind = "employee", typed: Values = {}) {
  clock.advance(30_000);
  await command(oliviaSender, "/payments-invite", text);
  return choose(viewIn(edge.api.last("views.open")), kind, typed);
}

/** Chooses the kind of person; the form is drawn again. */
async function choose(view: ModalView, kind: string, typed: Values = {}) {
  const values = { ...typed, [inviteIds.relationship]: { option: kind } };
  const actionId = inviteIds.relationship;
  await edge.send(actionSent(oliviaSender, { actionId, view: shown(oliviaSender, view, values) }));
  return viewIn(edge.api.last("views.update"));
}

const nora = (more: Values = {}): Values => ({
  [inviteIds.relationship]: { option: "employee" },
  [inviteIds.role]: { option: "member" },
  [inviteIds.firstName]: "Nora",
  [inviteIds.lastName]: "Kim",
  [inviteIds.email]: "nora@acmebuilders.example",
  [inviteIds.code]: codeOf(deps, olivia.secret),
  ...more,
});
const countOf = async (email: string) => (await owner`select 1 from users where email = ${email}`).length;

it("invites a payee, with organization and contact phone as typed", async () => {
  const view = await openForm("Rita@Ritas.example", "payee", { [inviteIds.email]: "Rita@Ritas.example" });
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

it("asks what fits the kind of person, and keeps what was typed when the kind changes", async () => {
  const typed = { [inviteIds.firstName]: "Rita", [inviteIds.email]: "rita@roofs.example" };
  const payee = await openForm("", "payee", typed);
  const ids = (view: ModalView) => view.blocks.map((block) => block.block_id);
  expect(ids(payee)).toEqual(expect.arrayContaining([inviteIds.organisation, inviteIds.contactPhone]));
  expect(ids(payee)).not.toContain(inviteIds.role);
  expect(JSON.stringify(payee)).toContain('"initial_value":"rita@roofs.example"');
  const employee = await choose(payee, "employee", { ...typed, [inviteIds.organisation]: "Roofs" });
  expect(ids(employee)).toContain(inviteIds.role);
  expect(ids(employee)).not.toContain(inviteIds.organisation);
  expect(JSON.stringify(employee)).toContain('"initial_value":"Rita"');
});

it("draws what is still to be asked, when a form is sent before it could be, and costs no code", async () => {
  const early = await openForm("", "employee");
  const values = nora({
    [inviteIds.relationship]: { option: "payee" },
    [inviteIds.email]: "early@roofs.example",
  });
  const reply = await submit(oliviaSender, early, values);
  const again = viewIn(reply.body);
  expect(reply.body["response_action"]).toBe("update");
  expect(again.blocks.map((block) => block.block_id)).toContain(inviteIds.organisation);
  const missing = await submit(oliviaSender, again, values);
  expect(missing.body["errors"]).toEqual({ [inviteIds.organisation]: "Type the payee's organization." });
  const done = await submit(oliviaSender, again, { ...values, [inviteIds.organisation]: "Roofs" });
  expect(viewIn(done.body).title.text).toBe("Invitation sent");
});

it("R33: as System Administrator a colleague's approval comes first, and nobody is written to before", async () => {
  const marcus = await story.join(colleague("Marcus"), "U0MARCUS01");
  await setRoles(deps, marcus, { isSystemAdministrator: true });
  const boss = () =>
    nora({
      [inviteIds.email]: "boss@acmebuilders.example",
      [inviteIds.role]: { option: "system_administrator" },
    });
  const reply = await submit(oliviaSender, await openForm(), boss());
  expect(viewIn(reply.body).title.text).toBe("Waiting for approval");
  expect(JSON.stringify(reply.body)).toContain("Asked Marcus");
  expect(await countOf("boss@acmebuilders.example")).toBe(0);
  const again = await submit(oliviaSender, await openForm(), boss());
  expect(JSON.stringify(again.body)).toContain('"request_follow"');
});

it("R29: an address that is invited already shows the person, to send again or withdraw with an own code", async () => {
  const email = "late@acmebuilders.example";
  await submit(oliviaSender, await openForm(), nora({ [inviteIds.email]: email }));
  const reply = await submit(oliviaSender, await openForm(), nora({ [inviteIds.email]: email }));
  expect(reply.body["response_action"]).toBe("push");
  const card = viewIn(reply.body);
  expect(JSON.stringify(card)).toContain("Resend invitation");
  await command(oliviaSender, "/payments-invite", email);
  const named = viewIn(edge.api.last("views.open"));
  expect(JSON.stringify(named)).toMatch(/Invited already.*Resend invitation/);
  expect(named.close?.text).toBe("Close");
  const [user] = await owner`select id from users where email = ${email}`;
  const withdraw = await story.openAct("withdraw", { userId: user?.["id"] });
  expect(JSON.stringify(withdraw)).toContain("stops working");
  const wrong = await submit(oliviaSender, withdraw, { code: "000000" });
  expect(JSON.stringify(wrong.body)).toContain("tries left");
  const done = await submit(oliviaSender, withdraw, { code: codeOf(deps, olivia.secret) });
  expect(viewIn(done.body).title.text).toBe("Invitation withdrawn");
  const anew = await submit(oliviaSender, await openForm(), nora({ [inviteIds.email]: email }));
  expect(viewIn(anew.body).title.text).toBe("Invitation sent");
});

it("lists open invitations, 10 a page, each with its own menu", async () => {
  const olivias =
    await owner`select id from users where company_id = ${companyId} and status = 'active' limit 1`;
  for (let n = 10; n < 22; n++)
    await owner`with u as (insert into users (company_id, id, email, first_name, last_name, relationship, role, status, created_at)
      values (${companyId}, ${`listed00000000${n}`}, ${`listed${n}@acmebuilders.example`}, 'Lia', ${`Nr ${n}`}, 'employee', 'member', 'invited', now()))
      insert into invitations (company_id, id, user_id, invited_by, token_hash, sent_at, expires_at)
      values (${companyId}, ${`inv${n}`}, ${`listed00000000${n}`}, ${olivias[0]?.["id"]}, ${`hash${n}`}, ${clock.now()}, ${clock.now()})`;
  const view = await openForm();
  await edge.send(
    actionSent(oliviaSender, { actionId: inviteIds.openInvitations, view: shown(oliviaSender, view) }),
  );
  const list = viewIn(edge.api.last("views.push"));
  expect(list.blocks.filter((block) => block.type === "section")).toHaveLength(10);
  expect(JSON.stringify(list)).toContain("Page 1 of 2");
  expect(JSON.stringify(list)).toContain("expired");
  const click = { actionId: invitationsIds.next, value: "1", view: shown(oliviaSender, list) };
  await edge.send(actionSent(oliviaSender, click));
  const next = viewIn(edge.api.last("views.update"));
  expect(JSON.stringify(next)).toContain("Page 2 of 2");
  const value = writePersonRef(companyId, "listed0000000010", "resend");
  await edge.send(
    actionSent(oliviaSender, { actionId: invitationsIds.menu, value, view: shown(oliviaSender, next) }),
  );
  const form = viewIn(edge.api.last("views.push"));
  expect(form.title.text).toBe("Resend invitation");
  clock.advance(30_000);
  const done = await submit(oliviaSender, form, { code: codeOf(deps, olivia.secret) });
  expect(viewIn(done.body).title.text).toBe("Invitation sent");
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
