import { expect, test } from "vitest";
import { verifyAudit } from "../../src/flows/verify-audit.ts";
import { browser } from "../helpers/browser.ts";
import { startLatchkey } from "../helpers/latchkey.ts";
import { codeOf, password } from "../helpers/people.ts";
import { until } from "../helpers/until.ts";
import { invite, petra as petraDetails } from "./company-by-hand.ts";
import {
  acceptInvitation,
  expectPath,
  foundCompany,
  linkSlack,
  mailTo,
  setUpPhone,
  signIn,
  type Traveller,
} from "./reset-by-hand.ts";

const latchkey = await startLatchkey();
const { app, clock, emulator, logLines, mailbox, origin, workspace } = latchkey;
const petraEmail = "petra@alvarezdrywall.example";
const why = {
  "Why?": "Lost or broken phone",
  "How did you make sure it's really Petra?": "I called them",
};

let olivia: Traveller;
let petra: Traveller;
const nextCode = (person: Traveller) => {
  clock.advance(30_000);
  return codeOf(app.deps, person.secret);
};

test("the first administrator accepts the operator's invitation, sets up a phone and links Slack", async () => {
  olivia = await acceptInvitation(latchkey, await foundCompany(latchkey));
  await linkSlack(latchkey, olivia);
  const slack = workspace.person("Olivia");
  await slack.command("/payments-me");
  await slack.expectEphemeral(/Olivia Reyes/);
});

test("she invites a payee from Slack, who accepts by the mailed link", async () => {
  await invite(latchkey, { by: olivia, name: "Olivia" }, petraDetails);
  const mail = await mailTo(latchkey, petraEmail, /invit/i);
  const link = /http\S+\/invitations\/[\w.-]+/.exec(mail)?.[0] ?? "";
  petra = await acceptInvitation(latchkey, link);
  await signIn(latchkey, petra.secret, petraEmail);
});

test("B14: she resets the payee's MFA with her own code, and is told what is true: not back in yet", async () => {
  const slack = workspace.person("Olivia");
  await slack.command("/payments-reset-mfa", petraEmail);
  expect(slack.modal.title).toBe("Confirm MFA reset");
  expect(slack.modal.text()).toContain("Alvarez Drywall");
  await slack.modal.fill({ ...why, "Your 6-digit code": "000000" }).submit();
  expect(slack.modal.errors()).toEqual({ "Your 6-digit code": "That code isn't right. 4 tries left." });
  expect(slack.modal.field("Why?").value).toBe("Lost or broken phone");
  await petra.browser.goto("/account/security");
  expectPath(petra.browser, "/account/security");
  await slack.modal.fill({ "Your 6-digit code": nextCode(olivia) }).submit();
  expect(slack.modal.title).toBe("Reset done");
  expect(slack.modal.text()).toContain("not back in yet");
  await petra.browser.goto("/account/security");
  expectPath(petra.browser, "/sign-in");
});

test("the payee signs in with the password and the mailed code, sets up the new phone, and the administrator hears of it", async () => {
  const mail = await mailTo(latchkey, petraEmail, /setup code/i);
  const setupCode = /[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/.exec(mail)?.[0] ?? "";
  const page = browser(origin);
  await page.goto("/sign-in");
  await page.submit({ email: petraEmail, password });
  expectPath(page, "/sign-in/setup-code");
  await page.submit({ code: "123456" });
  expect(page.status()).toBe(422);
  expect(page.text()).toContain("setup code");
  await page.submit({ code: setupCode });
  expectPath(page, "/enrol/app");
  petra = { browser: page, ...(await setUpPhone(latchkey, page)) };
  await workspace.person("Olivia").expectDm(/Petra.* is back in/);
  await mailTo(latchkey, petraEmail, /set up/i);
  await signIn(latchkey, petra.secret, petraEmail);
});

test("people who may not are met with a way on, and nothing changes", async () => {
  const sam = workspace.person("Sam");
  await sam.command("/payments-reset-mfa", petraEmail);
  await sam.expectEphemeral(/don't know yet who you are/);
  const slack = workspace.person("Olivia");
  await slack.command("/payments-reset-mfa", "petra@alvarezdrywal.example");
  await slack.expectEphemeral(/Did you mean/);
  await slack.command("/payments-reset-mfa", "olivia@acmebuilders.example");
  await slack.expectEphemeral(/That's you/);
  await slack.command("/payments-reset-mfa", petraEmail);
  expect(slack.modal.text()).toMatch(/was reset/);
});

test("R55: the trail of the whole story verifies", async () => {
  const [verdict] = await verifyAudit(app.deps, {});
  expect(verdict?.brokenAt).toBeNull();
  expect(verdict?.events).toBeGreaterThan(15);
});

test("R64: no log line holds a secret, code, token, password or address", async () => {
  await until("an empty outbox", async () => {
    const [row] = await latchkey.owner<{ waiting: number }[]>`
      select count(*)::int as waiting from outbox where delivered_at is null and dead_at is null`;
    return row?.waiting === 0 ? true : undefined;
  });
  const all = logLines.join("\n");
  expect(logLines.length).toBeGreaterThan(0);
  const tokens = mailbox.mails.flatMap((mail) => mail.raw.replaceAll("=\r\n", "").match(/[\w-]{43}/g) ?? []);
  expect(tokens.length).toBeGreaterThan(2);
  const secrets = [
    password,
    olivia.secret,
    petra.secret,
    olivia.recoveryCode,
    petra.recoveryCode,
    petraEmail,
    ...tokens,
  ];
  for (const secret of secrets) expect(all).not.toContain(secret);
});

test("the emulator, as strict as Slack, saw nothing wrong or late", () => {
  expect(emulator.problems()).toEqual([]);
});
