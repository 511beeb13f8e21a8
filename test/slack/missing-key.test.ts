import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { seal } from "../../src/crypto/secret-box.ts";
import { secretPlace } from "../../src/flows/check-code.ts";
import { testDatabase } from "../helpers/database.ts";
import { confirmValues, slackStory } from "./helpers/story.ts";

const { db, owner } = await testDatabase();

test("R09: in Slack a secret under a key that is gone fails that one form, with a reference, and changes nothing", async () => {
  const { deps, edge, olivia, oliviaSender, openConfirm, submit, command, logLines } = await slackStory(db);
  const [factor] = await owner`select id from factors where user_id = ${olivia.userId}`;
  const id = String(factor?.["id"]);
  const lost = { current: "lost", keys: new Map([["lost", randomBytes(32)]]) };
  const box = seal(lost, secretPlace(id), olivia.secret);
  const view = await openConfirm();
  await owner`update factors set secret_box = ${box} where id = ${id}`;
  const reply = await submit(oliviaSender, view, confirmValues(deps, olivia));
  const said = JSON.stringify([reply.body, edge.api.calls.at(-1)]);
  const ref = /Something went wrong \(ref ([0-9a-f]{4})\)/.exec(said)?.[1];
  const faults = logLines.map((line) => JSON.parse(line)).filter(({ event }) => event === "slack_fault");
  expect(faults).toMatchObject([{ ref, err: { message: expect.stringContaining("key with id lost") } }]);
  expect(logLines.join()).not.toContain(box);
  expect(await owner`select 1 from resets`).toHaveLength(0);
  expect((await command(oliviaSender, "/payments-me")).body["text"]).toContain("Olivia Reyes");
});
