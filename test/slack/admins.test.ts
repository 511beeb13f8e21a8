import { expect, it } from "vitest";
import { writePersonRef } from "../../src/domain/person-ref.ts";
import { adminsIds } from "../../src/slack/admins/modal.ts";
import { actIds } from "../../src/slack/people/act-modal.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { colleague } from "../helpers/manage.ts";
import { codeOf, petraDetails } from "../helpers/people.ts";
import { actionSent, shown } from "./helpers/payloads.ts";
import { viewIn } from "./helpers/slack-edge.ts";
import { slackStory } from "./helpers/story.ts";

const { db, owner } = await testDatabase();
const story = await slackStory(db);
const { edge, deps, clock, olivia, sam, oliviaSender, submit, command, companyId } = story;

const click = (actionId: string, value: string, view: Parameters<typeof shown>[1]) =>
  edge.send(actionSent(oliviaSender, { actionId, value, view: shown(oliviaSender, view) }));

async function openList(sender = oliviaSender) {
  await command(sender, "/payments-admins");
  return viewIn(edge.api.last("views.open"));
}

it("lists the Payments Admins; a company with one is told to have two", async () => {
  const list = JSON.stringify(await openList());
  for (const said of [
    "Olivia Reyes",
    "MFA set up",
    "one lost phone away from a lock-out",
    "Remove…",
    '"start_grant"',
  ])
    expect(list).toContain(said);
  const bySam = JSON.stringify(await openList(story.senderOf(sam)));
  expect(bySam).toContain("Olivia Reyes");
  for (const hidden of ["MFA set up", "Remove…", "lock-out", '"start_grant"'])
    expect(bySam).not.toContain(hidden);
});

it("R32: tells a payee the same whoever there is, and opens nothing", async () => {
  const pat = await story.join(
    { ...petraDetails, firstName: "Pat", email: "pat@payee.example" },
    "U0PAT00001",
  );
  edge.knows(story.senderOf(pat), { real_name: "Pat" });
  const opened = edge.api.calls.filter((call) => call.method === "views.open").length;
  const reply = await command(story.senderOf(pat), "/payments-admins");
  expect(reply.body["text"]).not.toContain("olivia@");
  expect(edge.api.calls.filter((call) => call.method === "views.open")).toHaveLength(opened);
});

it("removes one in the list's own place, and shows the list again", async () => {
  const nora = await story.join(colleague("Nora"), "U0NORA0001");
  await setRoles(deps, nora, { isSystemAdministrator: true, isPaymentsAdmin: true });
  const list = await openList();
  clock.advance(30_000);
  await click(adminsIds.remove, writePersonRef(companyId, nora.userId), list);
  const form = viewIn(edge.api.last("views.update"));
  expect(form.title.text).toBe("Remove Payments Admin");
  expect(JSON.stringify(form)).toContain("Back to the list");
  const wrong = await submit(oliviaSender, form, { [actIds.code]: "000000" });
  expect(JSON.stringify(wrong.body)).toContain("tries left");
  const done = await submit(oliviaSender, form, { [actIds.code]: codeOf(deps, olivia.secret) });
  const after = viewIn(done.body);
  expect(after.title.text).toBe("Payments Admins");
  expect(JSON.stringify(after)).toContain("Nora Okafor is no longer a Payments Admin");
  expect(after.blocks.filter((block) => block.type === "section" && "accessory" in block)).toHaveLength(1);
  const [grant] = await owner`select revoked_by from grants where user_id = ${nora.userId}`;
  expect(grant).toEqual({ revoked_by: olivia.userId });
});

it("R34: the last one is refused before a code is asked for", async () => {
  const list = await openList();
  await click(adminsIds.remove, writePersonRef(companyId, olivia.userId), list);
  expect(JSON.stringify(edge.api.last("views.push"))).toMatch(/last|only/i);
});

it("goes back from the form to the list, and through its pages", async () => {
  await click(actIds.list, "", await openList());
  expect(viewIn(edge.api.last("views.update")).title.text).toBe("Payments Admins");
  await click(adminsIds.next, "7", await openList());
  expect(JSON.stringify(edge.api.last("views.update"))).toContain("Olivia Reyes");
});
