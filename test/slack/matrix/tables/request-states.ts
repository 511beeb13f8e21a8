import { cancelRequest } from "../../../../src/flows/cancel-request.ts";
import { denyRequest } from "../../../../src/flows/deny-request.ts";
import { day, hour, minute } from "../../../helpers/clock.ts";
import { setRoles } from "../../../helpers/deciders.ts";
import { must } from "../../../helpers/people.ts";
import { requestKinds } from "../requests.ts";
import type { StateTable } from "../states.ts";
import { table } from "../table.ts";
import type { World } from "../world.ts";

type State =
  | "made just now"
  | "pending"
  | "pending for a day"
  | "pending, going alone is off"
  | "pending, Rita lowered"
  | "pending, Rita locked"
  | "an ask, pending"
  | "denied"
  | "cancelled"
  | "its time is over"
  | "expired"
  | "executed"
  | "a new email, approved"
  | "the same, by Olivia";
export type RequestStateAct = "approve" | "deny" | "question" | "answer" | "cancel" | "remind" | "proceed";

/** DESIGN 2, R42: a request in each of its states. Marcus decides, Rita asked. */
export function requestStates(world: World): StateTable<State, RequestStateAct> {
  const { deps, clock, owner, people } = world;
  const { Olivia, Marcus, Rita, Nora } = people;
  const { kinds, begin } = requestKinds(world);
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
  return {
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
    actors: {
      ...{ approve: Marcus, deny: Marcus, question: Marcus },
      ...{ answer: Rita, cancel: Rita, remind: Rita, proceed: Rita },
    },
    about: /grant|Sue|email/,
    cells,
  };
}

const cells = table<State, RequestStateAct>(`
state                        approve  deny    question  answer  cancel  remind  proceed
made just now                now      now     now       now     now     soon    wait
pending                      now      now     now       now     now     now     wait
pending for a day            now      now     now       now     now     now     now
pending, going alone is off  now      now     now       now     now     now     wait
pending, Rita lowered        mayno    now     now       now     now     now     mayno
pending, Rita locked         byheld   now     now       now     now     now     held
an ask, pending              ·        ·       ·         ·       ·       ·       wait
denied                       closed   closed  closed    closed  closed  closed  closed
cancelled                    closed   closed  closed    closed  closed  closed  closed
its time is over             closed   closed  closed    closed  closed  closed  closed
expired                      closed   closed  closed    closed  closed  closed  closed
executed                     closed   closed  closed    closed  closed  closed  closed
a new email, approved        ·        ·       ·         closed  now     closed  closed
the same, by Olivia          closed   now     closed    ·       ·       ·       ·
`);
