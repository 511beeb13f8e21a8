import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import type { Db } from "../../src/store/db.ts";
import { testDeps } from "../helpers/deps.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { acme, codeOf, must, password, petraDetails, type TestPerson } from "../helpers/people.ts";
import { browser, portal } from "./browser.ts";

export type World = Awaited<ReturnType<typeof world>>;

/** Acme Builders with Olivia and Petra, the portal, and a browser that nobody has used. */
export async function world(db: Db) {
  const { deps, clock, logLines } = testDeps(db);
  const company = await acme(deps, clock);
  const petra = await company.join(petraDetails);
  const app = portal(deps);
  /** The code that somebody's phone shows, after the one before it. */
  const nextCode = (secret: string) => {
    clock.advance(30_000);
    return codeOf(deps, secret);
  };
  const newBrowser = () => browser(app);
  const fields = (person: Pick<TestPerson, "email">) => ({
    company: company.slug,
    email: person.email,
    password,
  });
  /** A browser in which the person gave the password, and no more. */
  const withPassword = async (person: Pick<TestPerson, "email">) => {
    const tab = newBrowser();
    await tab.post("/sign-in", fields(person));
    return tab;
  };
  /** A browser in which the person is signed in. */
  const signedIn = async (person: Pick<TestPerson, "email" | "secret">) => {
    const tab = await withPassword(person);
    await tab.post("/sign-in/verify", { code: nextCode(person.secret) });
    return tab;
  };
  /** Olivia resets Petra's MFA; answers what Petra's mail carries. */
  const resetPetra = async () => {
    const form = must(await openResetForm(deps, company.olivia.actor, { email: petra.email }));
    const { challengeId } = form;
    const code = nextCode(company.olivia.secret);
    must(await resetMfa(deps, company.olivia.actor, { challengeId, code, ...why }));
    const { code: setupCode = "", stopToken = "" } = await payloadOf(
      deps,
      company.companyId,
      "setup_code_mail",
    );
    return { setupCode, stopToken };
  };
  return {
    deps,
    clock,
    logLines,
    ...company,
    petra,
    app,
    newBrowser,
    fields,
    withPassword,
    signedIn,
    nextCode,
    resetPetra,
  };
}

const why = {
  reason: "lost_phone",
  verifiedHow: "called",
  attestation: "I called them",
  note: null,
} as const;

/** The secret as it stands on the set-up page. */
export const secretOn = ({ html }: { html: string }) =>
  (/<code class="secret">([A-Z2-7 ]+)<\/code>/.exec(html)?.[1] ?? "").replaceAll(" ", "");

/** The recovery code as it stands on its page. */
export const recoveryCodeOn = ({ html }: { html: string }) =>
  (/<p class="big-code">(.*?)<\/p>/s.exec(html)?.[1] ?? "").replace(/<[^>]+>|\s/g, "");
