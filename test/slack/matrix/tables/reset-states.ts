import { viewEnrolment } from "../../../../src/flows/view-enrolment.ts";
import { must } from "../../../helpers/people.ts";
import { ask, enrolling, hold, reset } from "../../../helpers/reset-story.ts";
import type { StateTable } from "../states.ts";
import { table } from "../table.ts";
import type { World } from "../world.ts";

type State =
  | "active"
  | "invited"
  | "deactivated"
  | "never set up"
  | "locked for safety"
  | "an ask waits"
  | "reset, open"
  | "reset, set-up begun"
  | "reset, lapsed"
  | "reset, stolen"
  | "reset, completed"
  | "reset, stopped"
  | "reset, undone";
export type ResetStateAct = "reset" | "ask" | "lock now" | "unlock" | "send a new code" | "undo";

/** DESIGN 2 and 3, resets: by Olivia; what is asked for, by Sam. */
export function resetStates({ deps, clock, owner, people }: World): StateTable<State, ResetStateAct> {
  const { Olivia, Marcus, Sam, Rita, Nora } = people;
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
  return {
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
    actors: {
      ...{
        reset: Olivia,
        ask: Sam,
        "lock now": Sam,
        unlock: Olivia,
        "send a new code": Olivia,
        undo: Olivia,
      },
    },
    about: / Nora\b/,
    cells,
  };
}

const cells = table<State, ResetStateAct>(`
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
`);
