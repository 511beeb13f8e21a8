import { expect, test } from "vitest";
import { startResetForId, writePersonRef } from "../../src/domain/person-ref.ts";
import { openHelpCall } from "../../src/flows/open-help-call.ts";
import { testDatabase } from "../helpers/database.ts";
import { must } from "../helpers/people.ts";
import { halfSignedIn } from "../helpers/reset-story.ts";
import { actionSent } from "./helpers/payloads.ts";
import { viewIn } from "./helpers/slack-edge.ts";
import { slackStory } from "./helpers/story.ts";

const { db } = await testDatabase();

async function called() {
  const at = await slackStory(db);
  const { session } = await halfSignedIn(at.deps, at.petra);
  const { number } = must(await openHelpCall(at.deps, session));
  const press = (
    sender: Parameters<typeof actionSent>[0],
    value = writePersonRef(at.companyId, at.petra.userId),
  ) => at.edge.send(actionSent(sender, { actionId: startResetForId, value }));
  const opened = () => JSON.stringify(viewIn(at.edge.api.last("views.open")));
  return { ...at, number, press, opened };
}

test("Start reset opens the form that fits whoever presses, with the number on its card", async () => {
  const { number, press, opened, oliviaSender, senderOf, sam, petra } = await called();
  const help = `*Help number ${number}:* the caller must read it to you. It adds to a call, never replaces it.`;
  await press(oliviaSender);
  expect(opened()).toContain("Confirm MFA reset");
  expect(opened()).toContain(petra.email);
  expect(opened()).toContain(help);
  await press(senderOf(sam));
  expect(opened()).toContain("Ask for an MFA reset");
  expect(opened()).toContain(help);
});

test("A08: a button of another company, or with no person in it, shows nobody and no number", async () => {
  const { press, opened, oliviaSender, petra, number } = await called();
  for (const value of [`othercompa.${petra.userId}`, "x", ""]) {
    await press(oliviaSender, value);
    expect(opened()).toContain("No one at");
    expect(opened()).not.toContain(petra.email);
    expect(opened()).not.toContain(number);
  }
});
