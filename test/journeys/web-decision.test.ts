import { expect, test } from "vitest";
import type { MessageHandle } from "../../src/emulator/person/message.ts";
import { startLatchkey } from "../helpers/latchkey.ts";
import { until } from "../helpers/until.ts";
import { challengeOn } from "../portal/office.ts";
import {
  companyWithManager,
  emails,
  inviteAndJoin,
  nextCode,
  petra as petraDetails,
  sam as samDetails,
} from "./company-by-hand.ts";
import { expectPath, linkSlack, signIn, type Traveller } from "./reset-by-hand.ts";

const latchkey = await startLatchkey();
const { emulator, workspace } = latchkey;
const channel = { channel: "payments-approvals" };

let olivia: Traveller;

test("Sam of the support team is in the company's Slack, Petra is a payee", async () => {
  ({ olivia } = await companyWithManager(latchkey));
  await inviteAndJoin(latchkey, olivia, petraDetails);
  await linkSlack(latchkey, await inviteAndJoin(latchkey, olivia, samDetails), "Sam");
});

/** Sam asks in Slack; Olivia finds it on the Approvals page. Her tab, the way of the request, and its message in the channel. */
async function asked(why: string) {
  const sam = workspace.person("Sam");
  await sam.command("/payments-reset-mfa", emails.petra);
  await sam.modal.fill({ "Why?": why, "How did you make sure it's really Petra?": "I called them" }).submit();
  expect(sam.modal.title).toBe("Waiting for approval");
  const message = await workspace.person("Marcus").expectMessage(new RegExp(why), channel);
  expect(message.buttons().length).toBeGreaterThan(0);
  const tab = await signIn(latchkey, olivia.secret, emails.olivia);
  await tab.goto("/payments/approvals");
  const [, path = ""] = /href="(\/payments\/approvals\/\w+)\/approve"/.exec(tab.html()) ?? [];
  expect(tab.text()).toContain("Sam Okafor asks to reset MFA for Petra Alvarez");
  return { sam, tab, path, message };
}

const withoutButtons = (message: MessageHandle) =>
  until("a message without buttons", () => message.buttons().length === 0 || undefined);

test("a Deny on the web redraws the message in Slack without its buttons, adds the line to the thread, and Sam's open view says so", async () => {
  const { sam, tab, path, message } = await asked("New phone or number");
  await tab.goto(`${path}/deny`);
  await tab.submit({ reason: "unverified", more: "" });
  expectPath(tab, path);
  await withoutButtons(message);
  expect(message.text()).toMatch(/Denied by Olivia Reyes/);
  expect(message.fallback).toMatch(/Denied by Olivia Reyes/);
  await message.expectReply(/Denied by Olivia Reyes: not verified/);
  const view = await sam.expectModal("Denied");
  expect(view.text()).toMatch(/Olivia( Reyes)? denied this: not verified/);
});

test("an approval on the web with the own code resets, redraws the message, adds the line, and Sam's open view says so", async () => {
  const { sam, tab, path, message } = await asked("Lost or broken phone");
  await tab.goto(`${path}/approve`);
  const challenge = challengeOn({ html: tab.html() });
  await tab.submit({ challenge, code: nextCode(latchkey, olivia) });
  expectPath(tab, path);
  await withoutButtons(message);
  expect(message.text()).toMatch(/Approved by Olivia Reyes, .* waiting for Petra/);
  expect(message.fallback).toMatch(/Approved by Olivia Reyes/);
  await message.expectReply(/Approved by Olivia Reyes/);
  const view = await sam.expectModal("Approved");
  expect(view.text()).toMatch(/Approved by Olivia Reyes/);
  const [row] = await latchkey.owner`select outcome from resets`;
  expect(row?.["outcome"]).toBe("open");
  expect(emulator.problems()).toEqual([]);
});
