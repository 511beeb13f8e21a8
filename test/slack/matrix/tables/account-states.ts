import { setRoles } from "../../../helpers/deciders.ts";
import type { StateTable } from "../states.ts";
import { table } from "../table.ts";
import type { World } from "../world.ts";

type State =
  | "a member"
  | "a payee"
  | "a System Administrator"
  | "a Payments Admin"
  | "an invited member"
  | "an invited System Admin"
  | "a deactivated one"
  | "one never set up"
  | "the last Payments Admin"
  | "herself, the last one";
export type AccountStateAct =
  | "raise"
  | "lower"
  | "deactivate"
  | "reactivate"
  | "resend"
  | "withdraw"
  | "grant"
  | "remove"
  | "email";

/** DESIGN 2: accounts, by Olivia, who holds all rights; the last one stays, whoever tries. */
export function accountStates({ deps, people }: World): StateTable<State, AccountStateAct> {
  const { Olivia, Marcus, Rita, Nora } = people;
  /** Everybody else's grant is gone: Olivia alone holds one. */
  const onlyOlivia = async () => {
    for (const one of [people.Hana, people.Lou, Rita, people.Uma, people.Gus, people.Fay, people.Pia])
      await setRoles(deps, one, { isPaymentsAdmin: false });
  };
  return {
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
    actors: {
      ...{ raise: Olivia, lower: Olivia, deactivate: Olivia, reactivate: Olivia, resend: Olivia },
      ...{ withdraw: Olivia, grant: Olivia, remove: Olivia, email: Olivia },
    },
    about: / (Nora|Petra|Sue|Pia|Ivo|Ida|Dora|Zoe)\b/,
    cells,
  };
}

const cells = table<State, AccountStateAct>(`
state                    raise  lower  deactivate  reactivate  resend  withdraw  grant   remove  email
a member                 ask    same   now         same        same    same      notyet  same    ask
a payee                  payee  same   now         same        same    same      payee   same    ask
a System Administrator   same   now    now         same        same    same      ask     same    ask
a Payments Admin         same   now    now         same        same    same      same    now     ask
an invited member        ask    same   now         same        now     now       notyet  same    ask
an invited System Admin  same   now    now         same        now     now       ask     same    ask
a deactivated one        gone   same   gone        now         same    same      gone    same    gone
one never set up         ask    same   now         same        now     same      notyet  same    ask
the last Payments Admin  ·      last   last        ·           ·       ·         ·       pa      ·
herself, the last one    ·      self   self        ·           ·       ·         ·       last    ·
`);
