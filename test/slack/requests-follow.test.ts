import { describe, expect, it } from "vitest";
import { requestButtons } from "../../src/domain/request-buttons.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { followIds } from "../../src/slack/requests/follow-modal.ts";
import { proceedIds } from "../../src/slack/requests/proceed-modal.ts";
import { auditKinds } from "../helpers/audit.ts";
import { hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { codeOf, must, petraDetails } from "../helpers/people.ts";
import { openForm, why } from "../helpers/reset-story.ts";
import { inModal, requestStory } from "./helpers/requests.ts";
import { viewIn } from "./helpers/slack-edge.ts";

const { db, owner } = await testDatabase();
const story = () => requestStory({ db, owner });
const textOf = (value: unknown) => JSON.stringify(value);

describe("Follow", () => {
  it("shows whoever asked who was asked and what to tell the person; Remind, Cancel and Refresh stay in the view", async () => {
    const { sams, click, sam, clock, stateOf } = await story();
    const id = await sams();
    const { view } = await click(sam, "follow", id);
    if (!view) throw new Error("no view");
    expect(view.title.text).toBe("Waiting for approval");
    expect(textOf(view)).toContain("Asked Marcus and Olivia");
    expect(textOf(view)).toContain("*Tell Petra:*");
    const soon = await click(sam, "remind", id, { view: inModal(view) });
    expect(textOf(soon.view)).toContain("less than 10 minutes ago");
    clock.advance(11 * minute);
    const reminded = await click(sam, "remind", id, { view: inModal(view) });
    expect([reminded.method, reminded.view?.callback_id]).toEqual(["views.update", followIds.callbackId]);
    expect(textOf(reminded.view)).toContain("*Reminded.*");
    const refreshed = await click(sam, "refresh", id, { view: inModal(view) });
    expect(textOf(refreshed.view)).not.toContain("*Reminded.*");
    const cancelled = await click(sam, "cancel", id, { view: inModal(view) });
    expect([cancelled.view?.title.text, await stateOf(id)]).toEqual(["Cancelled", "cancelled"]);
  });

  it("asks before it cancels", async () => {
    const { sams, click, sam } = await story();
    const { view } = await click(sam, "follow", await sams());
    const buttons = JSON.parse(textOf(view?.blocks)).flatMap(
      (block: { elements?: object[] }) => block.elements ?? [],
    );
    const cancel = buttons.find((one: { action_id: string }) => one.action_id === requestButtons.cancel);
    expect(cancel).toMatchObject({ style: "danger", confirm: { confirm: { text: "Cancel request" } } });
  });

  it("keeps the name under which the view is drawn again when something happens", async () => {
    const { sams, click, sam } = await story();
    const id = await sams();
    const view = { ...inModal({ type: "modal", callback_id: "request_waiting" }), external_id: `x.${id}.y` };
    const { view: drawn } = await click(sam, "refresh", id, { view });
    expect(drawn?.external_id).toBe(`x.${id}.y`);
  });

  it("shows those who could decide everything, with the way to decide", async () => {
    const { sams, click, olivia, decide, openApproval } = await story();
    const id = await sams();
    const { view } = await click(olivia, "follow", id);
    expect(textOf(view)).toContain("Called a number we already had");
    expect(textOf(view)).toContain(requestButtons.review);
    await decide(olivia, await openApproval(olivia, id));
    const after = await click(olivia, "follow", id);
    expect(textOf(after.view)).toContain("Reset, waiting for Petra.");
    expect(textOf(after.view)).not.toContain(requestButtons.review);
  });

  it("tells a colleague no more than the form's own door does, and everybody else nothing", async () => {
    const { sams, click, nora, petra, olivia, join, joinColleague, edge, senderOf } = await story();
    const id = await sams();
    const lee = await joinColleague("Lee");
    const door = textOf((await click(lee, "follow", id)).view);
    expect(door).toContain("Sam Okafor asked");
    for (const secret of ["lost", petra.email, "number we already had", "Olivia"])
      expect(door).not.toContain(secret);
    // Nora is a System Administrator: the reset of a payee is not hers to decide either.
    expect(textOf((await click(nora, "follow", id)).view)).toContain("Sam Okafor asked");
    const paula = await join(
      { ...petraDetails, firstName: "Paula", email: "paula@else.example" },
      "U0PAULA001",
    );
    edge.knows(senderOf(paula));
    expect((await click(paula, "follow", id)).said).toContain("can't be found");
    expect((await click(olivia, "follow", "0123456789abcdef")).said).toContain("can't be found");
  });
});

describe("Ask again", () => {
  it("opens the form on the same person with why and note kept, and the verification empty", async () => {
    const { sams, deny, click, olivia, sam, clock } = await story();
    const id = await sams();
    await deny(olivia, id);
    clock.advance(minute);
    const { view } = await click(sam, "askAgain", id, { channelId: "D0SAM" });
    expect(view?.title.text).toBe("Ask for an MFA reset");
    const text = textOf(view?.blocks);
    expect(text).toContain('"initial_option":{"text":{"type":"plain_text","text":"Lost or broken phone"}');
    expect(text.match(/initial_option/g)).toHaveLength(1);
  });

  it("shows a request that still waits instead, and is for whoever asked only", async () => {
    const { sams, click, olivia, sam } = await story();
    const id = await sams();
    expect((await click(sam, "askAgain", id)).view?.callback_id).toBe(followIds.callbackId);
    expect((await click(olivia, "askAgain", id)).said).toContain("Only Sam, who asked for this");
  });
});

/** Olivia's own reset of Petra, in a company that wants somebody else's yes. */
async function waiting() {
  const all = await story();
  const { deps, clock, olivia, petra } = all;
  await owner`update companies set policy = '{"approvals": {"reset": 1}}' where id = ${all.companyId}`;
  clock.advance(30_000);
  const challengeId = await openForm(deps, olivia, petra);
  const input = { ...why, challengeId, code: codeOf(deps, olivia.secret) };
  const { submitted } = must(await resetMfa(deps, olivia.actor, input));
  return { ...all, id: submitted.request.id };
}

describe("Proceed without approval", () => {
  it("waits, then takes the requester's own code, and says that every administrator is told", async () => {
    const { id, click, decide, olivia, clock, companyId, stateOf } = await waiting();
    expect((await click(olivia, "proceed", id)).said).toContain("you can proceed without approval");
    clock.advance(24 * hour);
    const follow = await click(olivia, "follow", id);
    expect(textOf(follow.view)).toContain("Proceed without approval");
    const { view } = await click(olivia, "proceed", id);
    if (!view) throw new Error("no form");
    expect([view.callback_id, view.title.text]).toEqual([proceedIds.callbackId, "Proceed without approval"]);
    expect(textOf(view.blocks)).toContain("Every administrator is told");
    const reply = await decide(olivia, view);
    expect(textOf(reply.body)).toContain("Done without approval by Olivia Reyes");
    expect(await stateOf(id)).toBe("executed");
    expect(await auditKinds(owner, companyId)).toContain("reset_executed");
  });

  it("a Deny ends it; an expired form is drawn again", async () => {
    const { id, click, decide, deny, olivia, marcus, clock, stateOf } = await waiting();
    clock.advance(24 * hour);
    const { view } = await click(olivia, "proceed", id);
    if (!view) throw new Error("no form");
    clock.advance(11 * minute);
    const again = viewIn((await decide(olivia, view)).body);
    expect(again.callback_id).toBe(proceedIds.callbackId);
    await deny(marcus, id);
    clock.advance(30_000);
    expect(textOf((await decide(olivia, again)).body)).toContain("Marcus Okafor denied this");
    expect(await stateOf(id)).toBe("denied");
  });
});
