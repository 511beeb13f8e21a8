import { expect, test } from "vitest";
import { verifyAudit } from "../../src/flows/verify-audit.ts";
import { browser } from "../helpers/browser.ts";
import { startLatchkey } from "../helpers/latchkey.ts";
import { password } from "../helpers/people.ts";
import { until } from "../helpers/until.ts";
import {
  approveInThread,
  companyWithManager,
  emails,
  invite,
  inviteAndJoin,
  joinByMail,
  nextCode,
  nora as noraDetails,
  petra as petraDetails,
} from "./company-by-hand.ts";
import { expectPath, linkSlack, mailTo, setUpPhone, type Traveller } from "./reset-by-hand.ts";

const latchkey = await startLatchkey();
const { app, emulator, origin, workspace } = latchkey;
const channel = { channel: "payments-approvals" };

let olivia: Traveller;
let marcus: Traveller;
let nora: Traveller;

test("the company has an administrator, a manager, and a channel for requests", async () => {
  ({ olivia, marcus } = await companyWithManager(latchkey));
  await inviteAndJoin(latchkey, olivia, petraDetails);
});

test("she lists the Payments Admins, and is told that one is too few", async () => {
  const slack = workspace.person("Olivia");
  await slack.command("/payments-admins");
  expect(slack.modal.text()).toMatch(/Olivia Reyes[\s\S]*MFA set up/);
  expect(slack.modal.text()).toMatch(/one lost phone away/);
});

test("R33: a new hire is invited as System Administrator only when the manager agrees, in the thread, with the own code", async () => {
  await invite(latchkey, { by: olivia, name: "Olivia" }, noraDetails);
  const slack = workspace.person("Olivia");
  expect(slack.modal.title).toBe("Waiting for approval");
  expect(latchkey.mailbox.mails.filter((mail) => mail.to.includes(emails.nora))).toEqual([]);
  const request = /asks to invite Nora Kim as System Administrator/;
  const own = await slack.expectMessage(request, channel);
  await own.button("Approve").click();
  await slack.expectEphemeral(/your own|ask another|somebody else/i);
  await approveInThread(latchkey, { by: marcus, name: "Marcus" }, request);
  await own.expectReply(/Approved by Marcus Lee/);
  await until("a message without buttons", () => own.buttons().length === 0 || undefined);
  await slack.expectDm(/Nora Kim/);
});

test("Payments Admin is granted while she is invited, the manager approves that, too, and Slack is called ten times at most", async () => {
  const before = emulator.log.length;
  const slack = workspace.person("Olivia");
  await slack.command("/payments-grant");
  await slack.modal.fill({ Who: ["nor", "Nora Kim"], "Why?": "She runs payments with me" }).submit();
  expect(slack.modal.title).toBe("Add Payments Admin");
  await slack.modal.fill({ "Your 6-digit code": nextCode(latchkey, olivia) }).submit();
  await approveInThread(latchkey, { by: marcus, name: "Marcus" }, /asks to make Nora Kim a Payments Admin/);
  await slack.expectDm(/Nora Kim.*Payments Admin/);
  const calls = emulator.log.slice(before).filter((entry) => entry.from === "app");
  expect(calls.map((call) => call.kind).length).toBeLessThanOrEqual(10);
});

test("the new hire accepts, sets up a phone, saves the recovery code and links Slack", async () => {
  nora = await joinByMail(latchkey, emails.nora);
  await linkSlack(latchkey, nora, "Nora");
});

test("she resets the payee by email; the payee is back in, and the thread says so", async () => {
  const slack = workspace.person("Nora");
  await slack.command("/payments-reset-mfa", emails.petra);
  await slack.modal
    .fill({
      "Why?": "Lost or broken phone",
      "How did you make sure it's really Petra?": "I called them",
      "Your 6-digit code": nextCode(latchkey, nora),
    })
    .submit();
  expect(slack.modal.title).toBe("Reset done");
  const post = await slack.expectMessage(/Nora Kim reset MFA for Petra Alvarez/, channel);
  expect(post.buttons()).toEqual([]);
  const mail = await mailTo(latchkey, emails.petra, /Your setup code:/);
  const setupCode = /[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/.exec(mail)?.[0] ?? "";
  const page = browser(origin);
  await page.goto("/sign-in");
  await page.submit({ email: emails.petra, password });
  await page.submit({ code: setupCode });
  expectPath(page, "/enrol/app");
  await setUpPhone(latchkey, page);
  await post.expectReply(/Petra.* is back in/);
  await slack.expectDm(/Petra.* is back in/);
});

test("R55: the trail of the whole story verifies", async () => {
  const [verdict] = await verifyAudit(app.deps, {});
  expect(verdict?.brokenAt).toBeNull();
});

test("the emulator, as strict as Slack, saw nothing wrong or late", () => {
  expect(emulator.problems()).toEqual([]);
});
