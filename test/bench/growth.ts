import { parseArgs } from "node:util";
import { findPerson } from "../../src/flows/find-person.ts";
import { searchPeople } from "../../src/flows/search-people.ts";
import { viewAdmins } from "../../src/flows/view-admins.ts";
import { testClock } from "../helpers/clock.ts";
import { testDeps } from "../helpers/deps.ts";
import { acme, must } from "../helpers/people.ts";
import { cloneCompany } from "./clones.ts";
import { benchDatabase } from "./database.ts";
import { fillAudit, fillUsers } from "./fill.ts";
import { percentile, type Row, report } from "./report.ts";

/**
 * What the gate, the type-ahead and the list of Payments Admins take in a small database, and in the same one grown to a million
 * people in the company, ten thousand other companies and ten million audit events.
 * `npm run bench -- growth --users 10000 --companies 100 --events 100000` for a look.
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    users: { type: "string", default: "1000000" },
    companies: { type: "string", default: "10000" },
    events: { type: "string", default: "10000000" },
  },
});
const [users, companies, events] = [Number(values.users), Number(values.companies), Number(values.events)];
const smallUsers = 1000;
const rounds = 40;
const typed = ["p", "pe", "pet", "petra", "petra 1", "al", "alvarez 4", "person9", "person99@", "zzz"];

const { db, owner, close } = await benchDatabase();
const { deps } = testDeps(db);
const { companyId, olivia } = await acme(deps, testClock(deps.now()));
const { actor } = olivia;
await fillUsers(owner, { companyId, to: smallUsers });

const questions = {
  gate: async () => (await findPerson({ db }, actor)).user?.id === olivia.userId,
  "type-ahead": async (n: number) => {
    const text = typed[n % typed.length] ?? "";
    return (await searchPeople({ db }, actor, text)).length > 0 || text === "zzz";
  },
  "admins list": async () => must(await viewAdmins(deps, actor, {})).admins.length === 1,
};
const small = await measureAll();
const { workspaceId: teamId, slackUserId } = actor;
console.log(`growing to ${users} people, ${companies} companies, ${events} events…`);
// Copied first: each other company is a small one.
await owner`delete from users where company_id = ${companyId} and id like 'user%'`;
await cloneCompany(owner, { from: { companyId, teamId, slackUserId }, count: companies });
await fillUsers(owner, { companyId, to: users });
await fillAudit(owner, { companyId, copies: companies, events });
const grown = await measureAll();
await close();

const rows: Row[] = [];
let isMissed = false;
for (const [question, before] of small) {
  const after = grown.get(question) ?? [];
  const ratio = percentile(after, 0.5) / percentile(before, 0.5);
  const p99 = percentile(after, 0.99);
  isMissed ||= ratio > 1.2 || (question === "type-ahead" && p99 >= 100);
  rows.push({
    question,
    [`p50 ms at ${smallUsers}`]: rounded(percentile(before, 0.5)),
    [`p50 ms at ${users}`]: rounded(percentile(after, 0.5)),
    ratio: rounded(ratio),
    [`p99 ms at ${users}`]: rounded(p99),
    target: question === "type-ahead" ? "≤ 1.2, p99 < 100" : "≤ 1.2",
  });
}
await report("growth", rows);
process.exit(isMissed ? 1 : 0);

/** Each question as often, in turns; an answer that is wrong ends it. */
async function measureAll(): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  for (let n = 0; n < rounds * typed.length; n++)
    for (const [question, ask] of Object.entries(questions)) {
      const begin = performance.now();
      if (!(await ask(n))) throw new Error(`${question} was answered wrongly`);
      // The first questions of all open the connections and plan the statements.
      if (n >= 2 * typed.length)
        times.set(question, [...(times.get(question) ?? []), performance.now() - begin]);
    }
  return times;
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
