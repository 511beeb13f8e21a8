import { describe, expect, it } from "vitest";
import { writePersonRef } from "../../src/domain/person-ref.ts";
import { confirmIds } from "../../src/slack/grant/confirm-modal.ts";
import { whoIds, whoModal } from "../../src/slack/grant/who-modal.ts";
import { followIds } from "../../src/slack/requests/follow-modal.ts";
import { hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { codeOf, petraDetails, type TestPerson } from "../helpers/people.ts";
import { actionSent, optionsSent, submissionSent } from "./helpers/payloads.ts";
import { inModal, requestStory } from "./helpers/requests.ts";
import { viewIn } from "./helpers/slack-edge.ts";

const { db, owner } = await testDatabase();
const textOf = (value: unknown) => JSON.stringify(value);
const why = "Covers for me in August";

async function story() {
  const all = await requestStory({ db, owner });
  const { companyId, senderOf, submit, deps, clock, edge } = all;
  const refOf = (person: TestPerson) => writePersonRef(companyId, person.userId);
  /** View 1, filled in. */
  const choose = (by: TestPerson, whom: TestPerson, more = {}) =>
    submit(senderOf(by), whoModal({ companyId }), {
      [whoIds.person]: { option: refOf(whom) },
      [whoIds.why]: why,
      ...more,
    });
  const openConfirm = async (by: TestPerson, whom: TestPerson) => {
    clock.advance(30_000);
    return viewIn((await choose(by, whom)).body);
  };
  const send = (by: TestPerson, view: ReturnType<typeof whoModal>, more = {}) =>
    submit(senderOf(by), view, {
      [confirmIds.why]: why,
      [confirmIds.code]: codeOf(deps, by.secret),
      ...more,
    });
  const grants = async () =>
    await owner`select id, state, details from requests where company_id = ${companyId} and kind = 'grant' order by created_at`;
  const opened = () => viewIn(edge.api.last("views.open"));
  return { ...all, refOf, choose, openConfirm, send, grants, opened };
}

describe("/payments-grant", () => {
  it("asks whom and why, shows what it leads to, and asks a colleague with the own code", async () => {
    const {
      command,
      opened,
      oliviaSender,
      choose,
      send,
      clock,
      olivia,
      marcus,
      nora,
      grants,
      click,
      decide,
    } = await story();
    await command(oliviaSender, "/payments-grant");
    expect([opened().title.text, opened().submit?.text]).toEqual(["Grant Payments Admin", "Continue"]);
    clock.advance(30_000);
    const pushed = await choose(olivia, nora);
    expect(pushed.body["response_action"]).toBe("push");
    const view = viewIn(pushed.body);
    expect([view.title.text, view.submit?.text, view.close?.text]).toEqual([
      "Add Payments Admin",
      "Add Payments Admin",
      "Back",
    ]);
    const text = textOf(view.blocks);
    expect(text).toContain("Nora could then reset MFA and approve others.");
    expect(text).toContain("Marcus must agree first.");
    expect(text).toContain(`"initial_value":"${why}"`);
    expect(view.private_metadata).not.toContain(why);
    const done = await send(olivia, view, { [confirmIds.why]: `${why} and September` });
    expect(viewIn(done.body).title.text).toBe("Waiting for approval");
    expect(textOf(done.body)).toContain("Asked Marcus");
    expect(textOf(done.body)).toContain("I'll message you.");
    const [request] = await grants();
    expect(request).toMatchObject({
      state: "pending",
      details: { kind: "grant", why: `${why} and September` },
    });
    const id = String(request?.["id"]);
    const follow = await click(olivia, "follow", id, { view: inModal(viewIn(done.body)) });
    expect(follow.view?.callback_id).toBe(followIds.callbackId);
    const approval = await click(marcus, "approve", id);
    expect([approval.view?.title.text, approval.view?.submit?.text]).toEqual([
      "Approve Payments Admin",
      "Approve",
    ]);
    expect(textOf(approval.view)).toContain("August and September");
    const approved = await decide(marcus, approval.view ?? view);
    expect(textOf(approved.body)).toContain("*Nora Okafor is a Payments Admin now.*");
  });

  it("is filled in by an email or by @name, however Slack escapes them", async () => {
    const { command, opened, oliviaSender, nora, refOf } = await story();
    for (const text of [
      nora.email,
      `<mailto:${nora.email}|${nora.email}>`,
      `<@${nora.actor.slackUserId}>`,
      `<@${nora.actor.slackUserId}|nora>`,
    ]) {
      await command(oliviaSender, "/payments-grant", text);
      expect(textOf(opened().blocks)).toContain(`"value":"${refOf(nora)}"`);
      expect(textOf(opened().blocks)).toContain("initial_option");
    }
  });

  it("says what to do about an unknown address, an unlinked @name and any other text", async () => {
    const { command, oliviaSender, edge } = await story();
    const said = async (text: string) =>
      String((await command(oliviaSender, "/payments-grant", text)).body["text"]);
    expect(await said("nobody@nowhere.example")).toContain(
      "No one at Acme Builders signs in with this address",
    );
    expect(await said("<@U0NOBODY01|who>")).toContain("Type /payments-grant with their email instead");
    expect(await said("make nora admin")).toContain("I didn't understand what stands after /payments-grant");
    expect(await said("help")).toContain("What you can do here");
    expect(edge.api.calls.map((call) => call.method)).not.toContain("views.open");
  });

  it("opens from its button in Home, in a list and after help", async () => {
    const { edge, oliviaSender, opened } = await story();
    await edge.send(actionSent(oliviaSender, { actionId: "start_grant", responseUrl: edge.api.responseUrl }));
    expect(opened().callback_id).toBe(whoIds.callbackId);
  });

  it("R32: tells those who may not before anybody is looked up", async () => {
    const { command, senderOf, sam, nora, edge } = await story();
    const known = await command(senderOf(sam), "/payments-grant", nora.email);
    const unknown = await command(senderOf(sam), "/payments-grant", "nobody@nowhere.example");
    const unlinked = await command(senderOf(sam), "/payments-grant", "<@U0NOBODY01|who>");
    expect(known.body["text"]).toContain("Only Payments Admins and System Administrators can do this");
    expect([unknown.body, unlinked.body]).toEqual([known.body, known.body]);
    expect(edge.api.calls.map((call) => call.method)).not.toContain("views.open");
  });
});

describe("the type-ahead", () => {
  it("R32: offers the company's people to employees, and nothing to a payee", async () => {
    const { edge, senderOf, sam, petra, join, refOf } = await story();
    const found = await edge.send(optionsSent(senderOf(sam), whoIds.person));
    expect(found.body).toMatchObject({ options: [{ value: refOf(petra) }] });
    expect(textOf(found.body)).toContain("Petra Alvarez · petra@alvarezdrywall.example");
    const paula = await join(
      { ...petraDetails, firstName: "Paula", email: "paula@else.example" },
      "U0PAULA001",
    );
    edge.knows(senderOf(paula));
    expect((await edge.send(optionsSent(senderOf(paula), whoIds.person))).body).toEqual({ options: [] });
  });
});

describe("refusals name the way on", () => {
  it("at the person's field", async () => {
    const { choose, olivia, sam, petra, marcus, companyId, submit, oliviaSender } = await story();
    const at = async (whom: TestPerson) =>
      textOf(((await choose(olivia, whom)).body["errors"] as Record<string, string>)?.[whoIds.person]);
    expect(await at(sam)).toContain(
      "A System Administrator can change that first: type /payments and choose Manage someone",
    );
    expect(await at(petra)).toContain("payees can't be administrators");
    expect(await at(marcus)).toContain("already a Payments Admin");
    expect(await at(olivia)).toContain("That's you.");
    for (const option of ["", "x", writePersonRef("elsewhere1", sam.userId)]) {
      const values = { [whoIds.person]: { option }, [whoIds.why]: why };
      const reply = await submit(oliviaSender, whoModal({ companyId }), values);
      expect(Object.keys(reply.body["errors"] ?? {})).toEqual([whoIds.person]);
    }
    const unsaid = await choose(olivia, sam, { [whoIds.why]: " " });
    expect(Object.keys(unsaid.body["errors"] ?? {})).toEqual([whoIds.why]);
  });

  it("an open request is a door: to be decided, or followed", async () => {
    const { openConfirm, send, choose, olivia, marcus, nora } = await story();
    await send(olivia, await openConfirm(olivia, nora));
    const mine = viewIn((await choose(olivia, nora)).body);
    expect(textOf(mine)).toContain("Follow request");
    const theirs = viewIn((await choose(marcus, nora)).body);
    expect(textOf(theirs)).toContain("Review and approve");
  });

  it("a wrong code stands at its field; a form that ran out keeps the reason", async () => {
    const { openConfirm, send, olivia, nora, deps, clock, grants, senderOf, edge } = await story();
    const view = await openConfirm(olivia, nora);
    const wrong = codeOf({ now: () => new Date(deps.now().getTime() + 9 * hour) }, olivia.secret);
    const reply = await send(olivia, view, { [confirmIds.code]: wrong });
    expect(reply.body["errors"]).toEqual({ [confirmIds.code]: "That code isn't right. 4 tries left." });
    clock.advance(11 * minute);
    const values = { [confirmIds.why]: "typed anew", [confirmIds.code]: codeOf(deps, olivia.secret) };
    const sent = submissionSent(senderOf(olivia), view, values, { previous_view_id: "V0BELOW001" });
    const again = viewIn((await edge.send(sent)).body);
    expect(again.private_metadata).not.toBe(view.private_metadata);
    expect(textOf(again)).toContain('"initial_value":"typed anew"');
    expect(again.close?.text).toBe("Back");
    expect(await grants()).toHaveLength(0);
  });
});

it("A12: a form sent twice by a double click, and again later, is one request", async () => {
  const { openConfirm, send, olivia, nora, grants, clock } = await story();
  const view = await openConfirm(olivia, nora);
  const replies = await Promise.all([1, 2, 3].map(() => send(olivia, view)));
  expect(replies.filter((one) => textOf(one.body).includes("Asked Marcus"))).toHaveLength(1);
  clock.advance(30_000);
  await send(olivia, view);
  expect(await grants()).toHaveLength(1);
});

it("where there is nobody else it counts at once, and says so before and after", async () => {
  const { openConfirm, send, olivia, nora, marcus, deps, clock, countOf } = await story();
  await setRoles(deps, marcus, { isSystemAdministrator: false, isPaymentsAdmin: false });
  clock.advance(8 * 24 * hour);
  const view = await openConfirm(olivia, nora);
  expect(textOf(view)).toContain("There is nobody else to approve");
  const done = viewIn((await send(olivia, view)).body);
  expect(done.title.text).toBe("Payments Admin added");
  expect(textOf(done)).toContain("*Nora Okafor is a Payments Admin now.*");
  expect(await countOf("grants", nora.userId)).toBe(1);
});

it("Ask again opens the form on the same person, with the reason of before", async () => {
  const { openConfirm, send, deny, click, olivia, nora, marcus, grants } = await story();
  await send(olivia, await openConfirm(olivia, nora));
  const id = String((await grants())[0]?.["id"]);
  await deny(marcus, id, "unneeded");
  const { view } = await click(olivia, "askAgain", id, { channelId: "D0OLIVIA01" });
  expect([view?.callback_id, view?.close?.text]).toEqual([confirmIds.callbackId, "Cancel"]);
  expect(textOf(view)).toContain(`"initial_value":"${why}"`);
});
