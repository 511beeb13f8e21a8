import { describe, expect, it } from "vitest";
import { decisionIds } from "../../src/slack/requests/decision-modal.ts";
import { mfaState } from "../helpers/audit.ts";
import { hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { codeOf } from "../helpers/people.ts";
import { eventSent } from "./helpers/payloads.ts";
import { inModal, requestStory } from "./helpers/requests.ts";
import { viewIn } from "./helpers/slack-edge.ts";

const { db, owner } = await testDatabase();
const story = () => requestStory({ db, owner });
const textOf = (value: unknown) => JSON.stringify(value);

describe("Approve", () => {
  it("shows person and act, and with the own code resets at once when this yes is the last one needed", async () => {
    const { sams, openApproval, decide, olivia, petra, stateOf, countOf } = await story();
    const id = await sams();
    const view = await openApproval(olivia, id);
    expect([view.title.text, view.submit?.text]).toEqual(["Approve MFA reset", "Approve and reset"]);
    const text = textOf(view.blocks);
    expect(text).toContain(
      "You're resetting MFA for *Petra Alvarez*, Alvarez Drywall, petra@alvarezdrywall.example.",
    );
    expect(text).toMatch(/"Sam Okafor asked <!date/);
    expect(text).toContain("lost or broken phone. Sam called a number we already had.");
    expect(text).toContain("Petra's sign-in codes stop working now.");
    expect(text).toContain("Not sure? Close this and ask Sam. Denying needs no code.");
    expect(await stateOf(id)).toBe("pending");
    const reply = await decide(olivia, view);
    expect(viewIn(reply.body).title.text).toBe("Approved");
    expect(textOf(reply.body)).toContain("Approved by Olivia Reyes");
    expect(textOf(reply.body)).toContain("Reset, waiting for Petra.");
    expect([await stateOf(id), await countOf("resets", petra.userId)]).toEqual(["executed", 1]);
  });

  it("says when more are needed, and changes nothing before the last one", async () => {
    const { sams, openApproval, decide, olivia, marcus, nora, stateOf, countOf } = await story();
    const id = await sams(nora);
    const first = await openApproval(olivia, id);
    expect(first.submit?.text).toBe("Approve");
    expect(textOf(first.blocks)).toContain("You're approving an MFA reset for *Nora Okafor*");
    expect(textOf(first.blocks)).toContain("More approvals are needed after yours");
    const recorded = await decide(olivia, first);
    expect(viewIn(recorded.body).title.text).toBe("Approval recorded");
    expect([await stateOf(id), await countOf("resets", nora.userId)]).toEqual(["pending", 0]);
    const last = await openApproval(marcus, id);
    expect(last.submit?.text).toBe("Approve and reset");
    await decide(marcus, last);
    expect([await stateOf(id), await countOf("resets", nora.userId)]).toEqual(["executed", 1]);
  });

  it("warns of what changed lately about the person", async () => {
    const { sams, openApproval, olivia, petra, nora, deps } = await story();
    const at = new Date(deps.now().getTime() - 24 * hour);
    await owner`update users set contact_phone_changed_at = ${at} where id = ${petra.userId}`;
    const view = textOf(await openApproval(olivia, await sams()));
    expect(view).toContain("*Warning:* contact phone changed");
    expect(textOf(await openApproval(olivia, await sams(nora)))).toContain("Nora is an administrator");
  });

  it("late: says who decided and when, to the click and to the form", async () => {
    const { sams, openApproval, decide, click, olivia, marcus } = await story();
    const id = await sams();
    const late = await openApproval(marcus, id);
    await decide(olivia, await openApproval(olivia, id));
    const reply = await decide(marcus, late);
    expect(textOf(reply.body)).toContain("Olivia Reyes already approved this");
    expect(textOf(reply.body)).toContain("Nothing more to do.");
    expect((await click(marcus, "approve", id)).said).toContain("Olivia Reyes already approved this");
  });

  it("puts a wrong code beside its field and counts it", async () => {
    const { sams, openApproval, decide, olivia, petra, deps, stateOf } = await story();
    const id = await sams();
    const before = await mfaState(owner, petra.userId);
    const view = await openApproval(olivia, id);
    const wrong = codeOf({ now: () => new Date(deps.now().getTime() + 9 * hour) }, olivia.secret);
    const reply = await decide(olivia, view, { [decisionIds.code]: wrong });
    expect(reply.body).toEqual({
      response_action: "errors",
      errors: { [decisionIds.code]: "That code isn't right. 4 tries left." },
    });
    expect([await stateOf(id), await mfaState(owner, petra.userId)]).toEqual(["pending", before]);
  });

  it("draws an expired form again with a new challenge, as the request is now", async () => {
    const { sams, openApproval, decide, olivia, clock, stateOf } = await story();
    const id = await sams();
    const view = await openApproval(olivia, id);
    clock.advance(11 * minute);
    const reply = await decide(olivia, view);
    const again = viewIn(reply.body);
    expect([reply.body["response_action"], again.callback_id]).toEqual(["update", decisionIds.callbackId]);
    expect(again.private_metadata).not.toBe(view.private_metadata);
    expect(textOf(again)).toContain("open too long");
    expect(await stateOf(id)).toBe("pending");
    clock.advance(30_000);
    await decide(olivia, again);
    expect(await stateOf(id)).toBe("executed");
  });

  it("an expired form of a request that was decided meanwhile says so", async () => {
    const { sams, openApproval, decide, deny, olivia, marcus, clock } = await story();
    const id = await sams();
    const view = await openApproval(olivia, id);
    clock.advance(11 * minute);
    await deny(marcus, id);
    expect(textOf((await decide(olivia, view)).body)).toContain("Marcus Okafor denied this");
  });

  it("is led to by Review, from a view or a list, in the place of the view that was clicked in", async () => {
    const { sams, click, olivia, sam } = await story();
    const id = await sams();
    const opened = await click(olivia, "review", id, { channelId: "C0GENERAL1" });
    expect([opened.method, opened.view?.callback_id]).toEqual(["views.open", decisionIds.callbackId]);
    const view = inModal({ type: "modal", callback_id: "notice" });
    const updated = await click(olivia, "review", id, { view });
    expect([updated.method, updated.view?.callback_id]).toEqual(["views.update", decisionIds.callbackId]);
    expect((await click(sam, "review", id)).said).toContain("You asked for this yourself");
  });

  it("B17: one approver who left Slack and the company stands in nobody's way", async () => {
    const { sams, openApproval, decide, olivia, marcus, stateOf } = await story();
    const id = await sams();
    await owner`update links set state = 'removed', ended_at = now() where user_id = ${marcus.userId}`;
    await owner`update users set status = 'deactivated' where id = ${marcus.userId}`;
    await decide(olivia, await openApproval(olivia, id));
    expect(await stateOf(id)).toBe("executed");
  });

  it("B17: an approver deactivated in Slack alone approves nothing and is passed over; the other one approves", async () => {
    const { sams, click, openApproval, decide, edge, senderOf, olivia, marcus, stateOf } = await story();
    const id = await sams();
    const hers = await openApproval(olivia, id);
    const his = await openApproval(marcus, id);
    const user = { id: marcus.actor.slackUserId, team_id: marcus.actor.workspaceId, deleted: true };
    edge.knows(senderOf(marcus), user);
    await edge.send(eventSent(senderOf(marcus), { type: "user_change", user }));
    await expect.poll(async () => (await click(marcus, "approve", id)).said).toContain("deactivated");
    await decide(marcus, his);
    expect(await stateOf(id)).toBe("pending");
    await decide(olivia, hers);
    expect(await stateOf(id)).toBe("executed");
  });
});
