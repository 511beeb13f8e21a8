import { describe, expect, it } from "vitest";
import { writeRequestRef } from "../../src/domain/request-buttons.ts";
import { cancelRequest } from "../../src/flows/cancel-request.ts";
import { denyRequest } from "../../src/flows/deny-request.ts";
import { expireRequest } from "../../src/flows/expire-request.ts";
import { decisionIds } from "../../src/slack/requests/decision-modal.ts";
import { denyIds } from "../../src/slack/requests/deny-modal.ts";
import { inTenant } from "../../src/store/db.ts";
import { findRequest } from "../../src/store/requests.ts";
import { auditKinds } from "../helpers/audit.ts";
import { hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { codeOf } from "../helpers/people.ts";
import { submissionSent } from "./helpers/payloads.ts";
import { requestStory } from "./helpers/requests.ts";
import { viewIn } from "./helpers/slack-edge.ts";

const { db, owner } = await testDatabase();
const story = () => requestStory({ db, owner });
type Story = Awaited<ReturnType<typeof story>>;
const textOf = (value: unknown) => JSON.stringify(value);

describe("A01 A02 A12: an effect happens once", () => {
  it.each([2, 20])(
    "A01: the same Approve sent %i times at once, and once more later, is one reset",
    async (times) => {
      const { sams, openApproval, decide, olivia, petra, clock, countOf } = await story();
      const id = await sams();
      const view = await openApproval(olivia, id);
      const replies = await Promise.all(Array.from({ length: times }, () => decide(olivia, view)));
      const said = replies.map((one) => viewIn(one.body)?.title.text);
      // Where the machine is slow, the one that acts may say "Working…" first.
      expect(said.filter((title) => title === "Approved" || title === "Working…")).not.toHaveLength(0);
      expect(said.filter((title) => title === "Approved").length).toBeLessThanOrEqual(1);
      clock.advance(30_000);
      await decide(olivia, view);
      expect(await countOf("resets", petra.userId)).toBe(1);
      const yes = await owner`select approver_id from request_approvals where request_id = ${id}`;
      expect(yes).toHaveLength(1);
    },
  );

  it("A02: two approvers at the same moment are one reset, and the second hears who was first", async () => {
    const { sams, openApproval, decide, olivia, marcus, petra, countOf } = await story();
    const id = await sams();
    const forms = [await openApproval(olivia, id), await openApproval(marcus, id)] as const;
    const replies = await Promise.all([decide(olivia, forms[0]), decide(marcus, forms[1])]);
    const titles = replies.map((one) => viewIn(one.body).title.text).sort();
    expect(titles).toEqual(["Approved", "Payments"]);
    expect(textOf(replies.map((one) => one.body))).toContain("already approved this");
    expect(await countOf("resets", petra.userId)).toBe(1);
  });

  it("A12: a Deny sent twice at once, and again from the stale form, is one decision", async () => {
    const { sams, click, submit, senderOf, olivia, stateOf, companyId } = await story();
    const id = await sams();
    const { view } = await click(olivia, "deny", id);
    if (!view) throw new Error("no form");
    const send = () => submit(senderOf(olivia), view, { [denyIds.reason]: { option: "unneeded" } });
    const replies = [...(await Promise.all([send(), send()])), await send()];
    expect(replies.filter((one) => viewIn(one.body).title.text === "Denied")).toHaveLength(1);
    expect(await stateOf(id)).toBe("denied");
    expect((await auditKinds(owner, companyId)).filter((kind) => kind === "request_denied")).toHaveLength(1);
  });
});

describe("A04 R42: what is over stays over", () => {
  const endings: [string, (all: Story, id: string) => Promise<unknown>][] = [
    ["denied", ({ deps, marcus }, requestId) => denyRequest(deps, marcus.actor, { requestId, reason: "no" })],
    ["cancelled", ({ deps, sam }, requestId) => cancelRequest(deps, sam.actor, requestId)],
    [
      "expired",
      ({ deps, companyId, clock }, id) => {
        clock.advance(25 * hour);
        return inTenant(deps.db, companyId, async (tx) => {
          const request = await findRequest(tx, id);
          if (request) await expireRequest(tx, deps, request);
        });
      },
    ],
  ];

  it.each(endings)(
    "a request that is %s is approved by nobody, denied by nobody and cancelled by nobody",
    async (state, end) => {
      const all = await story();
      const { sams, openApproval, decide, deny, click, olivia, sam, petra, countOf, stateOf, clock } = all;
      const id = await sams();
      const view = await openApproval(olivia, id);
      await end(all, id);
      clock.advance(30_000);
      expect(textOf((await decide(olivia, view)).body)).toMatch(/denied this|cancelled this|expired/);
      expect((await click(olivia, "approve", id)).said).toMatch(/denied this|cancelled this|expired/);
      await expect(deny(olivia, id)).rejects.toThrow(/denied this|cancelled this|expired/);
      await click(sam, "cancel", id);
      expect([await stateOf(id), await countOf("resets", petra.userId)]).toEqual([state, 0]);
    },
  );

  it("A04: a request whose time is over before its timer has come is over", async () => {
    const { sams, openApproval, decide, olivia, petra, clock, countOf } = await story();
    const id = await sams();
    clock.advance(24 * hour - 5 * minute);
    const view = await openApproval(olivia, id);
    clock.advance(6 * minute);
    expect(textOf((await decide(olivia, view)).body)).toContain("nobody decided in time");
    expect(await countOf("resets", petra.userId)).toBe(0);
  });
});

describe("A05 A06 B15 B16: who may decide", () => {
  it("A05: neither whoever asked nor whom it is about decides, by button, list or form", async () => {
    const { sams, click, decide, openApproval, olivia, marcus, nora, stateOf, deps, sam } = await story();
    // Sam becomes one who could decide, and Nora is one whom it is about.
    const id = await sams(nora);
    await setRoles(deps, sam, { isSystemAdministrator: true, isPaymentsAdmin: true });
    const theirs = await openApproval(olivia, id);
    for (const [person, sentence] of [
      // The way on: those who can decide this one, and nobody who has only asked.
      [sam, "You asked for this yourself, so somebody else must decide. Ask Marcus or Olivia."],
      [nora, "This is about you, so somebody else must decide. Ask Marcus or Olivia."],
    ] as const) {
      for (const name of ["approve", "review", "deny"] as const)
        expect((await click(person, name, id)).said).toContain(sentence);
      expect(textOf((await decide(person, theirs)).body)).toContain("no longer valid");
    }
    expect(await stateOf(id)).toBe("pending");
    expect(marcus.userId).not.toBe(nora.userId);
  });

  it("A06 B15: somebody linked who may not decide neither approves nor denies, and it is audited", async () => {
    const { sams, click, openApproval, decide, submit, senderOf, joinColleague, olivia, stateOf, companyId } =
      await story();
    const id = await sams();
    const lee = await joinColleague("Lee");
    for (const name of ["approve", "review", "deny", "ask"] as const)
      expect((await click(lee, name, id)).said).toContain(
        "Only Payments Admins can decide this. Ask Marcus or Olivia.",
      );
    const approval = await openApproval(olivia, id);
    expect(textOf((await decide(lee, approval)).body)).toContain("no longer valid");
    const denial = (await click(olivia, "deny", id)).view ?? approval;
    const denied = await submit(senderOf(lee), denial, { [denyIds.reason]: { option: "unneeded" } });
    expect(textOf(denied.body)).toContain("Only Payments Admins can decide this");
    expect(await stateOf(id)).toBe("pending");
    const refused = (await auditKinds(owner, companyId)).filter((kind) => kind === "act_refused");
    expect(refused.length).toBeGreaterThanOrEqual(5);
  });

  it("B16: whoever sends the form decides, not whoever opened it, and the code is that person's own", async () => {
    const { sams, openApproval, decide, olivia, marcus, deps, stateOf } = await story();
    const id = await sams();
    const hers = await openApproval(olivia, id);
    expect(textOf((await decide(marcus, hers)).body)).toContain("no longer valid");
    const code = codeOf(deps, marcus.secret);
    expect((await decide(olivia, hers, { [decisionIds.code]: code })).body["errors"]).toBeDefined();
    expect(await stateOf(id)).toBe("pending");
  });

  it("B16: whatever button and payload say of an approver, it is whose id Slack signed", async () => {
    const { sams, click, openApproval, edge, senderOf, olivia, marcus, deps, companyId, stateOf } =
      await story();
    const id = await sams();
    const value = `${writeRequestRef(companyId, id)}.${olivia.userId}`;
    expect((await click(marcus, "approve", id, { value })).said).toContain("can't be found");
    const view = await openApproval(marcus, id);
    const sent = submissionSent(senderOf(marcus), view, { [decisionIds.code]: codeOf(deps, marcus.secret) });
    const payload = JSON.parse(new URLSearchParams(sent.body).get("payload") ?? "{}");
    const her = { user_id: olivia.actor.slackUserId, approver: olivia.userId, approver_id: olivia.userId };
    const user = { ...payload.user, username: "olivia", name: "Olivia Reyes" };
    const forged = { ...payload, ...her, user, view: { ...payload.view, ...her, user: her } };
    await edge.send({ ...sent, body: new URLSearchParams({ payload: JSON.stringify(forged) }).toString() });
    expect(await stateOf(id)).toBe("executed");
    const yes = await owner`select approver_id from request_approvals where request_id = ${id}`;
    expect(yes.map((row) => row["approver_id"])).toEqual([marcus.userId]);
  });
});

describe("A07 R39 B19: rights are those of the commit", () => {
  const losses: [string, (all: Story) => Promise<unknown>][] = [
    ["lost Payments Admin", ({ deps, olivia }) => setRoles(deps, olivia, { isPaymentsAdmin: false })],
    [
      "was deactivated",
      ({ olivia }) => owner`update users set status = 'deactivated' where id = ${olivia.userId}`,
    ],
    [
      "was unlinked",
      ({ olivia }) =>
        owner`update links set state = 'removed', ended_at = now() where user_id = ${olivia.userId}`,
    ],
  ];

  it.each(losses)(
    "A07 R39: an approver who %s between the click and the code changes nothing",
    async (_, lose) => {
      const all = await story();
      const { sams, openApproval, decide, olivia, petra, stateOf, countOf } = all;
      const id = await sams();
      const view = await openApproval(olivia, id);
      await lose(all);
      expect(textOf((await decide(olivia, view)).body)).not.toContain("Approved");
      expect([await stateOf(id), await countOf("resets", petra.userId)]).toEqual(["pending", 0]);
    },
  );

  it("R39: a requester who is gone has nothing done in their name", async () => {
    const { sams, openApproval, decide, olivia, sam, petra, countOf } = await story();
    const id = await sams();
    const view = await openApproval(olivia, id);
    await owner`update users set status = 'deactivated' where id = ${sam.userId}`;
    expect(textOf((await decide(olivia, view)).body)).toContain("may not do it any more");
    expect(await countOf("resets", petra.userId)).toBe(0);
  });

  it("B19: a yes counts only as long as its giver may decide", async () => {
    const { sams, openApproval, decide, olivia, marcus, nora, joinColleague, deps, stateOf } = await story();
    const lou = await joinColleague("Lou");
    await setRoles(deps, lou, { isSystemAdministrator: true, isPaymentsAdmin: true });
    const id = await sams(nora);
    await decide(olivia, await openApproval(olivia, id));
    await setRoles(deps, olivia, { isSystemAdministrator: false, isPaymentsAdmin: false });
    await decide(marcus, await openApproval(marcus, id));
    expect(await stateOf(id)).toBe("pending");
    await decide(lou, await openApproval(lou, id));
    expect(await stateOf(id)).toBe("executed");
  });
});
