import type { Policy } from "./policy.ts";
import type { RequestKind } from "./request.ts";

const day = 24 * 60 * 60_000;
/** Whoever lost a deciding role counts as existing so long: removing the others first gains nothing (R33, R36). */
export const lostRoleCountsMs = 7 * day;

/** What is known of somebody who might decide. */
export type Decider = {
  id: string;
  isActive: boolean;
  isPaymentsAdmin: boolean;
  isSystemAdministrator: boolean;
  lostPaymentsAdminAt: Date | null;
  lostSystemAdministratorAt: Date | null;
  hasEverEnrolled: boolean;
  /** Can give an own code: enrolled now, in this account. */
  isEnrolled: boolean;
  heldUntil: Date | null;
};

export type Matter = {
  kind: RequestKind;
  requesterId: string;
  subjectId: string | null;
  isAsk: boolean;
  /** The subject is a Payments Admin or System Administrator. */
  isAboutAdministrator: boolean;
  /** A reset that needs somebody else whatever the policy says: something changed lately, or the password is forgotten, too. */
  needsSecondPerson: boolean;
};

/**
 * Grants, System Administrators, weaker policies, resets of administrators: a System Administrator may decide, too (DESIGN 2).
 * And an administrator's corrected email: whoever reads the new address of an invited one accepts in their place (R33).
 */
export const isForBoth = ({ kind, isAboutAdministrator }: Matter) =>
  kind === "grant" ||
  kind === "system_administrator" ||
  kind === "policy" ||
  (isAboutAdministrator && (kind === "reset" || kind === "email"));

/** How many approvals the rule asks for, before anybody is counted. */
export function ruleOf(matter: Matter, policy: Policy): number {
  switch (matter.kind) {
    case "grant":
    case "system_administrator":
    case "revoke":
      return policy.approvals[matter.kind];
    case "policy":
    case "email":
      return 1;
    case "reset":
      return resetRule(matter, policy);
  }
}

function resetRule({ isAsk, isAboutAdministrator, needsSecondPerson }: Matter, policy: Policy): number {
  if (isAsk) return isAboutAdministrator ? 2 : 1;
  return Math.max(policy.approvals.reset, isAboutAdministrator || needsSecondPerson ? 1 : 0);
}

/** Who exists to decide: holders of a deciding role and whoever lost one lately, enrolled once; never requester or subject. */
export function poolOf(matter: Matter, people: readonly Decider[], now: Date): Decider[] {
  const isLate = (at: Date | null) => at !== null && now.getTime() - at.getTime() < lostRoleCountsMs;
  return people.filter((one) => {
    if (one.id === matter.requesterId || one.id === matter.subjectId || !one.hasEverEnrolled) return false;
    if (one.isPaymentsAdmin || isLate(one.lostPaymentsAdminAt)) return true;
    return isForBoth(matter) && (one.isSystemAdministrator || isLate(one.lostSystemAdministratorAt));
  });
}

/** May this person decide at this instant? A held one may still deny, but gives no code. */
export function mayDecide(matter: Matter, one: Decider): boolean {
  if (one.id === matter.requesterId || one.id === matter.subjectId || !one.isActive) return false;
  return one.isPaymentsAdmin || (isForBoth(matter) && one.isSystemAdministrator);
}

/** Whether a yes given before still counts: its giver may decide now, and is not held (B19). */
const countsStill = (matter: Matter, one: Decider, now: Date) =>
  mayDecide(matter, one) && !(one.heldUntil && one.heldUntil > now);

export type Quorum = {
  /** What the rule asks for: the stricter of the policy at creation and now. */
  rule: number;
  /** The smaller of the rule and the people there are; an ask never falls below one. */
  required: number;
  given: number;
  isReduced: boolean;
  isReached: boolean;
};

/**
 * How many approvals are needed and given. An ask needs a Payments Admin among those who gave a code: whoever asked may not
 * do the act, so somebody who may must (DESIGN 2).
 */
export function quorumOf(
  matter: Matter,
  facts: {
    policy: Policy;
    ruleAtCreation: number;
    people: readonly Decider[];
    approverIds: readonly string[];
    now: Date;
  },
): Quorum {
  const { people, now } = facts;
  const rule = Math.max(facts.ruleAtCreation, ruleOf(matter, facts.policy));
  const floor = matter.isAsk ? 1 : 0;
  const required = Math.max(floor, Math.min(rule, poolOf(matter, people, now).length));
  const approvers = people.filter(
    (one) => facts.approverIds.includes(one.id) && countsStill(matter, one, now),
  );
  const hasOwner = !matter.isAsk || approvers.some((one) => one.isPaymentsAdmin);
  const given = approvers.length;
  return { rule, required, given, isReduced: required < rule, isReached: given >= required && hasOwner };
}

/** Those who could approve now, with a code of their own. */
export const approversOf = <T extends Decider>(matter: Matter, people: readonly T[], now: Date): T[] =>
  people.filter((one) => countsStill(matter, one, now) && one.isEnrolled);
