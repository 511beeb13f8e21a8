import {
  correctEmailRefusal,
  deactivateRefusal,
  lowerRefusal,
  type RoleFacts,
  raiseRefusal,
  reactivateRefusal,
  resendRefusal,
  revokeRefusal,
  withdrawRefusal,
} from "./role.ts";

/** What can be done to one person's account, gravest last, each with an own code. */
const rules = {
  resend: resendRefusal,
  raise: raiseRefusal,
  email: correctEmailRefusal,
  reactivate: reactivateRefusal,
  revoke: revokeRefusal,
  lower: lowerRefusal,
  withdraw: withdrawRefusal,
  deactivate: deactivateRefusal,
} as const;

export type PersonAct = keyof typeof rules;
export const personActs = Object.keys(rules) as PersonAct[];

export const personActRefusal = (act: PersonAct, facts: RoleFacts) => rules[act](facts);

/** Whose role a refusal names as the way on. */
export const roleFor = (act: PersonAct) =>
  act === "email" || act === "revoke" ? "payments_admin" : "system_administrator";

/** An open invitation is withdrawn, not deactivated: one word for one thing. */
export const offeredActs = (facts: RoleFacts): PersonAct[] =>
  personActs.filter(
    (act) =>
      personActRefusal(act, facts) === undefined &&
      !(act === "deactivate" && facts.subject.status === "invited"),
  );
