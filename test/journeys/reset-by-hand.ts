import type { Deps } from "../../src/deps.ts";
import { createCompany } from "../../src/flows/create-company.ts";
import { readable } from "../delivery/mailbox.ts";
import { type Browser, browser } from "../helpers/browser.ts";
import type { startLatchkey } from "../helpers/latchkey.ts";
import { codeOf, must, password } from "../helpers/people.ts";
import { until } from "../helpers/until.ts";

export type Latchkey = Awaited<ReturnType<typeof startLatchkey>>;
/** As much of it as a person needs who joins. */
type Reached = Pick<Latchkey, "origin" | "workspace"> & { app: { deps: Pick<Deps, "now"> } };
/** A person with a browser and a phone. */
export type Traveller = { browser: Browser; secret: string; recoveryCode: string };

/** The company as the operator's command makes it. Answers the first person's invitation link. */
export async function foundCompany({ app, origin, emulator }: Latchkey): Promise<string> {
  const created = must(
    await createCompany(app.deps, {
      name: "Acme Builders",
      market: "US",
      kind: "general_contractor",
      teams: [emulator.world.team.id],
      adminEmail: "olivia@acmebuilders.example",
      adminFirstName: "Olivia",
      adminLastName: "Reyes",
      timeZone: "America/New_York",
      helpEmail: null,
      helpPhone: "+1 555 010 2200",
    }),
  );
  return `${origin}/invitations/${created.invitationToken}`;
}

/** The set-up page's secret, as it is printed for typing. */
function secretOn(page: Browser): string {
  const [, spaced = ""] = /((?:[A-Z2-7]{4}\s+){7}[A-Z2-7]{4})/.exec(page.text()) ?? [];
  if (!spaced) throw new Error(`no secret on ${page.path()}: ${page.text()}`);
  return spaced.replace(/\s/g, "");
}

/** From the set-up page to the account: a code from the new phone, then the recovery code and its tick. */
export async function setUpPhone(
  { app }: Pick<Reached, "app">,
  page: Browser,
): Promise<{ secret: string; recoveryCode: string }> {
  const secret = secretOn(page);
  await page.submit({ code: codeOf(app.deps, secret) });
  expectPath(page, "/recovery-code");
  const [recoveryCode = ""] = /\w{5}-\w{5}-\w{6}-\w{5}-\w{5}/.exec(page.html()) ?? [];
  if (!recoveryCode) throw new Error(`no recovery code in one piece on the page: ${page.text()}`);
  await page.submit({ saved: "on" });
  expectPath(page, "/account/security");
  return { secret, recoveryCode };
}

export async function acceptInvitation(
  latchkey: Pick<Reached, "app" | "origin">,
  link: string,
): Promise<Traveller> {
  const page = browser(latchkey.origin);
  await page.goto(link);
  await page.submit({ password });
  expectPath(page, "/enrol/app");
  return { browser: page, ...(await setUpPhone(latchkey, page)) };
}

/** Signs in anew, in a browser of their own, with password and the phone's next code. */
export async function signIn(
  { app, clock, origin }: Latchkey,
  secret: string,
  email: string,
): Promise<Browser> {
  clock.advance(30_000);
  const page = browser(origin);
  await page.goto("/sign-in");
  await page.submit({ email, password });
  expectPath(page, "/sign-in/verify");
  await page.submit({ code: codeOf(app.deps, secret) });
  expectPath(page, "/account/security");
  return page;
}

/** The newest mail to an address that says this. */
export function mailTo({ mailbox }: Latchkey, address: string, words: RegExp): Promise<string> {
  return until(`mail to ${address} with ${words}`, () =>
    mailbox.mails
      .filter((mail) => mail.to.includes(address))
      .map((mail) => readable(mail.raw))
      .findLast((text) => words.test(text)),
  );
}

export function expectPath(page: Browser, path: string): void {
  if (page.path() !== path)
    throw new Error(`on ${page.path()} (${page.status()}), not ${path}: ${page.text()}`);
}

/** A person ties the Slack account to the own account, in three places, as people do. */
export async function linkSlack(
  { workspace }: Pick<Reached, "workspace">,
  person: Traveller,
  name = "Olivia",
): Promise<void> {
  const slack = workspace.person(name);
  await slack.command("/payments-me");
  const url = slack.message(/Link your Slack/).button("Link my Slack").url ?? "";
  await person.browser.goto(url);
  await person.browser.submit({});
  const number = /\b(\d{3}) ?(\d{3})\b/.exec(person.browser.text());
  await slack.expectDm(/number/i);
  await slack
    .message(/number/i, { channel: "dm" })
    .button("Type the number")
    .click();
  await slack.modal.fill({ "The number on the page": `${number?.[1]}${number?.[2]}` }).submit();
  await slack.expectDm(/linked/i);
}
