import { expect, it } from "vitest";
import { startResetId } from "../../src/slack/help.ts";
import { testDatabase } from "../helpers/database.ts";
import { actionSent } from "./helpers/payloads.ts";
import { viewIn } from "./helpers/slack-edge.ts";
import { slackStory } from "./helpers/story.ts";

const { db } = await testDatabase();

it("a mistyped address is one click from the right one, or from being typed again", async () => {
  const { command, oliviaSender, edge } = await slackStory(db);
  const near = await command(oliviaSender, "/payments-reset-mfa", "petra@alvarezdrywal.example");
  expect(JSON.stringify(near.body)).toContain("Yes, Petra Alvarez");
  const value = "petra@alvarezdrywall.example";
  await edge.send(actionSent(oliviaSender, { actionId: startResetId, value }));
  expect(viewIn(edge.api.last("views.open")).title.text).toBe("Confirm MFA reset");
  const none = await command(oliviaSender, "/payments-reset-mfa", "nobody@nowhere.example");
  expect(JSON.stringify(none.body)).toContain("Try again");
  await edge.send(actionSent(oliviaSender, { actionId: startResetId }));
  expect(viewIn(edge.api.last("views.open")).title.text).toBe("Reset MFA");
});
