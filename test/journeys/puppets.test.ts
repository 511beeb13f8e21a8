import { expect, test } from "vitest";
import { runTimers } from "../../src/flows/run-timers.ts";
import { hour } from "../helpers/clock.ts";
import { startLatchkey } from "../helpers/latchkey.ts";
import { companyWithManager, invite, joinByMail, nextCode } from "./company-by-hand.ts";
import { linkSlack, mailTo, type Traveller } from "./reset-by-hand.ts";

const latchkey = await startLatchkey();
const { app, clock, owner, workspace } = latchkey;
const channel = { channel: "payments-approvals" };
const puppetEmail = (n: number) => `puppet${n}@acmebuilders.example`;

let olivia: Traveller;
let puppet: Traveller;

/** Olivia's way to one person's account, and what she does there with her own code. */
async function manage(name: string, button: string): Promise<string> {
  const slack = workspace.person("Olivia");
  await slack.command("/payments");
  await slack
    .message(/Nothing waits for you|waits for you/)
    .button("Manage someone")
    .click();
  await slack.modal.fill({ "Who?": [name.slice(0, 6).toLowerCase(), name] }).submit();
  await slack.modal.button(button).click();
  await slack.modal.fill({ "Your 6-digit code": nextCode(latchkey, olivia) }).submit();
  return slack.modal.title;
}

/** Who could decide anything, as the rows have it. */
async function deciders() {
  const rows = await owner<{ name: string }[]>`
    select first_name as name from users where role = 'system_administrator' and status = 'active' order by 1`;
  return rows.map((row) => row.name);
}

test("R33: an administrator gone bad has three puppets, one of them in Slack under a colleague's name", async () => {
  ({ olivia } = await companyWithManager(latchkey));
  for (const n of [1, 2, 3]) {
    const names = { first: `Puppet${n}`, last: "Doe", email: puppetEmail(n), role: "Member" } as const;
    await invite(latchkey, { by: olivia, name: "Olivia" }, names);
  }
  puppet = await joinByMail(latchkey, puppetEmail(1));
  await joinByMail(latchkey, puppetEmail(2));
  await linkSlack(latchkey, puppet, "Nora");
  expect(await deciders()).toEqual(["Marcus", "Olivia"]);
});

test("R33: raising a puppet waits for Marcus; neither she nor the puppet can say yes", async () => {
  expect(await manage("Puppet1 Doe", "Raise to System Admin")).toBe("Waiting for approval");
  const request = /asks to make Puppet1 Doe a System Administrator/;
  const own = await workspace.person("Olivia").expectMessage(request, channel);
  await own.button("Approve").click();
  await workspace.person("Olivia").expectEphemeral(/somebody else must decide/);
  await workspace.person("Nora").message(request, channel).button("Approve").click();
  await workspace.person("Nora").expectEphemeral(/about you|can decide/i);
  expect(await deciders()).toEqual(["Marcus", "Olivia"]);
});

test("R33: getting rid of Marcus first gains nothing: he counts as somebody who could decide", async () => {
  expect(await manage("Marcus Lee", "Deactivate…")).not.toBe("Deactivate account");
  expect(await deciders()).toEqual(["Olivia"]);
  expect(await manage("Puppet2 Doe", "Raise to System Admin")).toBe("Waiting for approval");
  clock.advance(23 * hour);
  await runTimers(app.deps);
  expect(await deciders()).toEqual(["Olivia"]);
  const [grants] = await owner`select count(*)::int from grants where revoked_at is null`;
  expect(grants?.["count"]).toBe(1);
});

test("R33: only after the wait that everybody was told of may she go on alone, and that is marked", async () => {
  await mailTo(latchkey, "marcus@acmebuilders.example", /without approval/i);
  clock.advance(2 * hour);
  await runTimers(app.deps);
  const slack = workspace.person("Olivia");
  const dm = await slack.expectDm(/Puppet2[\s\S]*(proceed|approval)/i);
  await dm.button("Proceed without approval").click();
  await slack.modal.fill({ "Your 6-digit code": nextCode(latchkey, olivia) }).submit();
  expect(await deciders()).toContain("Puppet2");
  const rows =
    await owner`select is_break_glass from requests where kind = 'system_administrator' and state = 'executed'
    and is_break_glass`;
  expect(rows).toHaveLength(1);
});
