import { expect, it } from "vitest";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { colleague, manager } from "../helpers/manage.ts";
import { must } from "../helpers/people.ts";
import { slackStory } from "./helpers/story.ts";

const { db, owner } = await testDatabase();
const story = await slackStory(db);
const { edge, deps, clock, olivia, sam, oliviaSender, command } = story;
const { act } = manager(deps, clock);
const marcus = await story.join(colleague("Marcus"), "U0MARCUS01");
edge.knows(story.senderOf(marcus), { real_name: "Marcus" });
await setRoles(deps, marcus, { isSystemAdministrator: true });

const payments = async (sender = oliviaSender, text = "") => (await command(sender, "/payments", text)).body;

it("shows what waits for whom, the four things to do, and help", async () => {
  expect((await payments())["text"]).toContain("Nothing waits for you");
  must(await act(olivia, "raise", sam.userId));
  const forMarcus = await payments(story.senderOf(marcus));
  expect(forMarcus["text"]).toContain("1 request waits for you");
  expect(forMarcus["text"]).toContain("Olivia Reyes asks to make Sam Okafor a System Administrator");
  expect(JSON.stringify(forMarcus)).toContain('"request_review"');
  const forOlivia = await payments();
  expect(forOlivia["text"]).toContain("You asked for");
  expect(JSON.stringify(forOlivia)).toContain('"request_follow"');
  for (const id of ["start_reset", "start_grant", "start_invite", "show_admins"])
    expect(JSON.stringify(forOlivia)).toContain(`"${id}"`);
  expect(forOlivia["text"]).toContain("/payments-admins");
});

it("offers each person only what they may begin", async () => {
  const forSam = JSON.stringify(await payments(story.senderOf(sam)));
  expect(forSam).toContain("Ask for an MFA reset");
  for (const id of ["start_grant", "start_invite", "start_manage"]) expect(forSam).not.toContain(`"${id}"`);
  expect(JSON.stringify(await payments(oliviaSender, "open sesame"))).toContain('"start_grant"');
});

it("warns administrators before a lock-out and shows the way out of one; a member is not troubled", async () => {
  expect((await payments())["text"]).toContain("one lost phone away from a lock-out");
  expect((await payments(story.senderOf(sam)))["text"]).not.toContain("lock-out");
  await owner`update factors set state = 'suspended' where user_id = ${olivia.userId} and state = 'active'`;
  const out = await payments(story.senderOf(marcus));
  for (const said of [
    "No one can run payments",
    "Olivia: use your recovery code",
    "emergency access",
    "Under way",
  ])
    expect(out["text"]).toContain(said);
  expect(JSON.stringify(out)).toContain('"Choose person"');
  expect(JSON.stringify(out)).toContain('"Invite one"');
  await owner`update factors set state = 'active' where user_id = ${olivia.userId} and state = 'suspended'`;
});

it("R63: a name is text, never markup", async () => {
  await owner`update users set first_name = '<!channel> *Sam*' where id = ${sam.userId}`;
  const drawn = JSON.stringify(await payments(story.senderOf(marcus)));
  expect(drawn).not.toContain("<!channel>");
  expect(drawn).toContain("&lt;!channel&gt;");
});

it.each([
  ["help", "What you can do here"],
  ["open sesame", "Type it again, or choose"],
  ["123456", "That looks like a code"],
])("meets %j as every command does", async (text, said) => {
  for (const name of ["/payments", "/payments-admins"]) {
    const reply = await command(oliviaSender, name, text);
    expect(reply.body["text"]).toContain(said);
    if (text !== "help") expect(JSON.stringify(reply.body)).not.toContain(text);
  }
});
