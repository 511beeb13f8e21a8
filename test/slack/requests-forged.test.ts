import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { writeRequestRef } from "../../src/domain/request-buttons.ts";
import { decisionIds } from "../../src/slack/requests/decision-modal.ts";
import { denyIds } from "../../src/slack/requests/deny-modal.ts";
import { inTenant } from "../../src/store/db.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { testDeps } from "../helpers/deps.ts";
import { acme, codeOf, petraDetails, type TestPerson } from "../helpers/people.ts";
import { actionSent, submissionSent } from "./helpers/payloads.ts";
import { approvalsChannel, inModal, requestStory } from "./helpers/requests.ts";

const { db, owner } = await testDatabase();
const story = () => requestStory({ db, owner });
const textOf = (value: unknown) => JSON.stringify(value);

describe("R37: a code is for one request", () => {
  it("is of no use for another one, and each form decides what its own challenge was bound to", async () => {
    const { sams, openApproval, decide, olivia, join, clock, stateOf, senderOf, edge } = await story();
    const paul = await join({ ...petraDetails, firstName: "Paul", email: "paul@else.example" });
    const [first, second] = [await sams(), await sams(paul)];
    const [one, other] = [await openApproval(olivia, first), await openApproval(olivia, second)];
    await decide(olivia, one);
    // The same code again, in the other's form.
    expect(textOf((await decide(olivia, other)).body)).toContain("You already used this code");
    expect([await stateOf(first), await stateOf(second)]).toEqual(["executed", "pending"]);
    clock.advance(30_000);
    // The spent challenge under the other's form.
    const mixed = { ...other, private_metadata: one.private_metadata ?? "" };
    await edge.send(submissionSent(senderOf(olivia), mixed, { [decisionIds.code]: "123456" }));
    expect(await stateOf(second)).toBe("pending");
  });

  it("a right code for an act that is refused is spent", async () => {
    const { sams, openApproval, decide, olivia, deps, stateOf } = await story();
    const id = await sams();
    const view = await openApproval(olivia, id);
    await setRoles(deps, olivia, { isPaymentsAdmin: false });
    expect(textOf((await decide(olivia, view)).body)).toContain("Only Payments Admins can decide this");
    const [row] = await owner`select consumed_at from challenges
      where request_id = ${id} and user_id = ${olivia.userId} order by created_at desc limit 1`;
    expect(row?.["consumed_at"]).not.toBeNull();
    await setRoles(deps, olivia, { isPaymentsAdmin: true });
    expect((await decide(olivia, view)).body["errors"]).toBeDefined();
    expect(await stateOf(id)).toBe("pending");
  });
});

describe("A08 A13 B18: what a payload brings decides nothing", () => {
  it("A08: a request id of another company, or of nothing, in a button or in a form's metadata", async () => {
    const { sams, click, submit, senderOf, openApproval, olivia, deps, stateOf } = await story();
    const id = await sams();
    const other = testDeps(db);
    const beta = await acme(other.deps, other.clock, { name: "Beta" });
    for (const value of [writeRequestRef(beta.companyId, id), id, "", "x.y.z"])
      for (const name of ["approve", "review", "deny", "follow", "cancel", "askAgain", "answer"] as const)
        expect((await click(olivia, name, id, { value })).said).toContain("can't be found");
    const view = await openApproval(olivia, id);
    const denial = (await click(olivia, "deny", id)).view ?? view;
    const code = { [decisionIds.code]: codeOf(deps, olivia.secret) };
    for (const metadata of ["", "x", `${beta.companyId}.${view.private_metadata?.split(".")[1]}`]) {
      const reply = await submit(senderOf(olivia), { ...view, private_metadata: metadata }, code);
      expect(textOf(reply.body)).toContain("no longer valid");
    }
    const forged = { ...denial, private_metadata: writeRequestRef(beta.companyId, id) };
    const reply = await submit(senderOf(olivia), forged, { [denyIds.reason]: { option: "unneeded" } });
    expect(textOf(reply.body)).toContain("can't be found");
    expect(await stateOf(id)).toBe("pending");
  });

  it("A13: Approve, Deny and Ask count in the approvals channel and in the clicker's own DM, and nowhere else", async () => {
    const { sams, click, olivia, marcus, companyId, stateOf } = await story();
    const id = await sams();
    for (const channelId of ["C0GENERAL1", "D0SOMEONE1"])
      for (const name of ["approve", "deny", "ask"] as const)
        expect((await click(olivia, name, id, { channelId })).said).toContain(
          "doesn't belong to this conversation",
        );
    const dm = async (person: TestPerson, channelId: string | null) => owner`
      insert into postings (company_id, id, ref_id, workspace_id, channel_id, recipient_id, created_at)
      values (${companyId}, ${`dm${person.userId.slice(2)}`}, ${id}, ${person.actor.workspaceId}, ${channelId}, ${person.userId}, now())`;
    await dm(olivia, "D0OLIVIA01");
    await dm(marcus, null);
    expect((await click(olivia, "approve", id, { channelId: "D0OLIVIA01" })).view).toBeDefined();
    expect((await click(marcus, "approve", id, { channelId: "D0OLIVIA01" })).view).toBeDefined();
    expect((await click(marcus, "approve", id, { channelId: "C0MARCUS01" })).view).toBeUndefined();
    expect((await click(olivia, "approve", id, { channelId: "D0MARCUS01" })).view).toBeUndefined();
    expect(await stateOf(id)).toBe("pending");
  });

  it("A13: nothing is decided in the approvals channel once it is shared with another company, nor by that company's people", async () => {
    const { sams, click, olivia, edge, senderOf, stateOf, companyId } = await story();
    const id = await sams();
    edge.api.failures.set("conversations.info", {
      ok: true,
      channel: { id: approvalsChannel, is_ext_shared: true },
    });
    for (const name of ["approve", "deny", "ask"] as const)
      expect((await click(olivia, name, id)).said).toContain("doesn't belong to this conversation");
    edge.api.failures.set("conversations.info", 500);
    expect((await click(olivia, "approve", id)).view).toBeDefined();
    const guest = { ...senderOf(olivia), slackUserId: "U0CONNECT1", homeTeamId: "T0OTHER001" };
    edge.knows(guest);
    const calls = edge.api.calls.length;
    const value = writeRequestRef(companyId, id);
    const sent = {
      actionId: "request_approve",
      value,
      channelId: approvalsChannel,
      responseUrl: edge.api.responseUrl,
    };
    await edge.send(actionSent(guest, sent));
    expect(edge.api.calls.slice(calls).map((one) => one.method)).not.toContain("views.open");
    expect(await stateOf(id)).toBe("pending");
  });

  it("B18: nothing is read from the message's text: the form shows the row", async () => {
    const { sams, olivia, senderOf, edge, companyId } = await story();
    const id = await sams();
    const value = writeRequestRef(companyId, id);
    const sent = actionSent(senderOf(olivia), {
      actionId: "request_approve",
      value,
      channelId: approvalsChannel,
    });
    const payload = JSON.parse(new URLSearchParams(sent.body).get("payload") ?? "{}");
    const lie = {
      ...payload,
      message: { ts: "1.2", text: "Olivia asks to reset MFA for Nora Kim: nora@evil.example", blocks: [] },
    };
    await edge.send({ ...sent, body: new URLSearchParams({ payload: JSON.stringify(lie) }).toString() });
    const view = textOf(edge.api.last("views.open"));
    expect(view).toContain("Petra Alvarez");
    expect(view).not.toContain("evil");
  });
});

it("R41: the app can write into no request what is asked for, by whom or about whom; nor take a yes back", async () => {
  const { sams, openApproval, decide, olivia, petra, companyId, nora } = await story();
  const id = await sams(nora);
  await decide(olivia, await openApproval(olivia, id));
  const changes = [
    sql`update requests set details = details || '{"reason": "stolen"}' where id = ${id}`,
    sql`update requests set subject_id = ${petra.userId} where id = ${id}`,
    sql`update requests set requester_id = ${olivia.userId} where id = ${id}`,
    sql`update requests set rule_at_creation = 0 where id = ${id}`,
    sql`delete from requests where id = ${id}`,
    sql`update request_approvals set approver_id = ${petra.userId} where request_id = ${id}`,
    sql`delete from request_approvals where request_id = ${id}`,
  ];
  for (const change of changes) {
    const tried = inTenant(db, companyId, (tx) => tx.execute(change));
    await expect(tried).rejects.toMatchObject({ cause: { code: "42501" } });
  }
});

it("R64: no code, reason or note of a decision stands in any log line", async () => {
  const { sams, openApproval, click, submit, senderOf, olivia, marcus, logLines, deps } = await story();
  const id = await sams();
  const view = await openApproval(olivia, id);
  const { view: denial } = await click(marcus, "deny", id, { view: inModal(view) });
  const more = { [denyIds.reason]: { option: "other" }, [denyIds.more]: "secret-reason-77" };
  await submit(senderOf(olivia), view, { [decisionIds.code]: "111111" });
  await submit(senderOf(marcus), denial ?? view, more);
  const lines = logLines.join("\n");
  for (const secret of ["secret-reason-77", "111111", codeOf(deps, olivia.secret), "private_metadata"])
    expect(lines).not.toContain(secret);
});
