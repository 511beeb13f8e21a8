import { expect, it } from "vitest";
import { resetLabels } from "../../src/domain/reset-text.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { askIds } from "../../src/slack/reset-mfa/ask-modal.ts";
import { confirmIds } from "../../src/slack/reset-mfa/confirm-modal.ts";
import { holdId } from "../../src/slack/reset-mfa/lock-block.ts";
import { renewIds } from "../../src/slack/reset-mfa/renew-modal.ts";
import { mfaState } from "../helpers/audit.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { must, samDetails } from "../helpers/people.ts";
import { shown } from "./helpers/payloads.ts";
import { viewIn } from "./helpers/slack-edge.ts";
import { confirmValues, slackStory } from "./helpers/story.ts";
import { askValues, requestOf, supportStory } from "./helpers/support.ts";

const { db, owner } = await testDatabase();

it("R36: support asks with the same card and no code, and waits in a view that says who was asked and what to tell the caller", async () => {
  const { openAsk, submit, samSender, petra, companyId } = await supportStory(db);
  const view = await openAsk();
  expect([view.callback_id, view.title.text, view.submit?.text]).toEqual([
    askIds.callbackId,
    "Ask for an MFA reset",
    "Ask for reset",
  ]);
  expect(view.blocks.map((block) => block.block_id)).not.toContain(confirmIds.code);
  const before = await mfaState(owner, petra.userId);
  const reply = await submit(samSender, view, askValues());
  const waiting = viewIn(reply.body);
  expect(waiting.title.text).toBe("Waiting for approval");
  const request = await requestOf(owner, petra.userId);
  expect(waiting.external_id).toMatch(new RegExp(`^${companyId}\\.${request?.["id"]}\\.`));
  const drawn = JSON.stringify(waiting);
  for (const said of ["Asked Olivia", "*Tell Petra:*", "Remind", "Cancel request"])
    expect(drawn).toContain(said);
  expect(await mfaState(owner, petra.userId)).toBe(before);
  expect(request).toMatchObject({ state: "pending", is_ask: true });
});

it("R38: an ask without reason or verification is refused at that field, and keeps the wording that stood on screen", async () => {
  const { openAsk, submit, samSender, petra } = await supportStory(db);
  const view = await openAsk();
  const reply = await submit(samSender, view, {});
  expect(Object.keys(reply.body["errors"] ?? {}).sort()).toEqual([askIds.reason, askIds.verifiedHow].sort());
  await submit(samSender, view, askValues());
  expect((await requestOf(owner, petra.userId))?.["details"]).toMatchObject({
    attestation:
      "I called them (At a number we already had, not one they gave me). By choosing Ask for reset you confirm that you verified this person. Your name is recorded.",
    note: "Ticket 8841",
    link: null,
  });
});

it("an ask that waits is a door: to follow for support, to review for a Payments Admin", async () => {
  const { openAsk, openConfirm, submit, samSender, petra, companyId } = await supportStory(db);
  await submit(samSender, await openAsk(), askValues());
  const value = `${companyId}.${(await requestOf(owner, petra.userId))?.["id"]}`;
  const bySam = JSON.stringify(await openAsk());
  expect(bySam).toContain(`"action_id":"request_follow"`);
  const byOlivia = JSON.stringify(await openConfirm());
  expect(byOlivia).toContain(`"action_id":"request_review"`);
  expect(byOlivia).toContain(`"value":"${value}"`);
  for (const drawn of [bySam, byOlivia]) {
    expect(drawn).toContain("*Sam Okafor asked to reset Petra's MFA*");
    expect(drawn).toContain(`"action_id":"${holdId}"`);
    expect(drawn).not.toContain('"submit"');
  }
});

it("a form that stood open too long is renewed with what was typed; one that was sent is not sent twice", async () => {
  const { openAsk, submit, samSender, clock, petra } = await supportStory(db);
  const view = await openAsk();
  clock.advance(11 * minute);
  const reply = await submit(samSender, view, askValues({ [askIds.note]: "keep me" }));
  const again = viewIn(reply.body);
  expect(again.callback_id).toBe(askIds.callbackId);
  expect(JSON.stringify(again)).toContain('"initial_value":"keep me"');
  const replies = await Promise.all([1, 2].map(() => submit(samSender, again, askValues())));
  const waiting = replies.filter((one) => JSON.stringify(one.body).includes("Waiting for approval"));
  expect(waiting).toHaveLength(1);
  const rows = await owner`select id from requests where subject_id = ${petra.userId}`;
  expect(rows).toHaveLength(1);
});

it("R36: a reset that somebody else must agree to says who and why, and is asked for with the own code", async () => {
  const { openConfirm, submit, oliviaSender, olivia, join, petra, deps } = await supportStory(db);
  const nora = await join(
    { ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" },
    "U0NORA0001",
  );
  await setRoles(deps, nora, { isPaymentsAdmin: true });
  await owner`update users set contact_phone_changed_at = ${deps.now()} where id = ${petra.userId}`;
  const view = await openConfirm();
  expect(view.submit?.text).toBe(resetLabels.approval);
  const drawn = JSON.stringify(view);
  expect(drawn).toContain(
    "*Nora must agree first,* because Petra's contact phone changed in the last 7 days.",
  );
  expect(drawn).toContain("*Warning:* contact phone changed");
  const before = await mfaState(owner, petra.userId);
  const wrong = await submit(
    oliviaSender,
    view,
    confirmValues(deps, olivia, { [confirmIds.code]: "000000" }),
  );
  expect(JSON.stringify(wrong.body["errors"])).toContain("4 tries left");
  const reply = await submit(oliviaSender, view, confirmValues(deps, olivia));
  expect(viewIn(reply.body).title.text).toBe("Waiting for approval");
  expect(await mfaState(owner, petra.userId)).toBe(before);
  const request = await requestOf(owner, petra.userId);
  expect(request).toMatchObject({ state: "pending", is_ask: false });
  expect(JSON.stringify(request?.["details"])).toContain("By choosing Ask for approval you confirm");
});

it("support is told of a reset that waits for the person already", async () => {
  const { openAsk, openConfirm, submit, oliviaSender, olivia, deps } = await supportStory(db);
  await submit(oliviaSender, await openConfirm(), confirmValues(deps, olivia));
  const drawn = JSON.stringify(await openAsk());
  expect(drawn).toContain("*Olivia Reyes reset Petra's MFA");
  expect(drawn).toContain("ask Petra to check the email first");
});

it("Start a new reset takes the place of the form that offers a new code: three views are the most that Slack takes", async () => {
  const { openConfirm, submit, oliviaSender, olivia, deps, clock, click, edge } = await supportStory(db);
  await submit(oliviaSender, await openConfirm(), confirmValues(deps, olivia));
  clock.advance(minute);
  const renew = await openConfirm();
  expect(renew.callback_id).toBe(renewIds.callbackId);
  await click(oliviaSender, shown(oliviaSender, renew), { actionId: renewIds.anew });
  expect(viewIn(edge.api.last("views.update")).callback_id).toBe(confirmIds.callbackId);
});

it("R32: whoever asks about a person of another company finds nobody", async () => {
  const { deps, sam } = await supportStory(db);
  const other = await slackStory(db);
  const pat = await other.join({ ...samDetails, firstName: "Pat", email: "pat@elsewhere.example" });
  const form = await openResetForm(deps, sam.actor, { userId: pat.userId });
  expect(form).toEqual({ ok: false, refusal: { code: "unknown_person", near: [] } });
  must(await openResetForm(deps, sam.actor, { email: "petra@alvarezdrywall.example" }));
});
