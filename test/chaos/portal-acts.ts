import { type Browser, browser } from "../helpers/browser.ts";
import { nextCode } from "../trial/codes.ts";
import type { TrialMail } from "../trial/mail.ts";
import type { Random } from "../trial/random.ts";
import type { Guest } from "../trial/seed.ts";

export type Visitor = {
  player: Guest;
  origin: string;
  mails: readonly TrialMail[];
  random: Random;
  now: () => Date;
};

/** The pages that a person goes through, by what the page is; so that they find their way from wherever a broken line left them. */
const steps: [path: RegExp, step: (page: Browser, visitor: Visitor) => Promise<unknown>][] = [
  [/^\/sign-in$/, (page, { player: { email, password } }) => page.submit({ email, password })],
  [
    /^\/sign-in\/verify$/,
    async (page, { player, now }) => page.submit({ code: await nextCode(player, now) }),
  ],
  [/^\/sign-in\/setup-code$/, enterSetupCode],
  [/^\/invitations\//, (page, { player: { password } }) => page.submit({ password })],
  [/^\/enrol\/app$/, setUpApp],
  [/^\/recovery-code$/, saveRecoveryCode],
];
const maxSteps = 10;

/** Signs in, and does whatever the portal asks for on the way. Answers the last page's path, or what was in the way. */
export async function comeIn(visitor: Visitor, { from = "/sign-in", giveUp = 0 } = {}): Promise<string> {
  const page = browser(visitor.origin);
  await page.goto(from);
  for (let at = 0; at < maxSteps; at += 1) {
    if (page.path() === "/account/security") return "in";
    const [, step] = steps.find(([path]) => path.test(page.path())) ?? [];
    if (!step || visitor.random.chance(giveUp)) return page.path();
    const before = page.path();
    await step(page, visitor);
    if (page.status() >= 400 && page.path() === before) {
      // A set-up may have counted although its answer was lost: then another phone is the right one.
      if (before === "/sign-in/verify" && visitor.player.secrets.length > 1) {
        visitor.player.secrets.push(visitor.player.secrets.shift() ?? "");
        continue;
      }
      return `${before} ${page.status()}: ${page.text().slice(0, 300)}`;
    }
  }
  return page.path();
}

async function enterSetupCode(page: Browser, { player, mails }: Visitor) {
  const mail = mails.findLast(
    ({ to, text }) => to === player.email && setupCode.test(text) && /setup code/i.test(text),
  );
  return page.submit({ code: setupCode.exec(mail?.text ?? "")?.[0] ?? "AAAAA-AAAAA" });
}

const setupCode = /\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b/;

async function setUpApp(page: Browser, { player, now }: Visitor) {
  const secret = /((?:[A-Z2-7]{4}\s+){7}[A-Z2-7]{4})/.exec(page.text())?.[1]?.replace(/\s/g, "");
  if (!secret) throw new Error(`no secret on ${page.path()}`);
  // Before the answer: should it be lost, the phone has the secret all the same.
  player.secrets.unshift(secret);
  player.usedStep = 0;
  await page.submit({ code: await nextCode(player, now) });
  if (page.path() === "/enrol/app") player.secrets.push(player.secrets.shift() ?? "");
}

async function saveRecoveryCode(page: Browser, { player }: Visitor) {
  player.recoveryCode = /\w{5}-\w{5}-\w{6}-\w{5}-\w{5}/.exec(page.html())?.[0] ?? player.recoveryCode;
  return page.submit({ saved: "on" });
}

/** "I didn't ask for this", from the newest mail that has the link. */
export async function stopReset({ player, origin, mails }: Visitor): Promise<string> {
  const mail = mails.findLast(({ to, text }) => to === player.email && /\/not-me\//.test(text));
  const link = /http\S+\/not-me\/[\w.-]+/.exec(mail?.text ?? "")?.[0];
  if (!link) return "nothing to stop";
  const page = browser(origin);
  await page.goto(link);
  await page.submit({});
  return "stop";
}
