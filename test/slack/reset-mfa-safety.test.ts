import { expect, it } from "vitest";
import { askIds } from "../../src/slack/reset-mfa/ask-modal.ts";
import { releaseId } from "../../src/slack/reset-mfa/card.ts";
import { confirmIds } from "../../src/slack/reset-mfa/confirm-modal.ts";
import { undoId } from "../../src/slack/reset-mfa/done-modal.ts";
import { holdId } from "../../src/slack/reset-mfa/lock-block.ts";
import { releaseIds } from "../../src/slack/reset-mfa/release-modal.ts";
import { undoIds } from "../../src/slack/reset-mfa/undo-modal.ts";
import { mfaState } from "../helpers/audit.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { codeOf } from "../helpers/people.ts";
import { actionSent, shown } from "./helpers/payloads.ts";
import { eventually, viewIn } from "./helpers/slack-edge.ts";
import { confirmValues } from "./helpers/story.ts";
import { askValues, requestOf, supportStory } from "./helpers/support.ts";

const { db, owner } = await testDatabase();

it("Lock now locks whom the form is about, whatever the button says; the form stays, and says until when", async () => {
  const { openAsk, click, edge, samSender, sam, petra, olivia, submit } = await supportStory(db);
  const view = await openAsk();
  const values = askValues({ [askIds.reason]: { option: "stolen" }, [askIds.note]: "keep me" });
  await click(samSender, shown(samSender, view, values), { actionId: holdId, value: olivia.userId });
  const [row] =
    await owner`select u.id from users u where held_until is not null and company_id = ${petra.actor.companyId}`;
  expect(row).toEqual({ id: petra.userId });
  const call = edge.api.last("views.update");
  const after = viewIn(call);
  expect(call["view_id"]).toBe("V0SHOWN001");
  const drawn = JSON.stringify(after);
  expect(drawn).toContain("*Locked until <!date^");
  expect(drawn).toContain('"initial_value":"keep me"');
  expect(drawn).not.toContain(holdId);
  expect(sam.userId).not.toBe(petra.userId);
  const reply = await submit(samSender, after, values);
  expect(viewIn(reply.body).title.text).toBe("Waiting for approval");
});

it("Lock now that is done is said to be done, by DM where Slack takes no drawing of the form: never that something went wrong", async () => {
  const { openAsk, click, edge, samSender } = await supportStory(db);
  const view = shown(samSender, await openAsk());
  edge.api.failures.set("views.update", 500);
  await click(samSender, view, { actionId: holdId });
  const said = await eventually(() => edge.api.calls.find(({ method }) => method === "chat.postMessage"));
  edge.api.failures.clear();
  expect(said.args["text"]).toMatch(/locked/i);
  expect(JSON.stringify(edge.api.calls)).not.toContain("went wrong");
});

it("Lock now pressed twice says that it is locked, and locks once", async () => {
  const { openAsk, click, edge, samSender, petra } = await supportStory(db);
  const view = shown(samSender, await openAsk());
  await click(samSender, view, { actionId: holdId });
  const first = viewIn(edge.api.last("views.update"));
  await click(samSender, shown(samSender, first), { actionId: holdId });
  expect(JSON.stringify(edge.api.last("views.update"))).toContain("is already locked for safety");
  const rows = await owner`select id from holds where user_id = ${petra.userId}`;
  expect(rows).toHaveLength(1);
});

it("a Payments Admin sees who is locked, and unlocks with the own code; support has no such button", async () => {
  const { openAsk, click, edge, samSender, oliviaSender, openConfirm, olivia, petra, deps, clock, submit } =
    await supportStory(db);
  await click(samSender, shown(samSender, await openAsk()), { actionId: holdId });
  expect(JSON.stringify(await openAsk())).not.toContain(releaseId);
  const confirm = await openConfirm();
  expect(JSON.stringify(confirm)).toContain(releaseId);
  await click(oliviaSender, shown(oliviaSender, confirm), { actionId: releaseId });
  const form = viewIn(edge.api.last("views.push"));
  expect(JSON.stringify(form)).toContain("Sam Okafor locked *Petra Alvarez*");
  clock.advance(11 * minute);
  const late = await submit(oliviaSender, form, { [releaseIds.code]: codeOf(deps, olivia.secret) });
  const again = viewIn(late.body);
  clock.advance(minute);
  const wrong = await submit(oliviaSender, again, { [releaseIds.code]: "000000" });
  expect(JSON.stringify(wrong.body["errors"])).toContain("4 tries left");
  const done = await submit(oliviaSender, again, { [releaseIds.code]: codeOf(deps, olivia.secret) });
  expect(viewIn(done.body).title.text).toBe("Unlocked");
  const [row] = await owner`select held_until from users where id = ${petra.userId}`;
  expect(row).toEqual({ held_until: null });
});

it("Undo stands under a reset that is done, takes a code of its own, and undoes once", async () => {
  const { openConfirm, submit, oliviaSender, olivia, deps, clock, edge, click, petra, companyId } =
    await supportStory(db);
  const done = await submit(oliviaSender, await openConfirm(), confirmValues(deps, olivia));
  const { blocks } = viewIn(done.body);
  const value = `${companyId}.${(await requestOf(owner, petra.userId))?.["id"]}`;
  expect(JSON.stringify(blocks)).toContain(`"action_id":"${undoId}"`);
  expect(JSON.stringify(blocks)).toContain(value);
  await click(oliviaSender, shown(oliviaSender, viewIn(done.body)), { actionId: undoId, value: value });
  const form = viewIn(edge.api.last("views.push"));
  expect(form.title.text).toBe("Undo this reset");
  clock.advance(11 * minute);
  const late = await submit(oliviaSender, form, { [undoIds.code]: codeOf(deps, olivia.secret) });
  const again = viewIn(late.body);
  expect(again.private_metadata).not.toBe(form.private_metadata);
  clock.advance(minute);
  const values = { [undoIds.code]: codeOf(deps, olivia.secret) };
  const replies = await Promise.all([1, 2].map(() => submit(oliviaSender, again, values)));
  expect(replies.filter((one) => JSON.stringify(one.body).includes("Reset undone"))).toHaveLength(1);
  const [row] = await owner`select outcome from resets where subject_id = ${petra.userId}`;
  expect(row).toEqual({ outcome: "undone" });
});

it("A08: Undo with another company's request, a made-up one, or by support, opens nothing", async () => {
  const { openConfirm, submit, oliviaSender, samSender, olivia, deps, edge, petra, companyId } =
    await supportStory(db);
  await submit(oliviaSender, await openConfirm(), confirmValues(deps, olivia));
  const id = (await requestOf(owner, petra.userId))?.["id"];
  const before = await mfaState(owner, petra.userId);
  const { responseUrl } = edge.api;
  for (const value of [`othercompa.${id}`, `${companyId}.0000000000000000`, "x"])
    await edge.send(actionSent(oliviaSender, { actionId: undoId, value, responseUrl }));
  await edge.send(actionSent(samSender, { actionId: undoId, value: `${companyId}.${id}`, responseUrl }));
  expect(edge.api.calls.map((call) => call.method)).not.toContain("views.push");
  expect(edge.api.responses.map((one) => String(one["text"]).slice(0, 28))).toEqual([
    ...Array.from({ length: 3 }, () => "This request can't be found."),
    "Only Payments Admins can do ",
  ]);
  expect(await mfaState(owner, petra.userId)).toBe(before);
});

it("where the phone was stolen no Undo is offered", async () => {
  const { openConfirm, submit, oliviaSender, olivia, deps } = await supportStory(db);
  const stolen = { [confirmIds.reason]: { option: "stolen" } };
  const done = await submit(oliviaSender, await openConfirm(), confirmValues(deps, olivia, stolen));
  expect(viewIn(done.body).title.text).toBe("Reset done");
  expect(JSON.stringify(done.body)).not.toContain(undoId);
});
