import { beforeEach, describe, expect, test } from "vitest";
import { auditKinds } from "../helpers/audit.ts";
import { setChannel } from "../helpers/channel.ts";
import { day, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { formOf, textOf } from "./browser.ts";
import { challengeOn, office, problemOn, typedOn } from "./office.ts";

const database = await testDatabase();
const { owner } = database;
const at = await office(database);
beforeEach(at.anew);

const stateOf = async (id: string) =>
  (await owner`select state, deny_reason from requests where id = ${id}`)[0];
const roleOf = async (userId: string) =>
  (await owner`select role from users where id = ${userId}`)[0]?.["role"];

/** Marcus asks to raise Nora; where it stands. */
async function raise() {
  const page = await at.fillIn(at.tabs.marcus, at.marcus, { path: `/team/${at.nora.userId}/raise` });
  const path = page.path ?? "";
  return { path, id: path.split("/").at(-1) ?? "" };
}

describe("the list", () => {
  test("shows what waits for me, and what I asked for; nobody else's", async () => {
    const { path } = await raise();
    const [olivia, marcus, sam] = await Promise.all(
      [at.tabs.olivia, at.tabs.marcus, at.tabs.sam].map((tab) => tab.get("/payments/approvals")),
    );
    expect(olivia?.html).toContain(`${path}/approve`);
    expect(marcus?.html).not.toContain(`${path}/approve`);
    expect(marcus?.html).toContain(path);
    expect(textOf(sam ?? { html: "" })).toContain("Nothing waits for you.");
    expect(sam?.html).not.toContain(path);
  });
});

describe("a decision", () => {
  test("Approve names person and act, takes the own code, does it, and draws the thread in Slack again", async () => {
    await setChannel(owner, at);
    const { path, id } = await raise();
    const form = textOf(await at.tabs.olivia.get(`${path}/approve`));
    expect(form).toContain("Marcus Bell asks to make Nora Kim a System Administrator.");
    const done = await at.fillIn(at.tabs.olivia, at.olivia, { path: `${path}/approve` });
    expect([done.path, textOf(done)]).toEqual([path, expect.stringContaining("Approved by Olivia Reyes")]);
    expect(await stateOf(id)).toMatchObject({ state: "executed" });
    expect(await roleOf(at.nora.userId)).toBe("system_administrator");
    const kinds = await messageKinds(at.deps, at.companyId);
    for (const kind of ["request_redraw", "request_thread", "request_notice"]) expect(kinds).toContain(kind);
  });

  test("a wrong code is said at its field and decides nothing; so is a code of somebody else's form", async () => {
    const { path, id } = await raise();
    const wrong = await at.fillIn(at.tabs.olivia, at.olivia, { path: `${path}/approve`, code: "000000" });
    expect([wrong.status, problemOn(wrong, "code")]).toEqual([422, "That code isn't right. 4 tries left."]);
    const missing = await at.fillIn(at.tabs.olivia, at.olivia, { path: `${path}/approve`, code: "" });
    expect(problemOn(missing, "code")).toBe("Type your 6-digit code.");
    await setRoles(at.deps, at.sam, { isSystemAdministrator: true });
    const challenge = challengeOn(await at.tabs.olivia.get(`${path}/approve`));
    await at.tabs.sam.post(`${path}/approve`, { challenge, code: at.nextCode(at.sam.secret) });
    expect(await stateOf(id)).toMatchObject({ state: "pending" });
  });

  test("A05 A06: requester, subject, members and payees approve and deny nothing; to whoever has no part in it there is none", async () => {
    await setRoles(at.deps, at.sam, { isSystemAdministrator: true });
    const { path, id } = await raise();
    for (const [tab, text] of [
      [at.tabs.marcus, "You asked for this yourself"],
      [at.tabs.nora, "This is about you"],
      [at.tabs.petra, "can decide this"],
    ] as const) {
      for (const act of ["approve", "deny", "ask"]) {
        const page = await tab.get(`${path}/${act}`);
        expect([page.status, textOf(page)]).toEqual([403, expect.stringContaining(text)]);
      }
      const denied = await tab.post(`${path}/deny`, { reason: "unneeded" });
      expect(denied.status).toBe(403);
    }
    const [petra, nobody] = [
      await at.tabs.petra.get(path),
      await at.tabs.petra.get("/payments/approvals/0000000000000000"),
    ];
    expect([petra.status, textOf(petra)]).toEqual([404, textOf(nobody)]);
    expect(await stateOf(id)).toMatchObject({ state: "pending" });
  });

  test("A01 A12: sent twenty times at once and again later it is done once", async () => {
    const { path } = await raise();
    const before = await raised();
    const challenge = challengeOn(await at.tabs.olivia.get(`${path}/approve`));
    const sent = formOf({ challenge, code: at.nextCode(at.olivia.secret) });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => at.tabs.olivia.raw(`${path}/approve`, sent)),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    const late = await at.tabs.olivia.post(`${path}/approve`, {
      challenge,
      code: at.nextCode(at.olivia.secret),
    });
    expect([late.status, textOf(late)]).toEqual([422, expect.stringContaining("already approved this")]);
    expect((await raised()) - before).toBe(1);
  });

  test("B15: Deny needs a reason and no code; whoever asked is told it, and A04: nothing approves it any more", async () => {
    const { path, id } = await raise();
    const silent = await at.tabs.olivia.post(`${path}/deny`, { reason: "other", more: " " });
    expect([silent.status, problemOn(silent, "more")]).toEqual([
      422,
      "Say why in a few words: whoever asked needs to know.",
    ]);
    expect(typedOn(silent)["reason"]).toBe("other");
    const done = await at.tabs.olivia.post(`${path}/deny`, { reason: "unneeded", more: "we are enough" });
    expect(textOf(done)).toContain("Marcus is told, with your reason.");
    expect(await stateOf(id)).toEqual({ state: "denied", deny_reason: "not needed (we are enough)" });
    const after = await at.tabs.olivia.get(`${path}/approve`);
    expect([after.status, textOf(after)]).toEqual([422, expect.stringContaining("Olivia Reyes denied this")]);
    expect(textOf(await at.tabs.marcus.get(path))).toContain("Ask again");
  });

  test("a question and its answer stand in the history of both, and go out", async () => {
    const { path } = await raise();
    const empty = await at.tabs.olivia.post(`${path}/ask`, { text: "" });
    expect([empty.status, problemOn(empty, "text")]).toEqual([422, "Type something first."]);
    await at.tabs.olivia.post(`${path}/ask`, { text: "For August *only*?" });
    expect(textOf(await at.tabs.marcus.get(path))).toContain("Answer Olivia Reyes");
    const form = await at.tabs.marcus.get(`${path}/answer`);
    expect(textOf(form)).toContain("For August *only*?");
    await at.tabs.marcus.post(`${path}/answer`, { text: "Yes." });
    const seen = textOf(await at.tabs.olivia.get(path));
    expect(seen).toContain("asked back : For August *only*?".replace(" :", ":"));
    expect(seen).toContain("answered: Yes.");
    expect((await at.tabs.olivia.get(`${path}/answer`)).status).toBe(403);
  });
});

describe("the requester", () => {
  test("reminds every ten minutes, cancels after being asked once more, and nobody else does", async () => {
    const { path, id } = await raise();
    const soon = await at.tabs.marcus.post(`${path}/remind`);
    expect([soon.status, textOf(soon)]).toEqual([429, expect.stringContaining("less than 10 minutes ago")]);
    at.clock.advance(11 * minute);
    expect(textOf(await at.tabs.marcus.post(`${path}/remind`))).toContain("Reminded.");
    expect((await at.tabs.olivia.post(`${path}/cancel`)).status).toBe(403);
    expect(textOf(await at.tabs.marcus.get(`${path}/cancel`))).toContain("Cancel this request?");
    const done = await at.tabs.marcus.post(`${path}/cancel`);
    expect(textOf(done)).toContain("Your request is cancelled.");
    expect(await stateOf(id)).toMatchObject({ state: "cancelled" });
  });

  test("proceeds without approval with the own code, once the wait is over and not before (R36)", async () => {
    const { path, id } = await raise();
    const early = await at.tabs.marcus.get(`${path}/proceed`);
    expect(textOf(early)).toContain("This needs 1 more approval.");
    at.clock.advance(day + minute);
    const marcus = await at.signedIn(at.marcus);
    expect(textOf(await marcus.get(path))).toContain("Proceed without approval");
    const done = await at.fillIn(marcus, at.marcus, { path: `${path}/proceed` });
    expect(textOf(done)).toContain("Done without approval by Marcus Bell");
    expect(await stateOf(id)).toMatchObject({ state: "executed" });
    const [row] = await owner`select is_break_glass from requests where id = ${id}`;
    expect(row?.["is_break_glass"]).toBe(true);
  });
});

const raised = async () =>
  (await auditKinds(owner, at.companyId)).filter((kind) => kind === "system_administrator_raised").length;
