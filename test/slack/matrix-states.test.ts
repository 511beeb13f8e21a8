import { cancelRequest } from "../../src/flows/cancel-request.ts";
import { denyRequest } from "../../src/flows/deny-request.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { day, hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { must, type TestPerson } from "../helpers/people.ts";
import { ask, enrolling, hold, reset } from "../helpers/reset-story.ts";
import { grants, onAccount } from "./matrix/account-acts.ts";
import { requestActs } from "./matrix/request-acts.ts";
import { requestKinds } from "./matrix/requests.ts";
import { resetActs } from "./matrix/reset-acts.ts";
import { type ActSpec, inSlack, tryRow } from "./matrix/run.ts";
import { table } from "./matrix/table.ts";
import { matrixWorld } from "./matrix/world.ts";

const world = await matrixWorld(await testDatabase());
const { deps, clock, owner, people } = world;
const { Olivia, Marcus, Sam, Rita, Nora } = people;

/** A state of a person, or of a request: who it is, how it came about, and who acts where it is not the usual one. */
type State = { subject: TestPerson; arrange?: () => Promise<unknown>; by?: TestPerson };
type Act = { spec: Pick<ActSpec, "door" | "forced">; by: TestPerson };

function tryStates<S extends string, A extends string>(
  { states, acts, about }: { states: Record<S, State>; acts: Record<A, Act>; about: RegExp },
  text: string,
) {
  for (const [name, cells] of table<S, A>(text)) {
    const { subject, arrange, by: other } = states[name];
    tryRow(inSlack(world), {
      name,
      arrange,
      cells: cells.map(({ column, expected }) => {
        const { spec, by } = acts[column];
        const who = other ?? by;
        return { title: `${name} · ${who.firstName}: ${column}`, by: who, subject, spec, expected, about };
      }),
    });
  }
}

const account = (act: Parameters<typeof onAccount>[1]["act"]) => ({
  spec: onAccount(world, { act, subject: Nora }),
  by: Olivia,
});

/** Everybody else's grant is gone: Olivia alone holds one. */
const onlyOlivia = async () => {
  for (const one of [people.Hana, people.Lou, Rita, people.Uma, people.Gus, people.Fay, people.Pia])
    await setRoles(deps, one, { isPaymentsAdmin: false });
};

/** DESIGN 2: accounts, by Olivia, who holds all rights; the last one stays, whoever tries. */
tryStates(
  {
    states: {
      "a member": { subject: Nora },
      "a payee": { subject: people.Petra },
      "a System Administrator": { subject: people.Sue },
      "a Payments Admin": { subject: people.Pia },
      "an invited member": { subject: people.Ivo },
      "an invited System Admin": { subject: people.Ida },
      "a deactivated one": { subject: people.Dora },
      "one never set up": { subject: people.Zoe },
      "the last Payments Admin": { subject: Olivia, arrange: onlyOlivia, by: Marcus },
      "herself, the last one": { subject: Olivia, arrange: onlyOlivia },
    },
    acts: {
      raise: account("raise"),
      lower: account("lower"),
      deactivate: account("deactivate"),
      reactivate: account("reactivate"),
      resend: account("resend"),
      withdraw: account("withdraw"),
      grant: { spec: grants(world, Nora), by: Olivia },
      remove: account("revoke"),
      email: account("email"),
    },
    about: / (Nora|Petra|Sue|Pia|Ivo|Ida|Dora|Zoe)\b/,
  },
  `
state                    raise  lower  deactivate  reactivate  resend  withdraw  grant   remove  email
a member                 ask    same   now         same        same    same      notyet  same    ask
a payee                  payee  same   now         same        same    same      payee   same    ask
a System Administrator   same   now    now         same        same    same      ask     same    ask
a Payments Admin         same   now    now         same        same    same      same    now     ask
an invited member        ask    same   now         same        now     now       notyet  same    ask
an invited System Admin  same   now    now         same        now     now       ask     same    ask
a deactivated one        gone   same   gone        now         same    same      gone    same    gone
one never set up         ask    same   now         same        same    same      notyet  same    ask
the last Payments Admin  ·      last   last        ·           ·       ·         ·       pa      ·
herself, the last one    ·      self   self        ·           ·       ·         ·       last    ·
`,
);

const ended = (outcome: string) => async () => {
  await reset(deps, clock, Rita, Nora);
  await owner`update resets set outcome = ${outcome}, outcome_at = ${deps.now()},
    code_hash = case when ${outcome} = 'lapsed' then code_hash end`;
};
/** Back with the old factor or a new one: set up, either way. */
const isBack = (outcome: string) => async () => {
  await ended(outcome)();
  await owner`update factors set state = 'active', suspended_at = null where user_id = ${Nora.userId}`;
};
const begun = async () => {
  const { setupCode } = await reset(deps, clock, Rita, Nora);
  must(await viewEnrolment(deps, await enrolling(deps, Nora, setupCode)));
};
const { resets, asks, renews, locks, releases, undoes } = resetActs(world);

/** DESIGN 2 and 3, resets: by Olivia; what is asked for, by Sam. */
tryStates(
  {
    states: {
      active: { subject: Nora },
      invited: { subject: people.Ivo },
      deactivated: { subject: people.Dora },
      "never set up": { subject: people.Zoe },
      "locked for safety": { subject: Nora, arrange: async () => must(await hold(deps, Rita, Nora)) },
      "an ask waits": { subject: Nora, arrange: async () => must(await ask(deps, Marcus, Nora)) },
      "reset, open": { subject: Nora, arrange: () => reset(deps, clock, Rita, Nora) },
      "reset, set-up begun": { subject: Nora, arrange: begun },
      "reset, lapsed": { subject: Nora, arrange: ended("lapsed") },
      "reset, stolen": { subject: Nora, arrange: () => reset(deps, clock, Rita, Nora, { reason: "stolen" }) },
      "reset, completed": { subject: Nora, arrange: isBack("completed") },
      "reset, stopped": { subject: Nora, arrange: isBack("stopped") },
      "reset, undone": { subject: Nora, arrange: isBack("undone") },
    },
    acts: {
      reset: { spec: resets, by: Olivia },
      ask: { spec: asks, by: Sam },
      "lock now": { spec: locks, by: Sam },
      unlock: { spec: releases, by: Olivia },
      "send a new code": { spec: renews, by: Olivia },
      undo: { spec: undoes, by: Olivia },
    },
    about: / Nora\b/,
  },
  `
state                reset  ask    lock now  unlock  send a new code  undo
active               now    ask    now       free    over             ·
invited              inv    inv    inv       ·       inv              ·
deactivated          gone   gone   gone      ·       gone             ·
never set up         never  never  ·         ·       never            ·
locked for safety    now    ask    twice     now     over             ·
an ask waits         door   door   now       free    ·                ·
reset, open          now    ask    now       free    now              now
reset, set-up begun  now    ask    now       free    now              late
reset, lapsed        now    ask    now       free    now              now
reset, stolen        now    ask    now       free    now              stolen
reset, completed     ask    ask    now       free    over             late
reset, stopped       ask    ask    now       free    over             over
reset, undone        now    ask    now       free    over             over
`,
);

const { kinds, begin } = requestKinds(world);
const request = requestActs(world);
const idOf = async () =>
  String((await owner`select id from requests order by created_at desc limit 1`)[0]?.["id"]);
/** A grant of Rita's, and what came of it. */
const grant = (after: () => unknown = () => undefined) => ({
  subject: people.Sue,
  arrange: async () => {
    await begin(kinds["a grant"]);
    await after();
  },
});
const olivias = async () => must(await world.approve(Olivia, await idOf()));
/** It waits a day for the old address. */
async function newEmail() {
  await begin(kinds["a new email"]);
  await olivias();
  clock.advance(minute);
}
const lower = () => setRoles(deps, Rita, { isSystemAdministrator: false, isPaymentsAdmin: false });
const dayOld = () => clock.advance(day);
const stateIs = (state: string) => owner`update requests set state = ${state}, decided_at = ${deps.now()}`;

/** DESIGN 2, R42: a request in each of its states. Marcus decides, Rita asked. */
tryStates(
  {
    states: {
      "made just now": grant(() => owner`update requests set created_at = ${deps.now()}`),
      pending: grant(),
      "pending for a day": grant(dayOld),
      "pending, going alone is off": grant(() => {
        dayOld();
        return owner`update requests set break_glass_at = null`;
      }),
      "pending, Rita lowered": grant(async () => {
        dayOld();
        await lower();
      }),
      "pending, Rita locked": grant(() => {
        dayOld();
        return owner`update users set held_until = '2100-01-01' where id = ${Rita.userId}`;
      }),
      "an ask, pending": { subject: people.Petra, arrange: () => begin(kinds["an ask for a payee"]) },
      denied: grant(async () =>
        must(await denyRequest(deps, Olivia.actor, { requestId: await idOf(), reason: "no" })),
      ),
      cancelled: grant(async () => must(await cancelRequest(deps, Rita.actor, await idOf()))),
      "its time is over": grant(() => clock.advance(72 * hour)),
      expired: grant(() => stateIs("expired")),
      executed: grant(olivias),
      "a new email, approved": { subject: Nora, arrange: newEmail },
      "the same, by Olivia": { subject: Nora, arrange: newEmail, by: Olivia },
    },
    acts: {
      approve: { spec: request.approve, by: Marcus },
      deny: { spec: request.deny, by: Marcus },
      question: { spec: request.question, by: Marcus },
      answer: { spec: request.answer, by: Rita },
      cancel: { spec: request.cancel, by: Rita },
      remind: { spec: request.remind, by: Rita },
      proceed: { spec: request.proceed, by: Rita },
    },
    about: /grant|Sue|email/,
  },
  `
state                        approve  deny    question  answer  cancel  remind  proceed
made just now                now      now     now       now     now     soon    wait
pending                      now      now     now       now     now     now     wait
pending for a day            now      now     now       now     now     now     now
pending, going alone is off  now      now     now       now     now     now     wait
pending, Rita lowered        mayno    now     now       now     now     now     mayno
pending, Rita locked         now      now     now       now     now     now     held
an ask, pending              ·        ·       ·         ·       ·       ·       wait
denied                       closed   closed  closed    closed  closed  closed  closed
cancelled                    closed   closed  closed    closed  closed  closed  closed
its time is over             closed   closed  closed    closed  closed  closed  closed
expired                      closed   closed  closed    closed  closed  closed  closed
executed                     closed   closed  closed    closed  closed  closed  closed
a new email, approved        ·        ·       ·         closed  now     closed  closed
the same, by Olivia          closed   now     closed    ·       ·       ·       ·
`,
);
