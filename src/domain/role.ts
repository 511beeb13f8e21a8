import { isUnfinished } from "./invitation.ts";
import { isAdministrator } from "./person.ts";
import type { Refusal } from "./refusal.ts";

/** What a rule about roles looks at: a person with the rights held at this moment. */
export type RoleHolder = {
  id: string;
  firstName: string;
  relationship: "employee" | "payee";
  role: "member" | "system_administrator";
  status: "invited" | "active" | "deactivated";
  isPaymentsAdmin: boolean;
  /** Also one that does not count yet, as its holder has not enrolled. */
  hasGrant: boolean;
  firstEnrolledAt: Date | null;
};

/** How many people would be left, the subject not counted. */
export type Others = { enrolledPaymentsAdmins: number; systemAdministrators: number };

export type RoleFacts = { actor: RoleHolder; subject: RoleHolder; others: Others; helpers: string[] };

type Rule = (facts: RoleFacts) => Refusal | undefined;

/** For what only System Administrators do, and is about nobody. */
export const needsSystemAdministrator = ({
  actor,
  helpers,
}: {
  actor: Pick<RoleHolder, "role">;
  helpers: string[];
}): Refusal | undefined =>
  actor.role === "system_administrator" ? undefined : { code: "not_system_administrator", helpers };

const needsPaymentsAdmin: Rule = ({ actor, helpers }) =>
  actor.isPaymentsAdmin ? undefined : { code: "not_payments_admin", helpers };

/** Nobody grants to, raises, lowers or deactivates oneself (R33). */
const notOneself: Rule = ({ actor, subject }) =>
  actor.id === subject.id ? { code: "self_role" } : undefined;

const notDeactivated: Rule = ({ subject }) =>
  subject.status === "deactivated" ? { code: "person_deactivated", name: subject.firstName } : undefined;

/** The last enrolled Payments Admin stays: without one nobody can reset anybody (R34). */
const keepsPaymentsAdmin: Rule = ({ subject, others }) => {
  const isEnrolled = subject.hasGrant && subject.firstEnrolledAt !== null;
  return isEnrolled && others.enrolledPaymentsAdmins === 0
    ? { code: "last_payments_admin", name: subject.firstName }
    : undefined;
};

const keepsSystemAdministrator: Rule = ({ subject, others }) =>
  subject.role === "system_administrator" && others.systemAdministrators === 0
    ? { code: "last_system_administrator", name: subject.firstName }
    : undefined;

/** The first no of a list of rules, read from top to bottom. */
const firstNo =
  (...rules: Rule[]): Rule =>
  (facts) => {
    for (const rule of rules) {
      const refusal = rule(facts);
      if (refusal) return refusal;
    }
    return undefined;
  };

/** Payments Admin for a System Administrator, invited or active; by an administrator, never to oneself. */
export const grantRefusal = firstNo(
  ({ actor, helpers }) =>
    isAdministrator(actor, actor.isPaymentsAdmin) ? undefined : { code: "not_administrator", helpers },
  notOneself,
  notDeactivated,
  ({ subject }) => {
    const { firstName: name, role, relationship, hasGrant } = subject;
    if (relationship === "payee") return { code: "payee_has_no_role", name };
    if (hasGrant) return { code: "already_payments_admin", name };
    return role === "system_administrator" ? undefined : { code: "not_yet_system_administrator", name };
  },
);

/** Taking Payments Admin away, one's own too; never the last enrolled one's. */
export const revokeRefusal = firstNo(
  needsPaymentsAdmin,
  ({ subject }) => (subject.hasGrant ? undefined : { code: "is_no_payments_admin", name: subject.firstName }),
  keepsPaymentsAdmin,
);

export const raiseRefusal = firstNo(needsSystemAdministrator, notOneself, notDeactivated, ({ subject }) => {
  const { firstName: name, role, relationship } = subject;
  if (relationship === "payee") return { code: "payee_has_no_role", name };
  return role === "member" ? undefined : { code: "already_system_administrator", name };
});

/** Losing System Administrator takes Payments Admin with it (DESIGN 1). */
export const lowerRefusal = firstNo(
  needsSystemAdministrator,
  notOneself,
  ({ subject }) =>
    subject.role === "system_administrator"
      ? undefined
      : { code: "is_no_system_administrator", name: subject.firstName },
  keepsSystemAdministrator,
  keepsPaymentsAdmin,
);

export const deactivateRefusal = firstNo(
  needsSystemAdministrator,
  notOneself,
  ({ subject }) =>
    subject.status === "deactivated" ? { code: "already_deactivated", name: subject.firstName } : undefined,
  keepsSystemAdministrator,
  keepsPaymentsAdmin,
);

export const reactivateRefusal = firstNo(needsSystemAdministrator, notOneself, ({ subject }) =>
  subject.status === "deactivated" ? undefined : { code: "not_deactivated", name: subject.firstName },
);

/** Withdrawing an invitation: only while it is open. */
export const withdrawRefusal = firstNo(needsSystemAdministrator, ({ subject }) =>
  subject.status === "invited" ? undefined : { code: "no_open_invitation" },
);

/** Sending an invitation again: while it is open, and to whoever accepted and never set up codes: they begin anew. */
export const resendRefusal = firstNo(needsSystemAdministrator, ({ subject }) =>
  subject.status === "invited" || isUnfinished(subject) ? undefined : { code: "no_open_invitation" },
);

/** One's own address is changed in the portal, with a fresh code and both mailboxes (R51). */
export const correctEmailRefusal = firstNo(needsPaymentsAdmin, notOneself, notDeactivated);
