import type { Deps } from "../deps.ts";
import { isSameGovernance, isWeaker } from "../domain/policy.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { RequestDetails } from "../domain/request.ts";
import { grantRefusal, type Others, raiseRefusal, revokeRefusal } from "../domain/role.ts";
import { governanceOf } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { listDeciders } from "../store/deciders.ts";
import { judgeEmail } from "./judge-email.ts";
import { judgeInvitee } from "./judge-invitee.ts";
import { judgeReset, limitRefusal } from "./judge-reset.ts";
import { listHelpers } from "./list-helpers.ts";
import type { Person } from "./lock-actor.ts";

export type ActFacts = {
  details: RequestDetails;
  /** Whoever is answerable for the act: the requester; for an ask the Payments Admin who decides it. */
  person: Person;
  subject: Person | undefined;
  isAsk?: boolean;
};

/**
 * May this be done now? The same question before a request is made and when it executes, on locked rows (R39). The company's
 * lock is held by the caller: nobody else changes roles meanwhile.
 */
export async function judgeAct(
  tx: Tx,
  deps: Pick<Deps, "now" | "isUnhurried">,
  facts: ActFacts,
): Promise<Refusal | undefined> {
  const { details, person, subject } = facts;
  switch (details.kind) {
    case "policy": {
      if (person.role !== "system_administrator") return notSystemAdministrator(tx, person);
      const isSame = isSameGovernance(await governanceOf(tx), details.before);
      return isSame ? undefined : { code: "policy_changed_since" };
    }
    case "system_administrator":
      if (details.invitee) return judgeInvitee(tx, person, { ...details.invitee, relationship: "employee" });
      return raiseRefusal(await roleFacts(tx, deps, { person, subject, role: "system_administrator" }));
    case "grant":
      return grantRefusal(await roleFacts(tx, deps, { person, subject, role: "payments_admin" }));
    case "revoke":
      return revokeRefusal(await roleFacts(tx, deps, { person, subject, role: "payments_admin" }));
    case "email":
      return judgeEmail(tx, { person, subject: known(subject), details });
    case "reset": {
      const about = { person, subject: known(subject), isAsk: facts.isAsk === true };
      const { refusal } = await judgeReset(tx, deps, about);
      if (refusal || about.isAsk) return refusal;
      return limitRefusal(tx, deps, { personId: person.id, subjectId: about.subject.id });
    }
  }
}

const notSystemAdministrator = async (tx: Tx, person: Person): Promise<Refusal> => ({
  code: "not_system_administrator",
  helpers: await listHelpers(tx, { role: "system_administrator", except: person.id }),
});

function known(subject: Person | undefined): Person {
  if (!subject) throw new Error("an act on a person names nobody");
  return subject;
}

type About = { person: Person; subject: Person | undefined; role: "payments_admin" | "system_administrator" };

/** What the rules about roles look at. */
export async function roleFacts(tx: Tx, deps: Pick<Deps, "now">, { person, subject, role }: About) {
  const helpers = await listHelpers(tx, { role, except: person.id });
  const others = await countOthers(tx, deps, known(subject).id);
  return { actor: person, subject: known(subject), others, helpers };
}

/** Who would be left without this person (R34). */
async function countOthers(tx: Tx, deps: Pick<Deps, "now">, subjectId: string): Promise<Others> {
  const others = (await listDeciders(tx, deps.now())).filter((one) => one.id !== subjectId);
  return {
    enrolledPaymentsAdmins: others.filter((one) => one.isPaymentsAdmin && one.isEnrolled).length,
    systemAdministrators: others.filter((one) => one.isSystemAdministrator && one.isActive).length,
  };
}

/** Whether this change of the policy needs somebody else. */
export const needsApproval = (details: RequestDetails) =>
  details.kind !== "policy" || isWeaker(details.before, details.after);
