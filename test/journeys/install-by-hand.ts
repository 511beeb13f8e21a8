import { type Browser, browser } from "../helpers/browser.ts";
import { password } from "../helpers/people.ts";
import { nextCode } from "./company-by-hand.ts";
import { expectPath, type Latchkey, type Traveller } from "./reset-by-hand.ts";

/** Opens "Add to Slack", signs in, and is back there. `turn`: what is done on Slack's page. */
export async function signInToInstall(
  latchkey: Latchkey,
  person: Pick<Traveller, "secret"> & { email: string },
  turn: (url: URL) => URL = (url) => url,
): Promise<Browser> {
  const page = browser(latchkey.origin, { turn });
  await page.goto("/slack/install");
  expectPath(page, "/sign-in");
  await page.submit({ company: "acme-builders", email: person.email, password });
  await page.submit({ code: nextCode(latchkey, { ...noPhone, ...person, browser: page }) });
  return page;
}

const noPhone = { recoveryCode: "" };

/** The form with its own code, and on to Slack. */
export async function addToSlack(
  latchkey: Latchkey,
  person: Traveller,
  page: Browser,
  code = nextCode(latchkey, person),
): Promise<void> {
  await page.goto("/slack/install");
  const [, challenge = ""] = /name="challenge" value="([^"]*)"/.exec(page.html()) ?? [];
  await page.submit({ challenge, code });
}

/** Takes what Slack hands back, and does not bring it. */
export function catching(turn: (url: URL) => URL) {
  const caught: URL[] = [];
  return {
    turn: (url: URL) => {
      if (url.pathname !== "/slack/oauth_redirect") return turn(url);
      caught.push(url);
      return new URL("/healthz", url);
    },
    last: () => caught.at(-1) ?? new URL("http://nothing-was-caught.example"),
  };
}
