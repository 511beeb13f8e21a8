import { day } from "../../../helpers/clock.ts";
import { requestActs } from "../request-acts.ts";
import { becomes, noted, type RequestKind, requestKinds, yesTo } from "../requests.ts";
import type { ActSpec } from "../run.ts";
import { table } from "../table.ts";
import type { Column, World } from "../world.ts";

type Spec = Pick<ActSpec, "door" | "forced">;
type Kind = keyof ReturnType<typeof requestKinds>["kinds"];

const proceeds = {
  now: () => [
    "- request: grant Sue by Rita, pending",
    "+ request: grant Sue by Rita, executed",
    "+ grant of Sue",
  ],
};

export function requestSpecs(world: World) {
  const acts = requestActs(world);
  const { kinds, begin } = requestKinds(world);
  const { "a grant": grant, "an ask for a payee": payees, "a removal": removal } = kinds;
  const names = Object.keys(kinds) as Kind[];

  /** An act on a request of that kind, which waits. */
  function on(kind: RequestKind, spec: Spec, changes: NonNullable<ActSpec["changes"]>, afterMs = 0): ActSpec {
    const arrange = async () => {
      await begin(kind);
      world.clock.advance(afterMs);
    };
    return { ...spec, changes, arrange, ...(kind.subject ? { subject: kind.subject } : {}) };
  }
  const each = <Verb extends string>(verb: Verb, specOf: (kind: RequestKind) => ActSpec) =>
    Object.fromEntries(names.map((name) => [`${verb} ${name}`, specOf(kinds[name])])) as Record<
      `${Verb} ${Kind}`,
      ActSpec
    >;

  return {
    ...each("approve", (kind) => on(kind, acts.approve, yesTo(kind))),
    ...each("deny", (kind) => on(kind, acts.deny, becomes(kind, "denied"))),
    // Who may ask is who may deny: one kind for each of who decides.
    "question a grant": on(grant, acts.question, noted(grant, "question")),
    "question an ask for a payee": on(payees, acts.question, noted(payees, "question")),
    "question a removal": on(removal, acts.question, noted(removal, "question")),
    "review and approve a grant": on(grant, acts.review, yesTo(grant)),
    "answer a question": on(grant, acts.answer, noted(grant, "answer")),
    "cancel a request": on(grant, acts.cancel, becomes(grant, "cancelled")),
    "remind of a request": on(grant, acts.remind, { now: () => ["+ reminded of grant"] }),
    "proceed without approval": on(grant, acts.proceed, proceeds, day),
  };
}
export type RequestAct = keyof ReturnType<typeof requestSpecs>;

/**
 * DESIGN 2, approve, deny, ask the requester, and what whoever asked may do. A Payments Admin decides everything; a System
 * Administrator too what makes administrators, weakens the policy, or resets an administrator. A locked one may still deny.
 * Rita asked, and holds every right to decide but for that.
 */
export const requestTable = table<RequestAct, Column>(`
act                                   Sam   Marcus  Olivia  Rita  subject  Pat   Hana  Lou    Uma   Ina   Dan   Gus    Fay
approve a grant                       appr  now     now     own   about    appr  held  wrong  link  link  link  guest  alien
approve a raise                       appr  now     now     own   about    appr  held  wrong  link  link  link  guest  alien
approve an invitation                 appr  now     now     own   ·        appr  held  wrong  link  link  link  guest  alien
approve a reset of an administrator   appr  now     now     own   about    appr  held  wrong  link  link  link  guest  alien
approve an ask for a payee            appr  appr    now     own   about    appr  held  wrong  link  link  link  guest  alien
approve an ask for an administrator   appr  one     one     own   about    appr  held  wrong  link  link  link  guest  alien
approve a removal                     appr  appr    now     own   about    appr  held  wrong  link  link  link  guest  alien
approve a weaker policy               appr  now     now     own   ·        appr  held  wrong  link  link  link  guest  alien
approve a new email                   appr  appr    now     own   about    appr  held  wrong  link  link  link  guest  alien
review and approve a grant            appr  now     now     own   about    appr  held  wrong  link  link  link  guest  alien

deny a grant                          appr  now     now     own   about    appr  now   now    link  link  link  guest  alien
deny a raise                          appr  now     now     own   about    appr  now   now    link  link  link  guest  alien
deny an invitation                    appr  now     now     own   ·        appr  now   now    link  link  link  guest  alien
deny a reset of an administrator      appr  now     now     own   about    appr  now   now    link  link  link  guest  alien
deny an ask for a payee               appr  appr    now     own   about    appr  now   now    link  link  link  guest  alien
deny an ask for an administrator      appr  now     now     own   about    appr  now   now    link  link  link  guest  alien
deny a removal                        appr  appr    now     own   about    appr  now   now    link  link  link  guest  alien
deny a weaker policy                  appr  now     now     own   ·        appr  now   now    link  link  link  guest  alien
deny a new email                      appr  appr    now     own   about    appr  now   now    link  link  link  guest  alien

question a grant                      appr  now     now     own   about    appr  now   now    link  link  link  guest  alien
question an ask for a payee           appr  appr    now     own   about    appr  now   now    link  link  link  guest  alien
question a removal                    appr  appr    now     own   about    appr  now   now    link  link  link  guest  alien

answer a question                     req   req     req     now   req      req   req   req    link  link  link  guest  alien
cancel a request                      req   req     req     now   req      req   req   req    link  link  link  guest  alien
remind of a request                   req   req     req     now   req      req   req   req    link  link  link  guest  alien
proceed without approval              req   req     req     now   req      req   req   req    link  link  link  guest  alien
`);
