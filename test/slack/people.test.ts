import { expect, it } from "vitest";
import { writePersonRef } from "../../src/domain/person-ref.ts";
import { actIds } from "../../src/slack/people/act-modal.ts";
import { manageIds, whoModal } from "../../src/slack/people/who-modal.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { colleague } from "../helpers/manage.ts";
import { codeOf, petraDetails, type TestPerson } from "../helpers/people.ts";
import { actionSent, optionsSent } from "./helpers/payloads.ts";
import { viewIn } from "./helpers/slack-edge.ts";
import { slackStory } from "./helpers/story.ts";

const { db, owner } = await testDatabase();
const story = await slackStory(db);
const { edge, deps, clock, olivia, sam, petra, oliviaSender, submit, openAct, companyId } = story;
const marcus = await story.join(colleague("Marcus"), "U0MARCUS01");
edge.knows(story.senderOf(marcus), { real_name: "Marcus" });
await setRoles(deps, marcus, { isSystemAdministrator: true, isPaymentsAdmin: true });

const code = () => ({ [actIds.code]: codeOf(deps, olivia.secret) });
const statusOf = async (person: TestPerson) =>
  (await owner`select status from users where id = ${person.userId}`)[0]?.["status"];
const choose = (ref: string) => ({ [manageIds.person]: { option: ref } });

it("finds a person by the beginning of a name, and shows what this viewer may do", async () => {
  await edge.send(actionSent(oliviaSender, { actionId: "start_manage", responseUrl: edge.api.responseUrl }));
  expect(viewIn(edge.api.last("views.open")).title.text).toBe("Manage someone");
  const found = await edge.send(optionsSent(oliviaSender, manageIds.person));
  const [option] = found.body["options"] as { text: { text: string }; value: string }[];
  expect(option?.text.text).toBe("Petra Alvarez · petra@alvarezdrywall.example");
  const reply = await submit(oliviaSender, whoModal(), choose(option?.value ?? ""));
  expect(reply.body["response_action"]).toBe("push");
  const card = JSON.stringify(viewIn(reply.body));
  expect(card).toContain("Deactivate…");
  expect(card).toContain("Correct email…");
  expect(card).not.toContain("Raise to System Admin");
});

it("shows a member who a person is, without a button", async () => {
  const ref = writePersonRef(companyId, petra.userId);
  const reply = await submit(story.senderOf(sam), whoModal(), choose(ref));
  expect(JSON.stringify(reply.body)).toContain("There is nothing for you to do here");
  expect(JSON.stringify(reply.body)).not.toContain('"type":"button"');
});

it("R32: a payee gets an empty list, and the same words for known and unknown people", async () => {
  const pat = await story.join(
    { ...petraDetails, firstName: "Pat", email: "pat@payee.example" },
    "U0PAT00001",
  );
  const sender = story.senderOf(pat);
  edge.knows(sender, { real_name: "Pat" });
  expect((await edge.send(optionsSent(sender, manageIds.person))).body["options"]).toEqual([]);
  const refs = [petra.userId, "0000000000000000"].map((id) => writePersonRef(companyId, id));
  const [known, unknown] = await Promise.all(refs.map((ref) => submit(sender, whoModal(), choose(ref))));
  expect(known?.body["errors"]).toBeDefined();
  expect(known?.body).toEqual(unknown?.body);
});

it("A08: another company's reference, a forged one and none name nobody", async () => {
  for (const ref of [
    "other00000.0123456789abcdef",
    `${companyId}.x`,
    `${companyId}.${petra.userId}.a.b`,
    "",
  ]) {
    const reply = await submit(oliviaSender, whoModal(), choose(ref));
    expect(reply.body["errors"]).toEqual({ [manageIds.person]: "Choose a person from the list." });
  }
});

it("R53: deactivates with an own code, and brings back as invited", async () => {
  const lia = await story.join(colleague("Lia"), "U0LIA00001");
  const form = await openAct("deactivate", lia);
  expect(JSON.stringify(form)).toContain("signed out everywhere at once");
  const wrong = await submit(oliviaSender, form, { [actIds.code]: "000000" });
  expect(wrong.body["errors"]).toEqual({ [actIds.code]: "That code isn't right. 4 tries left." });
  expect(await statusOf(lia)).toBe("active");
  const done = await submit(oliviaSender, form, code());
  expect(viewIn(done.body).title.text).toBe("Account deactivated");
  expect(await statusOf(lia)).toBe("deactivated");
  const twice = await submit(oliviaSender, form, code());
  expect(JSON.stringify(twice.body)).toMatch(/already|no longer valid|sent once/);
  const back = await submit(oliviaSender, await openAct("reactivate", lia), code());
  expect(viewIn(back.body).title.text).toBe("Invitation sent");
  expect(await statusOf(lia)).toBe("invited");
});

it("raising waits for a colleague, with the door to the request; a second try is that door", async () => {
  const form = await openAct("raise", sam);
  expect(form.submit?.text).toBe("Ask for approval");
  const done = await submit(oliviaSender, form, code());
  expect(viewIn(done.body).title.text).toBe("Waiting for approval");
  expect(JSON.stringify(done.body)).toContain("Asked Marcus");
  clock.advance(30_000);
  const value = writePersonRef(companyId, sam.userId);
  await edge.send(
    actionSent(oliviaSender, { actionId: "person_raise", value, responseUrl: edge.api.responseUrl }),
  );
  expect(JSON.stringify(edge.api.responses.at(-1))).toContain('"request_follow"');
});

it("corrects an email: what is wrong with the address stands at its field and costs no code", async () => {
  const form = await openAct("email", petra);
  const known = await submit(oliviaSender, form, { ...code(), [actIds.email]: sam.email });
  expect(Object.keys(known.body["errors"] as object)).toEqual([actIds.email]);
  const none = await submit(oliviaSender, form, { ...code(), [actIds.email]: "petra" });
  expect(JSON.stringify(none.body)).toContain("not an email address");
  const done = await submit(oliviaSender, form, { ...code(), [actIds.email]: "petra@drywall.example" });
  expect(viewIn(done.body).title.text).toBe("Waiting for approval");
});

it("draws a form that stood open too long again, with all that was typed but the code", async () => {
  const form = await openAct("email", await story.join({ ...petraDetails, email: "rita@roofs.example" }));
  clock.advance(11 * minute);
  const reply = await submit(oliviaSender, form, { ...code(), [actIds.email]: "rita@ritas.example" });
  expect(reply.body["response_action"]).toBe("update");
  expect(JSON.stringify(reply.body)).toContain('"initial_value":"rita@ritas.example"');
  const done = await submit(oliviaSender, viewIn(reply.body), {
    ...code(),
    [actIds.email]: "rita@ritas.example",
  });
  expect(viewIn(done.body).title.text).toBe("Waiting for approval");
});
