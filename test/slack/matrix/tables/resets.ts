import { day } from "../../../helpers/clock.ts";
import { must, type TestPerson } from "../../../helpers/people.ts";
import { ask, hold } from "../../../helpers/reset-story.ts";
import { resetActs } from "../reset-acts.ts";
import type { ActSpec } from "../run.ts";
import { table } from "../table.ts";
import type { Column, World } from "../world.ts";

export function resetSpecs(world: World) {
  const { deps, owner, people } = world;
  const { resets, asks, renews, locks, releases, undoes } = resetActs(world);

  /** Sam asked, Rita said yes, and the person is not back in yet. */
  async function resetBySamAndRita(subject: TestPerson) {
    const { submitted } = must(await ask(deps, people.Sam, subject));
    must(await world.approve(people.Rita, submitted.request.id));
  }
  const phoneChanged = () => {
    const at = new Date(deps.now().getTime() - 3 * day);
    return owner`update users set contact_phone_changed_at = ${at} where id = ${people.Petra.userId}`;
  };
  /** Support is no administrator: two of the team are locked here, and ask all the same. */
  const lockTwo = async () => {
    await owner`update users set held_until = '2100-01-01' where id = ${people.Sue.userId}`;
    await owner`update users set locked_until = '2100-01-01', code_failures = 10 where id = ${people.Nora.userId}`;
  };
  const lockedTwo = { Hana: people.Sue, Lou: people.Nora };
  const opens = (email?: string): ActSpec => ({
    subject: people.Nora,
    door: (me, subject) => me.command("/payments-reset-mfa", email ?? subject.email),
    shows: { sees: email ? /No one at Acme Builders signs in/ : /Confirm MFA reset|Ask for an MFA reset/ },
  });

  return {
    "open the form on a person": opens(),
    "open it on nobody's address": opens("nobody@elsewhere.example"),
    "reset a member": { ...resets, subject: people.Nora },
    "reset a payee": { ...resets, subject: people.Petra },
    "reset a payee with a new phone": { ...resets, subject: people.Petra, arrange: phoneChanged },
    "reset a System Administrator": { ...resets, subject: people.Sue },
    "reset a Payments Admin": { ...resets, subject: people.Pia },
    "ask for a payee": { ...asks, subject: people.Petra, arrange: lockTwo, who: lockedTwo },
    "ask for an administrator": { ...asks, subject: people.Pia, arrange: lockTwo, who: lockedTwo },
    "lock now": { ...locks, subject: people.Petra },
    unlock: {
      ...releases,
      subject: people.Petra,
      arrange: async () => must(await hold(deps, people.Sam, people.Petra)),
    },
    "unlock oneself": {
      ...releases,
      arrange: () => owner`update users set held_until = '2100-01-01' where first_name in ('Sam', 'Olivia')`,
    },
    "send a new code": { ...renews, subject: people.Nora, arrange: () => resetBySamAndRita(people.Nora) },
    "undo a reset": { ...undoes, subject: people.Nora, arrange: () => resetBySamAndRita(people.Nora) },
  } satisfies Record<string, ActSpec>;
}
export type ResetAct = keyof ReturnType<typeof resetSpecs>;

/**
 * DESIGN 2, resets and Lock now. A Payments Admin asks for nothing: for them the same form resets. Whoever has asked, and whom
 * it is about, where there is an open reset.
 */
export const resetTable = table<ResetAct, Column>(`
act                              Sam   Marcus  Olivia  himself  herself  Rita  subject  Pat    Hana  Lou    Uma   Ina   Dan   Gus    Fay
open the form on a person        sees  sees    sees    self     self     ·     ·        staff  sees  sees   link  link  link  guest  alien
open it on nobody's address      sees  sees    sees    ·        ·        ·     ·        staff  sees  sees   link  link  link  guest  alien

reset a member                   pa    pa      now     self     self     ·     ·        staff  held  wrong  link  link  link  guest  alien
reset a payee                    pa    pa      now     ·        ·        ·     ·        staff  held  wrong  link  link  link  guest  alien
reset a payee with a new phone   pa    pa      ask     ·        ·        ·     ·        staff  held  wrong  link  link  link  guest  alien
reset a System Administrator     pa    pa      ask     ·        ·        ·     self     staff  held  wrong  link  link  link  guest  alien
reset a Payments Admin           pa    pa      ask     ·        ·        ·     self     staff  held  wrong  link  link  link  guest  alien

ask for a payee                  ask   ask     ·       self     ·        ·     ·        staff  ask   ask    link  link  link  guest  alien
ask for an administrator         ask   ask     ·       ·        ·        ·     ·        staff  ask   ask    link  link  link  guest  alien

lock now                         now   now     now     ·        ·        now   ·        staff  now   now    link  link  link  guest  alien
unlock                           pa    pa      now     ·        ·        now   ·        staff  held  wrong  link  link  link  guest  alien
unlock oneself                   ·     ·       ·       self     self     ·     ·        ·      ·     ·      ·     ·     ·     ·      ·

send a new code                  pa    pa      now     ·        ·        now   self     staff  held  wrong  link  link  link  guest  alien
undo a reset                     pa    pa      now     ·        ·        now   pa       pa     held  wrong  link  link  link  guest  alien
`);
