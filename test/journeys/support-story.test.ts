import { expect, test } from "vitest";
import { browser } from "../helpers/browser.ts";
import { startLatchkey } from "../helpers/latchkey.ts";
import { password } from "../helpers/people.ts";
import { until } from "../helpers/until.ts";
import {
  approveInThread,
  companyWithManager,
  emails,
  inviteAndJoin,
  nextCode,
  petra as petraDetails,
  sam as samDetails,
} from "./company-by-hand.ts";
import { expectPath, linkSlack, mailTo, setUpPhone, type Traveller } from "./reset-by-hand.ts";

const latchkey = await startLatchkey();
const { emulator, origin, workspace } = latchkey;
const channel = { channel: "payments-approvals" };
const verified = {
  "Why?": "Lost or broken phone",
  "How did you make sure it's really Petra?": "I called them",
};

let olivia: Traveller;
let petra: Traveller;

test("a support agent without any right is in the company's Slack", async () => {
  ({ olivia } = await companyWithManager(latchkey));
  petra = await inviteAndJoin(latchkey, olivia, petraDetails);
  const sam = await inviteAndJoin(latchkey, olivia, samDetails);
  await linkSlack(latchkey, sam, "Sam");
});

test("he takes the address out of a message, asks, and a Payments Admin denies it with a reason; nothing has changed", async () => {
  const slack = workspace.person("Sam");
  const cry = slack.say(`Petra can't sign in: ${emails.petra}`);
  await cry.shortcut("Reset MFA for…");
  expect(slack.modal.title).toBe("Ask for an MFA reset");
  expect(slack.modal.text()).toContain("Alvarez Drywall");
  await slack.modal.fill(verified).submit();
  expect(slack.modal.title).toBe("Waiting for approval");
  expect(slack.modal.text()).toMatch(/Tell Petra/);
  const admin = workspace.person("Olivia");
  const message = await admin.expectMessage(/Sam Okafor asks to reset MFA for Petra Alvarez/, channel);
  expect(message.fallback).toMatch(/Sam Okafor asks to reset MFA for Petra Alvarez/);
  await message.button("Deny").click();
  await admin.modal.fill({ "Why?": "Not verified well enough" }).submit();
  await message.expectReply(/Denied by Olivia Reyes/);
  await until("a message without buttons", () => message.buttons().length === 0 || undefined);
  await slack.expectModal("Denied");
  await petra.browser.goto("/account/security");
  expectPath(petra.browser, "/account/security");
});

test("he asks again from the same view, the phone seems stolen, so he locks the account at once", async () => {
  const slack = workspace.person("Sam");
  await slack.modal.button("Ask again").click();
  expect(slack.modal.title).toBe("Ask for an MFA reset");
  expect(slack.modal.field("How did you make sure it's really Petra?").value).toBe("");
  await slack.modal.button("Lock now").click({ confirm: true });
  expect(slack.modal.text()).toMatch(/Locked until/);
  await petra.browser.goto("/account/security");
  expectPath(petra.browser, "/sign-in");
  await petra.browser.submit({ email: emails.petra, password });
  expect(petra.browser.text()).toMatch(/locked|safety/i);
  await slack.modal.fill({ ...verified, "Why?": "Stolen, or someone else may have it" }).submit();
  expect(slack.modal.title).toBe("Waiting for approval");
});

test("A01: a Payments Admin approves in the thread; his view says so by itself; a second click finds it done", async () => {
  const admin = workspace.person("Olivia");
  const message = await admin.expectMessage(/Stolen, or someone else may have it/, channel);
  await approveInThread(latchkey, { by: olivia, name: "Olivia" }, /Stolen, or someone else may have it/);
  await workspace.person("Sam").expectModal("Approved");
  await message.expectReply(/Approved|reset/i);
  await until("a message without buttons", () => message.buttons().length === 0 || undefined);
  const [row] = await latchkey.owner`select count(*)::int from resets`;
  expect(row?.["count"]).toBe(1);
});

test("the person is back in with the mailed code, and the agent and the thread hear it", async () => {
  const mail = await mailTo(latchkey, emails.petra, /Your setup code:/);
  const setupCode = /[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/.exec(mail)?.[0] ?? "";
  const page = browser(origin);
  await page.goto("/sign-in");
  await page.submit({ email: emails.petra, password });
  await page.submit({ code: setupCode });
  expectPath(page, "/enrol/app");
  await setUpPhone(latchkey, page);
  const message = workspace.person("Olivia").message(/Stolen, or someone else may have it/, channel);
  await message.expectReply(/Petra.* is back in/);
  await workspace.person("Sam").expectDm(/Petra.* is back in/);
});

test("a payee in nobody's Slack and a guest get nothing; the emulator saw nothing wrong or late", async () => {
  await workspace.person("Petra").command("/payments-reset-mfa", emails.olivia);
  await workspace.person("Petra").expectEphemeral(/guests can't use this/);
  expect(emulator.problems()).toEqual([]);
  expect(nextCode(latchkey, olivia)).toMatch(/^\d{6}$/);
});
