import { describe, expect, it } from "vitest";
import { claimLink } from "../../src/flows/claim-link.ts";
import { numberIds, numberModal } from "../../src/slack/me/modal.ts";
import { auditKinds } from "../helpers/audit.ts";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { must } from "../helpers/people.ts";
import { signedIn } from "../helpers/reset-story.ts";
import { until } from "../helpers/until.ts";
import { lifecycleStory } from "./helpers/lifecycle.ts";
import { confirmValues } from "./helpers/story.ts";

const { db, owner } = await testDatabase();
/** A company of its own for each test. */
const told = (options?: Parameters<typeof lifecycleStory>[1]) => lifecycleStory({ db, owner }, options);

describe("a person who is deactivated in Slack", () => {
  it("is suspended at once, and told by mail", async () => {
    const { changed, samSender, sam, linkState, settled, deps, companyId, audited } = await told();
    await changed(samSender, { deleted: true });
    await settled();
    expect(await linkState(sam.userId)).toBe("suspended");
    expect(await audited("slack_link_suspended")).toBe(1);
    expect(await messageKinds(deps, companyId)).toContain("link_suspended_mail");
  });

  it("is suspended when Slack says so at a click, without any event", async () => {
    const { edge, oliviaSender, olivia, petra, deps, openConfirm, submit, linkState } = await told();
    const view = await openConfirm();
    edge.knows(oliviaSender, { deleted: true });
    const reply = await submit(oliviaSender, view, confirmValues(deps, olivia));
    expect(JSON.stringify(reply.body)).toContain("This Slack account is deactivated");
    expect(await linkState(olivia.userId)).toBe("suspended");
    expect(await owner`select 1 from resets where subject_id = ${petra.userId}`).toHaveLength(0);
  });

  it("is suspended once, however often the event comes", async () => {
    const { changed, samSender, settled, audited, deps, companyId } = await told();
    await Promise.all(Array.from({ length: 8 }, () => changed(samSender, { deleted: true })));
    await settled();
    expect(await audited("slack_link_suspended")).toBe(1);
    const mails = (await messageKinds(deps, companyId)).filter((kind) => kind === "link_suspended_mail");
    expect(mails).toHaveLength(1);
  });

  it("is suspended even when events crowd", async () => {
    const { changed, samSender, oliviaSender, olivia, sam, linkState, settled } = await told({
      maxInFlight: 1,
    });
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const holding = owner.begin(async (sql) => {
      await sql`select 1 from users where id = ${sam.userId} for update`;
      await changed(samSender, { deleted: true });
      await changed(oliviaSender, { deleted: true });
      await released;
    });
    const isSuspended = async () => ((await linkState(olivia.userId)) === "suspended" ? true : undefined);
    await until("Olivia's link suspended beside Sam's, which waits", isSuspended);
    release();
    await holding;
    await settled();
    expect(await linkState(sam.userId)).toBe("suspended");
  });

  it("stays suspended when reactivated: nothing can be done but to link anew, which works", async () => {
    const { edge, changed, samSender, sam, me, settled, command, submit, deps, clock } = await told();
    await changed(samSender, { deleted: true });
    await changed(samSender, { deleted: false });
    await settled();
    const refused = await command(samSender, "/payments-reset-mfa", "petra@alvarezdrywall.example");
    expect(refused.body["text"]).toContain("Your Slack link is suspended");
    const offer = JSON.stringify((await command(samSender, "/payments-me")).body);
    expect(offer).toContain("Your Slack link is suspended, because this Slack account was deactivated");
    const token = /https:\/\/latchkey\.test\/link\/([\w.-]+)/.exec(offer)?.[1] ?? "";
    const { session } = await signedIn(deps, clock, sam);
    const { number } = must(await claimLink(deps, session, token));
    const done = await submit(samSender, numberModal(), { [numberIds.number]: number });
    expect(JSON.stringify(done.body)).toContain("You're linked, Sam");
    expect(await me(samSender)).toContain("sam@acmebuilders.example");
    expect(edge.api.failures.size).toBe(1);
  });

  it("B19: is refused at the next click, whatever was known a moment ago", async () => {
    const { edge, changed, samSender, me, settled } = await told();
    expect(await me(samSender)).toContain("sam@acmebuilders.example");
    edge.knows(samSender, { deleted: true });
    await changed(samSender, { deleted: true });
    await settled();
    expect(await me(samSender)).toContain("This Slack account is deactivated");
  });
});

describe("an event that comes late", () => {
  it("does not make a deactivated person active again", async () => {
    const { edge, changed, samSender, sam, me, settled, linkState, clock } = await told();
    await me(samSender);
    edge.knows(samSender, { deleted: true });
    clock.advance(11 * 60_000);
    expect(await me(samSender)).toContain("This Slack account is deactivated");
    await changed(samSender, { deleted: false });
    await settled();
    expect(await me(samSender)).toContain("This Slack account is deactivated");
    expect(await linkState(sam.userId)).toBe("suspended");
  });

  it("is not believed: the gate asks Slack again, once", async () => {
    const { changed, samSender, me, settled, calls } = await told();
    await me(samSender);
    const before = calls("users.info");
    await changed(samSender, { is_restricted: true, team_id: "T0ELSEWHERE" });
    await settled();
    expect(await me(samSender)).toContain("sam@acmebuilders.example");
    expect(await me(samSender)).toContain("sam@acmebuilders.example");
    expect(calls("users.info")).toBe(before + 1);
  });

  it("about somebody whom we never met leaves nothing", async () => {
    const { changed, samSender, settled, companyId } = await told();
    const people = () => owner`select * from slack_people where company_id = ${companyId} order by 1, 2, 3`;
    const before = [await people(), await auditKinds(owner, companyId)];
    await changed({ ...samSender, slackUserId: "U0STRANGER" }, { deleted: true });
    await changed({ ...samSender, slackUserId: "U0STRANGER" });
    await settled();
    expect([await people(), await auditKinds(owner, companyId)]).toEqual(before);
  });
});
