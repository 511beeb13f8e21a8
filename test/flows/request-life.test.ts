import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { isFinal, mayBecome, type RequestState } from "../../src/domain/request.ts";
import { approveRequest } from "../../src/flows/approve-request.ts";
import { askForReset } from "../../src/flows/ask-for-reset.ts";
import { cancelRequest } from "../../src/flows/cancel-request.ts";
import { denyRequest } from "../../src/flows/deny-request.ts";
import { openDecision } from "../../src/flows/open-decision.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { openProceed, proceedWithRequest } from "../../src/flows/proceed-with-request.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { testDeps } from "../helpers/deps.ts";
import { acme, codeOf, petraDetails, samDetails, type TestPerson } from "../helpers/people.ts";
import { why } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();
const { deps, clock } = testDeps(db);
const minute = 60_000;
const hour = 60 * minute;

const names = ["olivia", "marcus", "nora", "sam", "petra"] as const;
type Name = (typeof names)[number];
let people: Record<Name, TestPerson>;
/** Each run begins anew with a payee of its own: what came before is no part of it. */
let join: Awaited<ReturnType<typeof acme>>["join"];
let runs = 0;

beforeAll(async () => {
  const company = await acme(deps, clock);
  join = company.join;
  const colleague = (firstName: string) =>
    join(
      { ...samDetails, firstName, email: `${firstName.toLowerCase()}@acmebuilders.example` },
      `U0${firstName.toUpperCase()}01`,
    );
  const [marcus, nora, sam] = [await colleague("Marcus"), await colleague("Nora"), await colleague("Sam")];
  people = { olivia: company.olivia, marcus, nora, sam, petra: sam };
  // Payments Admins need somebody else here, too, so that their requests wait as asks do.
  await owner`update companies set policy = '{"approvals": {"reset": 1}}'`;
});

type Step =
  | { do: "begin" | "approve" | "deny" | "cancel" | "proceed" | "take" | "give"; by: Name }
  | { do: "crash" };

/** Several at the same moment, then time passes. */
type Round = { steps: Step[]; waitMs: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "begin",
        "begin",
        "begin",
        "proceed",
        "approve",
        "approve",
        "approve",
        "deny",
        "cancel",
        "proceed",
        "take",
        "give",
      ),
      by: fc.constantFrom(...names),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "crash" } as const) },
);
const round: fc.Arbitrary<Round> = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 4 }),
  waitMs: fc.constantFrom(minute, minute, 20 * minute, 5 * hour, 25 * hour),
});

const one = (what: Exclude<Step["do"], "crash">, by: Name, waitMs = minute): Round => ({
  steps: [{ do: what, by }],
  waitMs,
});

/** Each end of a request once, so that every run comes through all of them; the random ones follow. */
const ways: Round[][] = [
  [one("begin", "sam"), one("approve", "olivia")],
  [one("begin", "sam"), one("deny", "olivia")],
  [one("begin", "sam"), one("cancel", "sam")],
  [one("begin", "sam", 25 * hour)],
  [one("begin", "olivia", 25 * hour), one("proceed", "olivia")],
  // Of an administrator's reset a System Administrator's yes counts, too.
  [
    one("give", "petra"),
    one("take", "olivia"),
    one("begin", "sam"),
    one("approve", "olivia"),
    one("approve", "nora"),
  ],
];

test("R39 R40 R42 A01 A02 A04 A05 A06 A07 A09: whoever does what at once, however often the machine fails: one effect a request, no way out of a final state, never an approver who was not allowed at that instant", {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 3, maxLength: 9 }), async (rounds) => {
      await startOver();
      let before = new Map<string, RequestState>();
      for (const { steps, waitMs } of rounds) {
        clock.advance(minute);
        // A connection that is cut may take the answer with it: what happened is in the rows.
        await Promise.allSettled(steps.map(act));
        clock.advance(waitMs);
        await runTimers(deps).catch(() => undefined);
        before = await judgeStates(before);
        await judgeEffects();
      }
      await judgeTrail();
    }),
    { numRuns: 30, examples: ways.map((way) => [way]) },
  );
  await judgeReach();
});

async function startOver(): Promise<void> {
  runs += 1;
  // Past every limit of a day, and past the week in which a lost role counts.
  clock.advance(8 * 24 * hour);
  await runTimers(deps);
  await owner`update requests set state = 'cancelled' where state = 'pending'`;
  await owner`update grants set revoked_at = '2026-01-01' where revoked_at is null`;
  for (const name of ["olivia", "nora", "marcus"] as const)
    await setRoles(deps, people[name], { isPaymentsAdmin: true });
  const petra = await join(
    { ...petraDetails, email: `petra${runs}@alvarezdrywall.example` },
    `U0PETRA${runs}`,
  );
  people = { ...people, petra };
}

async function act(one: Step): Promise<unknown> {
  if (one.do === "crash") return cutConnection();
  const person = people[one.by];
  if (one.do === "begin") return begin(person);
  if (one.do === "take") return setRoles(deps, person, { isPaymentsAdmin: false });
  if (one.do === "give") return setRoles(deps, person, { isPaymentsAdmin: true });
  const open = await owner<{ id: string; requester_id: string }[]>`
    select id, requester_id from requests where state = 'pending'`;
  // Who asked is the one who comes back to proceed; now and then somebody else tries.
  const requester = Object.values(people).find((other) => other.userId === open[0]?.requester_id);
  const who = one.do === "proceed" && one.by !== "petra" && requester ? requester : person;
  for (const { id } of open) await decide(one.do, who, id);
  return undefined;
}

/** What the end of a process is for the database. Never a connection of this test's own, which would be its end. */
const cutConnection = () => owner`select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and state <> 'idle' and application_name <> current_setting('application_name')
  order by random() limit 1`;

/** A Payments Admin begins a reset, anybody else asks for one. */
async function begin(person: TestPerson) {
  const form = await openResetForm(deps, person.actor, { email: people.petra.email });
  if (!form.ok || form.value.kind === "renew") return;
  const { challengeId, kind } = form.value;
  if (kind === "ask") await askForReset(deps, person.actor, { ...why, challengeId });
  else await resetMfa(deps, person.actor, { ...why, challengeId, code: codeOf(deps, person.secret) });
}

async function decide(
  what: "approve" | "deny" | "cancel" | "proceed",
  person: TestPerson,
  requestId: string,
) {
  const { actor, secret } = person;
  if (what === "deny") return denyRequest(deps, actor, { requestId, reason: "Not verified" });
  if (what === "cancel") return cancelRequest(deps, actor, requestId);
  const form = await (what === "approve" ? openDecision : openProceed)(deps, actor, requestId);
  if (!form.ok) return form;
  const typed = { challengeId: form.value.challengeId, code: codeOf(deps, secret) };
  return (what === "approve" ? approveRequest : proceedWithRequest)(deps, actor, typed);
}

/** No path leaves a final state, and no state is skipped (R42). */
async function judgeStates(before: Map<string, RequestState>) {
  const rows = await owner<{ id: string; state: RequestState }[]>`select id, state from requests`;
  for (const { id, state } of rows) {
    const was = before.get(id) ?? "pending";
    if (was !== state) expect(mayBecome(was, state), `${was} → ${state}`).toBe(true);
    if (isFinal(was) && before.has(id)) expect(state).toBe(was);
  }
  const open =
    await owner`select kind, subject_key from requests where state = 'pending' group by 1, 2 having count(*) > 1`;
  expect(open, "two open requests for the same").toHaveLength(0);
  return new Map(rows.map((row) => [row.id, row.state]));
}

/** Each executed request has its one reset, and no other has one. */
async function judgeEffects() {
  const rows = await owner<{ state: RequestState; resets: number }[]>`
    select q.state, count(r.id)::int as resets from requests q left join resets r on r.request_id = q.id
    where q.kind = 'reset' group by q.id, q.state`;
  for (const { state, resets } of rows)
    expect(resets, `resets of a request that is ${state}`).toBe(state === "executed" ? 1 : 0);
}

type Event = {
  kind: string;
  actor_id: string | null;
  subject_id: string | null;
  facts: Record<string, unknown>;
};

/** The trail's order is the order of the commits: roles are replayed along it, and every yes is held against them. */
async function judgeTrail() {
  const events = await owner<
    Event[]
  >`select kind, actor_id, subject_id, facts from audit_events order by seq`;
  const admins = new Set<string>([people.olivia.userId]);
  const yes = new Map<string, Set<string>>();
  for (const { kind, actor_id: actorId, subject_id: subjectId, facts } of events) {
    const requestId = String(facts["requestId"]);
    if (kind === "payments_admin_granted" && subjectId) admins.add(subjectId);
    if (kind === "payments_admin_removed" && subjectId) admins.delete(subjectId);
    if (kind === "request_approved" && actorId) {
      const [request] = await owner`select requester_id, subject_id from requests where id = ${requestId}`;
      expect(mayDecide(actorId, request?.["subject_id"], admins), "an approver who may not decide").toBe(
        true,
      );
      expect([request?.["requester_id"], request?.["subject_id"]]).not.toContain(actorId);
      yes.set(requestId, (yes.get(requestId) ?? new Set()).add(actorId));
    }
    if (kind === "reset_executed")
      await judgeExecution(requestId, { facts, given: yes.get(requestId), admins });
  }
}

/** A Payments Admin; of an administrator's reset a System Administrator, too: Olivia stays one. */
const mayDecide = (id: string, subjectId: string, admins: Set<string>) =>
  admins.has(id) || (admins.has(subjectId) && id === people.olivia.userId);

/** Executed with enough that counted at that instant, or by the one way that does without, after its wait. */
async function judgeExecution(
  requestId: string,
  { facts, given, admins }: { facts: Event["facts"]; given: Set<string> | undefined; admins: Set<string> },
) {
  const [request] = await owner`select * from requests where id = ${requestId}`;
  const counted = [...(given ?? [])].filter((id) => mayDecide(id, request?.["subject_id"], admins)).length;
  if (facts["breakGlass"] === true) {
    expect(request?.["is_ask"]).toBe(false);
    expect(request?.["decided_at"] >= request?.["break_glass_at"]).toBe(true);
    return;
  }
  const ofPaymentsAdmins = [...(given ?? [])].filter((id) => admins.has(id)).length;
  if (request?.["is_ask"]) expect(ofPaymentsAdmins).toBeGreaterThanOrEqual(1);
  if (facts["reducedQuorum"] !== true)
    expect(counted).toBeGreaterThanOrEqual(Number(request?.["rule_at_creation"]));
}

/** What the runs came through: a test that never gets anywhere proves nothing. */
async function judgeReach() {
  const rows = await owner<
    { state: RequestState; count: number }[]
  >`select state, count(*)::int from requests group by 1`;
  const counts = Object.fromEntries(rows.map((row) => [row.state, row.count]));
  for (const state of ["executed", "denied", "cancelled", "expired"] as const)
    expect(counts[state], state).toBeGreaterThan(0);
  const [broken] = await owner`select count(*)::int from requests where is_break_glass`;
  expect(broken?.["count"], "proceeded without approval").toBeGreaterThan(0);
}
