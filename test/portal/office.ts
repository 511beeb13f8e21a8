import type postgres from "postgres";
import type { Db } from "../../src/store/db.ts";
import { hour } from "../helpers/clock.ts";
import { setRoles } from "../helpers/deciders.ts";
import { colleague } from "../helpers/manage.ts";
import { samDetails, type TestPerson } from "../helpers/people.ts";
import { rowKeeper } from "../slack/matrix/rows.ts";
import type { browser, Page } from "./browser.ts";
import { world } from "./people.ts";

type Tab = ReturnType<typeof browser>;

/**
 * Acme's office at the portal: Olivia (both roles), Marcus (System Administrator), Sam and Nora (members), Petra (a payee), each
 * signed in in a tab. `anew` brings everything back to here: call it before each test, as setting up takes longer than most.
 */
export async function office({ db, owner }: { db: Db; owner: postgres.Sql }) {
  const at = await world(db);
  const sam = await at.join(samDetails, "U0SAM00001");
  const nora = await at.join({ ...colleague("Nora"), lastName: "Kim" });
  const marcus = await at.join({ ...colleague("Marcus"), lastName: "Bell" }, "U0MARCUS01");
  await setRoles(at.deps, marcus, { isSystemAdministrator: true });
  const people = { olivia: at.olivia, marcus, sam, nora, petra: at.petra };
  const tabs = {
    olivia: await at.signedIn(people.olivia),
    marcus: await at.signedIn(people.marcus),
    sam: await at.signedIn(people.sam),
    nora: await at.signedIn(people.nora),
    petra: await at.signedIn(people.petra),
  };
  const keeper = await rowKeeper(owner);
  /** Time goes on; the tabs are as if they had just been used. */
  const anew = async () => {
    await keeper.restore("world");
    at.clock.advance(30_000);
    const now = at.deps.now();
    await owner`update sessions set last_seen_at = ${now}, expires_at = ${new Date(now.getTime() + 12 * hour)}`;
  };
  await keeper.keep("world");
  /** Opens a form, fills it in with the own code of now, and sends it. */
  const fillIn = async (tab: Tab, by: TestPerson, { path, ...fields }: Filled) => {
    const form = await tab.get(path);
    return tab.post(path, { challenge: challengeOn(form), code: at.nextCode(by.secret), ...fields });
  };
  return { ...at, ...people, tabs, anew, fillIn };
}

type Filled = { path: string } & Record<string, string>;

/** The form's own challenge, as its hidden field carries it. */
export const challengeOn = ({ html }: Pick<Page, "html">) =>
  /name="challenge" value="([^"]*)"/.exec(html)?.[1] ?? "";

/** What a person would have to type again: the values that stand in the fields of a page. */
export function typedOn({ html }: Pick<Page, "html">): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [input] of html.matchAll(/<input [^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    const value = /value="([^"]*)"/.exec(input)?.[1];
    const isChoice = /type="(radio|checkbox)"/.test(input);
    if (name && value !== undefined && (!isChoice || / checked/.test(input))) typed[name] = value;
  }
  for (const [, name, value] of html.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)</g))
    if (name && value) typed[name] = value;
  for (const [, name, options] of html.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    const chosen = /<option value="([^"]+)" selected/.exec(options ?? "")?.[1];
    if (name && chosen) typed[name] = chosen;
  }
  return typed;
}

/** What stands beside a field as its problem. */
export const problemOn = ({ html }: Pick<Page, "html">, field: string) =>
  (new RegExp(`id="${field}-problem"[^>]*>(.*?)</p>`, "s").exec(html)?.[1] ?? "")
    .replace(/<span class="sr">.*?<\/span>/, "")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .trim();
