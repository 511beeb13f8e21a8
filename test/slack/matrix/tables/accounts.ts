import { accounts, invitations } from "../account-acts.ts";
import { looks } from "../looks.ts";
import { policies } from "../policy-acts.ts";
import { table } from "../table.ts";
import type { Column, World } from "../world.ts";

export const accountSpecs = (world: World) => ({
  ...looks(world),
  ...invitations,
  ...accounts(world),
  ...policies(world),
});
export type AccountAct = keyof ReturnType<typeof accountSpecs>;

/**
 * DESIGN 2, who may do what: what is looked at, accounts and roles, the settings. `himself` and `herself` are Sam and Olivia, on
 * their own account. The five on the right are stopped at the gate, whatever they may do behind it.
 */
export const accountTable = table<AccountAct, Column>(`
act                             Sam    Marcus  Olivia  himself  herself  Pat    Hana  Lou    Uma   Ina   Dan   Gus    Fay
list the Payments Admins        sees   sees    sees    ·        ·        staff  sees  sees   link  link  link  guest  alien
see what waits for me           sees   sees    sees    ·        ·        sees   sees  sees   link  link  link  guest  alien
open Home                       sees   sees    sees    ·        ·        sees   sees  sees   link  link  link  guest  alien
see my own account              sees   sees    sees    ·        ·        sees   sees  sees   link  link  link  guest  alien
find a person by name           sees   sees    sees    ·        ·        none   sees  sees   none  none  none  none   none
find whom to grant              sees   sees    sees    ·        ·        none   sees  sees   none  none  none  none   none
see a person's card             sees   sees    sees    ·        ·        staff  sees  sees   link  link  link  guest  alien

invite a member                 sa     now     now     ·        ·        sa     held  wrong  link  link  link  guest  alien
invite a payee                  sa     now     now     ·        ·        sa     held  wrong  link  link  link  guest  alien
invite a System Administrator   sa     ask     ask     ·        ·        sa     held  wrong  link  link  link  guest  alien
invite oneself as one           ·      ·       ·       sa       known    ·      ·     ·      ·     ·     ·     ·      ·
resend an invitation            sa     now     now     ·        ·        staff  held  wrong  link  link  link  guest  alien
withdraw an invitation          sa     now     now     ·        ·        staff  held  wrong  link  link  link  guest  alien

raise a member                  sa     ask     ask     sa       self     staff  held  wrong  link  link  link  guest  alien
lower a System Administrator    sa     now     now     sa       self     staff  held  wrong  link  link  link  guest  alien
lower a Payments Admin          sa     now     now     ·        self     staff  held  wrong  link  link  link  guest  alien
deactivate a member             sa     now     now     sa       self     staff  held  wrong  link  link  link  guest  alien
reactivate a member             sa     now     now     sa       self     staff  held  wrong  link  link  link  guest  alien
grant to a System Admin         admin  ask     ask     admin    self     admin  held  wrong  link  link  link  guest  alien
grant to an invited one         admin  ask     ask     ·        ·        admin  held  wrong  link  link  link  guest  alien
remove a Payments Admin         pa     pa      now     pa       now      staff  held  wrong  link  link  link  guest  alien
correct an email                pa     pa      ask     pa       self     staff  held  wrong  link  link  link  guest  alien

make the policy stricter        sa     now     now     ·        ·        sa     held  wrong  link  link  link  guest  alien
make the policy weaker          sa     ask     ask     ·        ·        sa     held  wrong  link  link  link  guest  alien
shorten the wait                sa     ask     ask     ·        ·        sa     held  wrong  link  link  link  guest  alien
choose the first channel        sa     now     now     ·        ·        sa     held  wrong  link  link  link  guest  alien
choose another channel          sa     ask     ask     ·        ·        sa     held  wrong  link  link  link  guest  alien
go without a channel            sa     ask     ask     ·        ·        sa     held  wrong  link  link  link  guest  alien
`);
