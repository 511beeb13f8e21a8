import { expect, it } from "vitest";
import { askIds } from "../../src/slack/reset-mfa/ask-modal.ts";
import { confirmIds } from "../../src/slack/reset-mfa/confirm-modal.ts";
import { renewIds } from "../../src/slack/reset-mfa/renew-modal.ts";
import { mfaState } from "../helpers/audit.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { actionSent, shown } from "./helpers/payloads.ts";
import { viewIn } from "./helpers/slack-edge.ts";
import { confirmValues } from "./helpers/story.ts";
import { askValues, requestOf, supportStory } from "./helpers/support.ts";

const { db, owner } = await testDatabase();

const ticked = { [confirmIds.passwordForgotten]: { checked: ["forgotten"] } };

it("R36: ticked, the form says at once who must agree and what the person gets; all that was typed stays", async () => {
  const { edge, deps, sam, olivia, oliviaSender, openConfirm, click, petra, submit, clock } =
    await supportStory(db);
  await setRoles(deps, sam, { isSystemAdministrator: true, isPaymentsAdmin: true });
  const view = await openConfirm();
  expect([view.submit?.text, JSON.stringify(view).includes("must agree first")]).toEqual([
    "Reset MFA",
    false,
  ]);
  const values = confirmValues(deps, olivia, { ...ticked, [confirmIds.note]: "keep me" });
  await click(oliviaSender, shown(oliviaSender, view, values), { actionId: confirmIds.passwordForgotten });
  const after = viewIn(edge.api.last("views.update"));
  const drawn = JSON.stringify(after);
  expect(after.submit?.text).toBe("Ask for approval");
  for (const said of [
    "*Sam must agree first,*",
    "half of a setup code",
    '"initial_value":"keep me"',
    "initial_options",
  ])
    expect(drawn).toContain(said);
  const before = await mfaState(owner, petra.userId);
  clock.advance(30_000);
  const reply = await submit(oliviaSender, after, confirmValues(deps, olivia, ticked));
  expect(viewIn(reply.body).title.text).toBe("Waiting for approval");
  expect(await mfaState(owner, petra.userId)).toBe(before);
  expect((await requestOf(owner, petra.userId))?.["details"]).toMatchObject({ isPasswordForgotten: true });
});

it("R36: a form that was never drawn again needs the same yes: what was ticked decides", async () => {
  const { deps, sam, olivia, oliviaSender, openConfirm, petra, submit } = await supportStory(db);
  await setRoles(deps, sam, { isSystemAdministrator: true, isPaymentsAdmin: true });
  const reply = await submit(oliviaSender, await openConfirm(), confirmValues(deps, olivia, ticked));
  expect(viewIn(reply.body).title.text).toBe("Waiting for approval");
  expect(await requestOf(owner, petra.userId)).toMatchObject({ state: "pending" });
});

it("R41: support asks with it, and a form that stood open too long keeps the tick", async () => {
  const { openAsk, submit, samSender, petra, clock } = await supportStory(db);
  const view = await openAsk();
  clock.advance(11 * minute);
  const renewed = viewIn((await submit(samSender, view, askValues(ticked))).body);
  expect(JSON.stringify(renewed)).toContain("initial_options");
  const waiting = viewIn((await submit(samSender, renewed, askValues(ticked))).body);
  expect(JSON.stringify(waiting)).toContain("It has half of a code; I'll read you the other half");
  const request = await requestOf(owner, petra.userId);
  expect(request).toMatchObject({ is_ask: true, details: { isPasswordForgotten: true } });
});

it("a form from before there was this choice is sent as it is", async () => {
  const { openAsk, submit, samSender, petra } = await supportStory(db);
  const view = await openAsk();
  const blocks = view.blocks.filter((block) => block.block_id !== askIds.passwordForgotten);
  await submit(samSender, { ...view, blocks }, askValues());
  expect((await requestOf(owner, petra.userId))?.["details"]).not.toHaveProperty("isPasswordForgotten");
});

it("R45: where nobody else can agree it is done, and the one who did it is led to the half; Slack never shows it", async () => {
  const { deps, edge, olivia, oliviaSender, openConfirm, petra, submit } = await supportStory(db);
  const reply = await submit(oliviaSender, await openConfirm(), confirmValues(deps, olivia, ticked));
  const done = viewIn(reply.body);
  const [reset] = await owner`select id, half_box from resets where subject_id = ${petra.userId}`;
  expect(reset?.["half_box"]).toEqual(expect.any(String));
  const drawn = JSON.stringify(done);
  expect(drawn).toContain(`/payments/resets/${reset?.["id"]}/half`);
  expect(drawn).toContain("Show it in the portal");
  expect(drawn).not.toMatch(/\b[0-9A-HJKMNP-TV-Z]{5}\b(?!@)-/);
  expect(edge.api.calls.length).toBeGreaterThan(0);
});

it("a reset that waits offers a new code, and one for a password that is forgotten, too, which takes its place", async () => {
  const { deps, clock, edge, olivia, oliviaSender, openConfirm, petra, submit } = await supportStory(db);
  await submit(oliviaSender, await openConfirm(), confirmValues(deps, olivia));
  clock.advance(30_000);
  const renew = await openConfirm();
  expect(renew.callback_id).toBe(renewIds.callbackId);
  expect(JSON.stringify(renew)).toContain("Password forgotten too");
  await edge.send(
    actionSent(oliviaSender, { actionId: renewIds.forgotten, view: shown(oliviaSender, renew) }),
  );
  const form = viewIn(edge.api.last("views.update"));
  expect(form.callback_id).toBe(confirmIds.callbackId);
  expect(JSON.stringify(form)).toContain("initial_options");
  await submit(oliviaSender, form, confirmValues(deps, olivia, ticked));
  const rows = await owner`
    select outcome, is_password_forgotten from resets where subject_id = ${petra.userId} order by executed_at`;
  expect(rows).toEqual([
    { outcome: "lapsed", is_password_forgotten: false },
    { outcome: "open", is_password_forgotten: true },
  ]);
  clock.advance(30_000);
  const again = JSON.stringify(await openConfirm());
  expect(again).not.toContain("Password forgotten too");
  expect(again).toContain("new half to be read out");
});
