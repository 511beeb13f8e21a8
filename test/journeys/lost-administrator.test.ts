import { expect, test } from "vitest";
import { confirmBreakGlass } from "../../src/flows/confirm-break-glass.ts";
import { openBreakGlass } from "../../src/flows/open-break-glass.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { browser } from "../helpers/browser.ts";
import { day, hour } from "../helpers/clock.ts";
import { startLatchkey } from "../helpers/latchkey.ts";
import { must, password } from "../helpers/people.ts";
import {
  approveInThread,
  companyWithManager,
  emails,
  invite,
  joinByMail,
  nextCode,
  nora as noraDetails,
} from "./company-by-hand.ts";
import { expectPath, linkSlack, mailTo, setUpPhone, type Traveller } from "./reset-by-hand.ts";

const latchkey = await startLatchkey();
const { app, clock, origin, workspace } = latchkey;

let olivia: Traveller;
let marcus: Traveller;
let nora: Traveller;

test("Olivia alone can run payments; Marcus and Nora are System Administrators", async () => {
  ({ olivia, marcus } = await companyWithManager(latchkey));
  await invite(latchkey, { by: olivia, name: "Olivia" }, noraDetails);
  await approveInThread(latchkey, { by: marcus, name: "Marcus" }, /asks to invite Nora Kim/);
  nora = await joinByMail(latchkey, emails.nora);
  await linkSlack(latchkey, nora, "Nora");
});

test("R36: her phone is lost: Marcus asks to grant Nora, and may not go on alone before the wait is over", async () => {
  const slack = workspace.person("Marcus");
  await slack.command("/payments-grant", emails.nora);
  await slack.modal.fill({ "Why?": "Olivia lost her phone" }).submit();
  await slack.modal.fill({ "Your 6-digit code": nextCode(latchkey, marcus) }).submit();
  expect(slack.modal.title).toBe("Waiting for approval");
  const [admins] = await latchkey.owner`select count(*)::int from grants where revoked_at is null`;
  expect(admins?.["count"]).toBe(1);
  await mailTo(latchkey, emails.olivia, /without approval/i);
});

test("R36: after the wait he proceeds with his own code; everybody who administers is told; the new one can act", async () => {
  clock.advance(day + hour);
  await runTimers(app.deps);
  const slack = workspace.person("Marcus");
  const dm = await slack.expectDm(/may proceed|proceed without approval/i);
  await dm.button("Proceed without approval").click();
  await slack.modal.fill({ "Your 6-digit code": nextCode(latchkey, marcus) }).submit();
  await mailTo(latchkey, emails.olivia, /without approval/i);
  await mailTo(latchkey, emails.nora, /without approval/i);
  const [row] = await latchkey.owner`select is_break_glass from requests where kind = 'grant'`;
  expect(row?.["is_break_glass"]).toBe(true);
});

test("the new Payments Admin resets Olivia, Marcus agrees, and Olivia is back in", async () => {
  const slack = workspace.person("Nora");
  await slack.command("/payments-reset-mfa", emails.olivia);
  await slack.modal
    .fill({
      "Why?": "Lost or broken phone",
      "How did you make sure it's really Olivia?": "I met them in person",
      "Your 6-digit code": nextCode(latchkey, nora),
    })
    .submit();
  expect(slack.modal.title).toBe("Waiting for approval");
  await approveInThread(latchkey, { by: marcus, name: "Marcus" }, /asks to reset MFA for Olivia Reyes/);
  olivia = await backIn(emails.olivia);
  await slack.expectDm(/Olivia.* is back in/);
});

test("R58: nobody else is there: one operator opens emergency access, another confirms, and the alone one is back in", async () => {
  clock.advance(hour);
  const opened = must(
    await openBreakGlass(app.deps, {
      email: emails.olivia,
      operator: "Jo Park",
      reason: "Phone lost on site, called back",
    }),
  );
  must(await confirmBreakGlass(app.deps, { id: opened.id, operator: "Kim Ito" }));
  await mailTo(latchkey, emails.marcus, /emergency access/i);
  olivia = await backIn(emails.olivia);
});

/** With the newest setup code from the mailbox to a new phone. */
async function backIn(email: string): Promise<Traveller> {
  const [reset] = await latchkey.owner`select id from resets order by executed_at desc limit 1`;
  const mail = await mailAfter(email, String(reset?.["id"]));
  const setupCode = /[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/.exec(mail)?.[0] ?? "";
  const page = browser(origin);
  await page.goto("/sign-in");
  await page.submit({ email, password });
  expectPath(page, "/sign-in/setup-code");
  await page.submit({ code: setupCode });
  expectPath(page, "/enrol/app");
  return { browser: page, ...(await setUpPhone(latchkey, page)) };
}

/** The code's mail is delivered once the row says so: an older one must not be taken for it. */
async function mailAfter(email: string, resetId: string): Promise<string> {
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    const rows =
      await latchkey.owner`select 1 from outbox where ref_id = ${resetId} and kind = 'setup_code_mail' and delivered_at is not null`;
    if (rows.length > 0) return mailTo(latchkey, email, /Your setup code:/i);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("no setup code was mailed");
}
