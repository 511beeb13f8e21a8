import { expect, it } from "vitest";
import { confirmIds } from "../../src/slack/reset-mfa/confirm-modal.ts";
import { renewIds } from "../../src/slack/reset-mfa/renew-modal.ts";
import { whoIds, whoModal } from "../../src/slack/reset-mfa/who-modal.ts";
import { mfaState } from "../helpers/audit.ts";
import { hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { acme, codeOf, petraDetails } from "../helpers/people.ts";
import { actionSent, type Values } from "./helpers/payloads.ts";
import { viewIn } from "./helpers/slack-edge.ts";
import { confirmValues, slackStory, whoValues } from "./helpers/story.ts";

const { db, owner } = await testDatabase();

const resetsOf = async (userId: string) =>
  Number((await owner`select count(*)::int as n from resets where subject_id = ${userId}`)[0]?.["n"]);

it("resets a payee in two submissions: who, then confirm with the own code", async () => {
  const { submit, command, edge, oliviaSender, petra, olivia, deps, companyId } = await slackStory(db);
  expect((await command(oliviaSender, "/payments-reset-mfa")).text).toBe("");
  expect(viewIn(edge.api.last("views.open"))).toEqual(whoModal());
  const who = await submit(oliviaSender, whoModal(), whoValues(petra.email));
  expect(who.body["response_action"]).toBe("push");
  const confirm = viewIn(who.body);
  expect(JSON.stringify(confirm)).toContain("Petra Alvarez");
  expect(confirm.close?.text).toBe("Back");
  const done = await submit(oliviaSender, confirm, confirmValues(deps, olivia));
  expect(done.body["response_action"]).toBe("update");
  expect(viewIn(done.body).title.text).toBe("Reset done");
  expect(viewIn(done.body).clear_on_close).toBe(true);
  expect(JSON.stringify(done.body)).toContain("Setup code emailed to petra@alvarezdrywall.example");
  expect(await messageKinds(deps, companyId)).toContain("setup_code_mail");
  const [row] =
    await owner`select reason, verified_how, attestation, note from resets where subject_id = ${petra.userId}`;
  expect(row).toEqual({
    reason: "lost_phone",
    verified_how: "called",
    attestation:
      "I called them (At a number we already had, not one they gave me). By choosing Reset MFA you confirm that you verified this person. Your name is recorded.",
    note: "Ticket 8841",
  });
});

it("opens the confirm view at once for a typed address, however Slack formats it", async () => {
  const { openConfirm, petra } = await slackStory(db);
  for (const text of [
    petra.email,
    `  ${petra.email.toUpperCase()} `,
    `<mailto:${petra.email}|${petra.email}>`,
  ]) {
    const view = await openConfirm(text);
    expect([view.callback_id, view.close?.text]).toEqual([confirmIds.callbackId, "Cancel"]);
  }
});

it("R37: a view carries only company and challenge, and the code goes for whom the challenge was bound to", async () => {
  const { openConfirm, companyId, petra } = await slackStory(db);
  const view = await openConfirm();
  expect(view.private_metadata).toMatch(new RegExp(`^${companyId}\\.[0-9a-z]{16}$`));
  expect(view.private_metadata).not.toContain(petra.userId);
});

it("A12: a form sent twice, at once and again later, resets once", async () => {
  const { openConfirm, submit, oliviaSender, olivia, petra, deps, clock } = await slackStory(db);
  const view = await openConfirm();
  const values = confirmValues(deps, olivia);
  const replies = await Promise.all([1, 2, 3].map(() => submit(oliviaSender, view, values)));
  const dones = replies.filter((reply) => JSON.stringify(reply.body).includes("Reset done"));
  expect(dones).toHaveLength(1);
  clock.advance(30_000);
  const stale = await submit(oliviaSender, view, confirmValues(deps, olivia));
  expect(JSON.stringify(stale.body)).not.toContain("Reset done");
  expect(await resetsOf(petra.userId)).toBe(1);
});

it("says a wrong code beside its field, which keeps what was typed, and counts it", async () => {
  const { openConfirm, submit, oliviaSender, olivia, petra, deps } = await slackStory(db);
  const before = await mfaState(owner, petra.userId);
  const view = await openConfirm();
  const wrong = codeOf({ now: () => new Date(deps.now().getTime() + 9 * hour) }, olivia.secret);
  const reply = await submit(oliviaSender, view, confirmValues(deps, olivia, { code: wrong }));
  expect(reply.body).toEqual({
    response_action: "errors",
    errors: { [confirmIds.code]: "That code isn't right. 4 tries left." },
  });
  expect(await mfaState(owner, petra.userId)).toBe(before);
});

it("redraws an expired form with a new challenge, a sentence and all that was typed but the code", async () => {
  const { openConfirm, submit, oliviaSender, olivia, petra, deps, clock } = await slackStory(db);
  const view = await openConfirm();
  clock.advance(11 * minute);
  const values = confirmValues(deps, olivia, { note: "keep me" });
  const reply = await submit(oliviaSender, view, values);
  expect(reply.body["response_action"]).toBe("update");
  const again = viewIn(reply.body);
  expect(again.private_metadata).not.toBe(view.private_metadata);
  const text = JSON.stringify(again);
  expect(text).toContain("open too long");
  expect(text).toContain('"initial_value":"keep me"');
  expect(text).toContain('"initial_option"');
  expect(text).not.toContain(String(values[confirmIds.code]));
  clock.advance(minute);
  const done = await submit(oliviaSender, again, confirmValues(deps, olivia));
  expect(viewIn(done.body).title.text).toBe("Reset done");
  expect(await resetsOf(petra.userId)).toBe(1);
});

it("A08: a form whose metadata names another company, or nothing, does nothing", async () => {
  const { openConfirm, submit, oliviaSender, olivia, petra, deps } = await slackStory(db);
  const other = testDeps(db);
  const elsewhere = await acme(other.deps, other.clock, { name: "Beta" });
  const view = await openConfirm();
  const challengeId = view.private_metadata?.split(".")[1];
  for (const metadata of [
    `${elsewhere.companyId}.${challengeId}`,
    "",
    "x",
    `${view.private_metadata}.more`,
  ]) {
    const forged = { ...view, private_metadata: metadata };
    const reply = await submit(oliviaSender, forged, confirmValues(deps, olivia));
    expect(JSON.stringify(reply.body)).toContain("no longer valid");
  }
  expect(await resetsOf(petra.userId)).toBe(0);
});

it.each<[string, Values, string]>([
  ["no reason", { [confirmIds.reason]: "" }, confirmIds.reason],
  ["a reason that is not offered", { [confirmIds.reason]: { option: "boredom" } }, confirmIds.reason],
  ["no verification", { [confirmIds.verifiedHow]: "" }, confirmIds.verifiedHow],
  ["no code", { [confirmIds.code]: "  " }, confirmIds.code],
  ["a note that is too long", { [confirmIds.note]: "n".repeat(501) }, confirmIds.note],
])("R38: a form with %s is refused at that field on the server too", async (_, values, blockId) => {
  const { openConfirm, submit, oliviaSender, olivia, petra, deps } = await slackStory(db);
  const reply = await submit(oliviaSender, await openConfirm(), confirmValues(deps, olivia, values));
  expect(Object.keys(reply.body["errors"] ?? {})).toEqual([blockId]);
  expect(await resetsOf(petra.userId)).toBe(0);
});

it("offers a new code where a reset is open already", async () => {
  const { openConfirm, submit, oliviaSender, olivia, petra, deps, clock } = await slackStory(db);
  await submit(oliviaSender, await openConfirm(), confirmValues(deps, olivia));
  clock.advance(minute);
  const renew = await openConfirm();
  expect(renew.callback_id).toBe(renewIds.callbackId);
  expect(JSON.stringify(renew)).toContain("was reset already");
  const reply = await submit(oliviaSender, renew, { [renewIds.code]: codeOf(deps, olivia.secret) });
  expect(viewIn(reply.body).title.text).toBe("New code sent");
  expect(await resetsOf(petra.userId)).toBe(1);
});

it("redraws an expired renewal", async () => {
  const { openConfirm, submit, oliviaSender, olivia, deps, clock } = await slackStory(db);
  await submit(oliviaSender, await openConfirm(), confirmValues(deps, olivia));
  clock.advance(minute);
  const renew = await openConfirm();
  clock.advance(11 * minute);
  const reply = await submit(oliviaSender, renew, { [renewIds.code]: codeOf(deps, olivia.secret) });
  expect(viewIn(reply.body).callback_id).toBe(renewIds.callbackId);
  expect(viewIn(reply.body).private_metadata).not.toBe(renew.private_metadata);
});

it.each([
  ["petra@alvarezdrywal.example", "Did you mean petra@alvarezdrywall.example?"],
  ["nobody@nowhere.example", "No one at Acme Builders signs in with this address."],
  ["olivia@acmebuilders.example", "That's you. Ask another Payments Admin."],
])("says about %s what to do next, at the field and to the command", async (email, sentence) => {
  const { command, submit, oliviaSender, edge } = await slackStory(db);
  const typed = await command(oliviaSender, "/payments-reset-mfa", email);
  expect(typed.body["response_type"]).toBe("ephemeral");
  expect(typed.body["text"]).toContain(sentence);
  const reply = await submit(oliviaSender, whoModal(), whoValues(email));
  expect(JSON.stringify(reply.body["errors"])).toContain(sentence);
  expect(edge.api.calls.map((call) => call.method)).not.toContain("views.open");
});

it("says what is wrong with an address at its field", async () => {
  const { submit, oliviaSender } = await slackStory(db);
  for (const typed of ["petra", "petra@", "", "a@b.c d@e.f"]) {
    const reply = await submit(oliviaSender, whoModal(), whoValues(typed));
    expect(Object.keys(reply.body["errors"] ?? {})).toEqual([whoIds.email]);
  }
});

it("finds nobody of another company", async () => {
  const { command, oliviaSender } = await slackStory(db);
  const other = testDeps(db);
  const beta = await acme(other.deps, other.clock, { name: "Beta" });
  await beta.join({ ...petraDetails, email: "only@beta.example" });
  const reply = await command(oliviaSender, "/payments-reset-mfa", "only@beta.example");
  expect(reply.body["text"]).toContain("No one at Acme Builders");
});

it("R32: a payee gets one answer for known and unknown people", async () => {
  const { join, edge, command, submit, senderOf, petra } = await slackStory(db);
  const pat = await join({ ...petraDetails, firstName: "Pat", email: "pat@patco.example" }, "U0PAT00001");
  edge.knows(senderOf(pat), { real_name: "Pat" });
  const known = await command(senderOf(pat), "/payments-reset-mfa", petra.email);
  const unknown = await command(senderOf(pat), "/payments-reset-mfa", "nobody@nowhere.example");
  expect(known.body["text"]).toContain("This is for the company's own team.");
  expect(unknown.body).toEqual(known.body);
  expect((await command(senderOf(pat), "/payments-reset-mfa")).body["text"]).toContain("own team");
  const reply = await submit(senderOf(pat), whoModal(), whoValues(petra.email));
  expect(JSON.stringify(reply.body["errors"])).toContain("This is for the company's own team.");
  expect(edge.api.calls.map((call) => call.method)).not.toContain("views.open");
});

it("opens the who view from the button, by the click's own trigger", async () => {
  const { edge, oliviaSender } = await slackStory(db);
  await edge.send(actionSent(oliviaSender, { actionId: "start_reset", responseUrl: edge.api.responseUrl }));
  expect(viewIn(edge.api.last("views.open")).callback_id).toBe(whoIds.callbackId);
  expect(edge.api.last("views.open")["trigger_id"]).toMatch(/^1\.2\./);
});

it("R63: what people are called never becomes markup or a link", async () => {
  const { clock, join, openConfirm } = await slackStory(db);
  const nasty = "<!channel> & <https://evil.example|Petra>";
  const person = await join({
    ...petraDetails,
    firstName: nasty,
    organisation: nasty,
    email: "n@evil.example",
  });
  clock.advance(minute);
  const view = await openConfirm(person.email);
  const texts = view.blocks.flatMap((block) => mrkdwnIn(block));
  expect(texts.join("\n")).toContain("&lt;!channel&gt; &amp; &lt;https://evil.example|Petra&gt;");
  expect(texts.join("\n")).not.toMatch(/<!channel|<https/);
  expect(JSON.stringify(view.blocks).match(/"type":"mrkdwn"/g)).toHaveLength(
    JSON.stringify(view.blocks).match(/"verbatim":true/g)?.length ?? 0,
  );
});

function mrkdwnIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const record = value as Record<string, unknown>;
  const own = record["type"] === "mrkdwn" ? [String(record["text"])] : [];
  return [...own, ...Object.values(record).flatMap(mrkdwnIn)];
}

it("R64: no code, note, address or view stands in any log line", async () => {
  const { openConfirm, submit, oliviaSender, olivia, petra, deps, logLines } = await slackStory(db);
  const values = confirmValues(deps, olivia, { note: "secret-note-77" });
  const view = await openConfirm();
  await submit(oliviaSender, view, { ...values, code: "111111" });
  await submit(oliviaSender, view, values);
  const lines = logLines.join("\n");
  for (const secret of [
    "secret-note-77",
    "111111",
    String(values[confirmIds.code]),
    petra.email,
    "private_metadata",
  ]) {
    expect(lines).not.toContain(secret);
  }
});
