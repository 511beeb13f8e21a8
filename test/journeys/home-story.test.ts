import { expect, test } from "vitest";
import { startLatchkey } from "../helpers/latchkey.ts";
import { codeOf } from "../helpers/people.ts";
import { acceptInvitation, foundCompany, linkSlack, type Traveller } from "./reset-by-hand.ts";

const latchkey = await startLatchkey();
const { app, clock, emulator, workspace } = latchkey;
let olivia: Traveller;
const nextCode = () => {
  clock.advance(30_000);
  return codeOf(app.deps, olivia.secret);
};

test("Home is the way to a link before there is one, and one's own place after it", async () => {
  const slack = workspace.person("Olivia");
  const invitation = await foundCompany(latchkey);
  const before = await slack.openHome();
  await before.expectText(/I don't know yet who you are on Acme Builders payments/);
  olivia = await acceptInvitation(latchkey, invitation);
  await linkSlack(latchkey, olivia);
  const home = await slack.openHome();
  await home.expectText(/Payments Admin, System Administrator/);
  expect(home.text()).toContain("To do: a private channel for approvals");
});

test("the approvals channel is chosen in Home with the own code, gets a test message, and Home says so", async () => {
  const slack = workspace.person("Olivia");
  const home = await slack.openHome();
  await home.button("Choose channel").click();
  await slack.modal.fill({ Channel: "payments-approvals", "Your 6-digit code": nextCode() }).submit();
  expect(slack.modal.title).toBe("Settings saved");
  expect(slack.modal.text()).toContain("1 of 1 who can approve are in it: Olivia.");
  const posted = await slack.expectMessage(/Requests of Acme Builders payments come here from now on/);
  expect(posted.message.channelId).not.toMatch(/^D/);
  const again = await slack.openHome();
  await again.expectText(/Done: a test message was posted there/);
});

test("what is stricter is saved at once, and what is set is seen in Home behind the form", async () => {
  const slack = workspace.person("Olivia");
  const home = await slack.openHome();
  await home.button("Edit settings").click();
  await slack.modal
    .fill({ "Approvals for an MFA reset": "1 approval", "Your 6-digit code": nextCode() })
    .submit();
  expect(slack.modal.text()).toContain("Approvals for an MFA reset: 0 → 1");
  await home.expectText(/Approvals for an MFA reset: 1/);
  expect(emulator.problems()).toEqual([]);
});
