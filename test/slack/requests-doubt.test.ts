import { describe, expect, it } from "vitest";
import { newId } from "../../src/crypto/token.ts";
import { defaultPolicy } from "../../src/domain/policy.ts";
import { denyIds } from "../../src/slack/requests/deny-modal.ts";
import { noteIds } from "../../src/slack/requests/note-modal.ts";
import { hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { approvalsChannel, inModal, requestStory } from "./helpers/requests.ts";
import { viewIn } from "./helpers/slack-edge.ts";

const { db, owner } = await testDatabase();
const story = () => requestStory({ db, owner });
const textOf = (value: unknown) => JSON.stringify(value);

describe("Deny", () => {
  it("needs a reason and no code, and tells it to whoever asked", async () => {
    const { sams, click, submit, senderOf, olivia, deps, companyId, stateOf } = await story();
    const id = await sams();
    const { view } = await click(olivia, "deny", id);
    if (!view) throw new Error("no form");
    expect(textOf(view.blocks)).not.toContain('code","type');
    const empty = await submit(senderOf(olivia), view, {});
    expect(Object.keys(empty.body["errors"] ?? {})).toEqual([denyIds.reason]);
    const unsaid = await submit(senderOf(olivia), view, { [denyIds.reason]: { option: "other" } });
    expect(Object.keys(unsaid.body["errors"] ?? {})).toEqual([denyIds.more]);
    expect(await stateOf(id)).toBe("pending");
    const more = { [denyIds.reason]: { option: "unverified" }, [denyIds.more]: "The number is new" };
    const reply = await submit(senderOf(olivia), view, more);
    expect(viewIn(reply.body).title.text).toBe("Denied");
    expect(textOf(reply.body)).toContain("not verified (The number is new)");
    const [row] = await owner`select state, deny_reason, decided_by from requests where id = ${id}`;
    expect(row).toEqual({
      state: "denied",
      deny_reason: "not verified (The number is new)",
      decided_by: olivia.userId,
    });
    expect(await messageKinds(deps, companyId)).toContain("request_notice");
  });

  it("stands in the form behind Approve and Review, too, and works for somebody whose codes are locked", async () => {
    const { sams, openApproval, click, submit, senderOf, olivia, stateOf, deps } = await story();
    const id = await sams();
    const view = await openApproval(olivia, id);
    const until = new Date(deps.now().getTime() + hour);
    await owner`update users set held_until = ${until} where id = ${olivia.userId}`;
    const form = await click(olivia, "deny", id, { view: inModal(view) });
    expect(form.method).toBe("views.update");
    await submit(senderOf(olivia), form.view ?? view, { [denyIds.reason]: { option: "unreachable" } });
    expect(await stateOf(id)).toBe("denied");
  });

  it("offers for settings only what can be said of them", async () => {
    const { click, olivia, marcus, deps, companyId } = await story();
    const id = await weakerPolicy({ deps, marcus, companyId });
    const { view } = await click(olivia, "deny", id);
    const text = textOf(view?.blocks);
    expect(text).toContain("Not needed");
    expect(text).not.toContain("I don't know this person");
    const approve = await click(olivia, "approve", id);
    expect(approve.view?.title.text).toBe("Approve new settings");
    expect(textOf(approve.view?.blocks)).toContain("Approvals for an MFA reset: 1 → 0");
  });
});

/** Marcus wants resets without approval; the row as it would stand. */
async function weakerPolicy({
  deps,
  marcus,
  companyId,
}: Pick<Awaited<ReturnType<typeof story>>, "deps" | "marcus" | "companyId">) {
  const stricter = { ...defaultPolicy, approvals: { ...defaultPolicy.approvals, reset: 1 } };
  const [before, after] = [stricter, defaultPolicy].map((policy) => ({ policy, channel: null }));
  const details = JSON.stringify({ kind: "policy", before, after });
  const [id, postingId] = [newId(deps.randomBytes), newId(deps.randomBytes)];
  const at = deps.now();
  await owner`insert into requests (company_id, id, kind, state, requester_id, subject_key, is_ask, details,
    rule_at_creation, created_at, expires_at) values (${companyId}, ${id}, 'policy', 'pending', ${marcus.userId},
    'company', false, ${details}::text::jsonb, 1, ${at}, ${new Date(at.getTime() + hour)})`;
  await owner`insert into postings (company_id, id, ref_id, workspace_id, channel_id, created_at)
    values (${companyId}, ${postingId}, ${id}, ${marcus.actor.workspaceId}, ${approvalsChannel}, ${at})`;
  return id;
}

describe("Ask and Answer", () => {
  it("a question goes to whoever asked and to the thread; the answer comes back to whoever asked it", async () => {
    const { sams, click, submit, senderOf, olivia, sam, stateOf } = await story();
    const id = await sams();
    const { view } = await click(olivia, "ask", id);
    if (!view) throw new Error("no form");
    expect(view.title.text).toBe("Ask Sam");
    const empty = await submit(senderOf(olivia), view, { [noteIds.text]: "  " });
    expect(Object.keys(empty.body["errors"] ?? {})).toEqual([noteIds.text]);
    await submit(senderOf(olivia), view, { [noteIds.text]: "Which number did you call?" });
    const form = await click(sam, "answer", id, { channelId: "D0SAM" });
    expect(textOf(form.view)).toContain("Which number did you call?");
    const reply = await submit(senderOf(sam), form.view ?? view, {
      [noteIds.text]: "The one of the contract",
    });
    expect(viewIn(reply.body).title.text).toBe("Answer sent");
    expect(textOf(reply.body)).toContain("Olivia gets it");
    const notes =
      await owner`select kind, text, author_id from request_notes where request_id = ${id} order by created_at, kind desc`;
    expect(notes.map((one) => [one["kind"], one["text"]])).toEqual([
      ["question", "Which number did you call?"],
      ["answer", "The one of the contract"],
    ]);
    const told =
      await owner`select recipient_id from outbox where kind = 'request_notice' and ref_id = ${id}`;
    expect(told.map((one) => one["recipient_id"]).sort()).toEqual([olivia.userId, sam.userId].sort());
    expect(await stateOf(id)).toBe("pending");
  });

  it("only whoever asked answers", async () => {
    const { sams, click, olivia, nora } = await story();
    const id = await sams();
    expect((await click(olivia, "answer", id)).said).toContain("Only Sam, who asked for this");
    expect((await click(nora, "answer", id)).said).toContain("can't be found");
  });
});
