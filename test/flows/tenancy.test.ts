import { readdirSync } from "node:fs";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { inTenant } from "../../src/store/db.ts";
import { account } from "./tenancy/account.ts";
import { acts } from "./tenancy/acts.ts";
import type { At, Caller, Case, Entry } from "./tenancy/case.ts";
import { doors } from "./tenancy/doors.ts";
import { inside } from "./tenancy/inside.ts";
import { installs } from "./tenancy/installs.ts";
import { steps } from "./tenancy/steps.ts";
import { callerOf, type TwoCompanies, twoCompanies } from "./tenancy/two-companies.ts";

const entries: Entry[] = [...acts, ...account, ...doors, ...steps, ...installs, ...inside];

const world = await twoCompanies();
/** As it was before the call at hand: one that changes something is one red test. */
let before = await world.rows.state();
const told = (answer: unknown) =>
  JSON.stringify(answer, (_, value) => (value instanceof Map ? [...value] : value)) ?? "";

/** The flow's answer; undefined when it threw. */
function run(world: TwoCompanies, one: Exclude<Case, { kind: "none" }>, caller: Caller): Promise<unknown> {
  const at: At = { ...caller, companyId: world.companyId, deps: world.deps, b: world.b };
  const call =
    one.kind === "step" ? inTenant(world.db, world.companyId, (tx) => one.call(tx, at)) : one.call(at);
  return call.catch(() => undefined);
}

/** Refused, unknown, or nobody and nothing. */
function isNothing(answer: unknown): boolean {
  if (answer === undefined || answer === null || answer === false) return true;
  if (Array.isArray(answer)) return answer.every(isNothing);
  if (typeof answer !== "object" || !("ok" in answer)) return false;
  return answer.ok === false || ("value" in answer && isNothing(answer.value));
}

test("every function of every flow stands in the table of tenancy", async () => {
  const flows = new URL("../../src/flows/", import.meta.url);
  const files = readdirSync(flows);
  const listed = new Set<unknown>(entries.map(([flow]) => flow));
  const missing: string[] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(new URL(file, flows).href);
    for (const [name, value] of Object.entries(module))
      if (typeof value === "function" && !listed.has(value)) missing.push(`${file} ${name}`);
  }
  expect(missing).toEqual([]);
});

test("company B has a row in every table", () => {
  expect(world.rows.tables.filter((table) => world.loaded.get(table)?.length === 0)).toEqual([]);
});

const calls = entries.flatMap(([flow, one]) => (one.kind === "none" ? [] : [[flow.name, one] as const]));

describe.each(Object.entries(world.callers))("R62 A08: by %s", (_, caller) => {
  test.each(calls.filter(([, { kind }]) => kind !== "own" || caller !== world.callers["a person of A"]))(
    "%s",
    async (__, one) => {
      const answer = await run(world, one, caller);
      const [was, is] = [before, await world.rows.state()];
      before = is;
      expect(is).toEqual(was);
      if (one.kind === "given" || one.kind === "own")
        expect([answer, isNothing(answer)]).toEqual([answer, true]);
      const said = told(answer);
      expect([...world.marks].filter((mark) => said.includes(mark))).toEqual([]);
    },
  );
});

/** What comes to the same for everybody: Olivia of B has no part in such a thing now, or nothing is left to be changed. */
const silent = [
  ...["proceedWithRequest", "listCandidates", "viewHalf", "viewEnrolment", "viewOwnPhone", "viewOwnSetup"],
  ...["viewOwnTexts", "viewRecoveryCode", "viewSetupCode", "viewWaitingEmail", "askForInvitation"],
  ...["findUninstalledToken", "markInstalled", "claimSignature", "changeEmail", "expireInvitation"],
  ...["insertInvited", "limitRefusal", "lapseReset", "contactLimit", "postAct", "sendWaitingRequests"],
  ...["tellElsewhere", "warnOfLockout"],
];

/** What came of a call by B's own Olivia, with B's own tokens, and whether B's rows changed by it; undone at once. */
async function atHome(one: Exclude<Case, { kind: "none" }>) {
  const { b, db, rows } = world;
  const home = { ...world, companyId: b.companyId, b: { ...b, moved: b.tokens } };
  const undone = new Error("undone");
  let came = { answer: "", isChanged: false };
  await db
    .transaction(async (tx) => {
      const state = async () => JSON.stringify(await rows.state((query) => tx.execute(sql.raw(query))));
      await inTenant(tx, b.companyId, async () => undefined);
      const before = await state();
      const answer = told(await run({ ...home, db: tx, deps: { ...world.deps, db: tx } }, one, callerOf(b)));
      came = { answer, isChanged: (await state()) !== before };
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return came;
}

test("each of these calls finds its row in its own company: by B's own person it comes to something else", async () => {
  const same = new Set<string>();
  for (const [name, one] of calls) {
    const there = told(await run(world, one, world.callers["A's tenant with B's person"]));
    const here = await atHome(one);
    if (here.answer === there && !here.isChanged) same.add(name);
  }
  expect([...same].sort()).toEqual([...silent].sort());
});
