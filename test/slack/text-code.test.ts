import { expect, it } from "vitest";
import { confirmIds } from "../../src/slack/reset-mfa/confirm-modal.ts";
import { textCodeIds } from "../../src/slack/text-code/offer.ts";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { givePhone, textedCode } from "../helpers/texts.ts";
import { actionSent } from "./helpers/payloads.ts";
import { viewIn } from "./helpers/slack-edge.ts";
import { confirmValues, slackStory } from "./helpers/story.ts";

const { db } = await testDatabase();

it("R16 R37: a code is texted for the form in hand, which stays, and serves that form", async () => {
  const { openConfirm, submit, edge, deps, olivia, oliviaSender, companyId } = await slackStory(db);
  deps.smsCountries = ["US"];
  const plainForm = await openConfirm();
  expect(JSON.stringify(plainForm)).not.toContain(textCodeIds.button);
  await givePhone(deps, { companyId, userId: olivia.userId });
  const form = await openConfirm();
  const ids = (view: typeof form) => view.blocks.map((block) => block.block_id);
  expect(ids(form)[ids(form).indexOf(confirmIds.code) + 1]).toBe(textCodeIds.block);
  expect(JSON.stringify(form)).toContain("From your own authenticator app, or by text.");
  const view = { ...form, id: "V1", state: { values: {} } };
  await edge.send(actionSent(oliviaSender, { actionId: textCodeIds.button, view }));
  const told = viewIn(edge.api.last("views.update"));
  expect(JSON.stringify(told)).toContain("Texted to the number ending in 44");
  expect(ids(told)).toEqual(ids(form));
  expect(told.private_metadata).toBe(form.private_metadata);
  await edge.send(actionSent(oliviaSender, { actionId: textCodeIds.button, view }));
  expect(JSON.stringify(edge.api.last("views.update"))).toContain("You can text it again in 30 seconds");
  expect((await messageKinds(deps, companyId)).filter((one) => one === "sms_code_text")).toHaveLength(1);
  const code = await textedCode(deps, companyId);
  const done = await submit(oliviaSender, told, confirmValues(deps, olivia, { code }));
  expect(viewIn(done.body).title.text).toBe("Reset done");
});
