import { domainRefusal, isUnfinished } from "../domain/invitation.ts";
import { fullName } from "../domain/person.ts";
import type { Refusal } from "../domain/refusal.ts";
import { getCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { findUserByEmail, type User } from "../store/users.ts";
import { listHelpers } from "./list-helpers.ts";
import type { Person } from "./lock-actor.ts";

/** A withdrawn invitation leaves a row without a history: inviting the address again opens that row anew. */
export const wasNeverSetUp = ({ status, everEnrolledAt }: User) =>
  status === "deactivated" && everEnrolledAt === null;

type Invitee = { email: string; relationship: "employee" | "payee" };

/** May this person invite that address? `email` is normalised. */
export async function judgeInvitee(tx: Tx, person: Person, invitee: Invitee): Promise<Refusal | undefined> {
  if (person.role !== "system_administrator") {
    const helpers = await listHelpers(tx, { role: "system_administrator", except: person.id });
    return { code: "not_system_administrator", helpers };
  }
  const known = await findUserByEmail(tx, invitee.email);
  if (known && !wasNeverSetUp(known))
    return {
      code: "email_known",
      name: fullName(known),
      status: isUnfinished(known) ? "unfinished" : known.status,
    };
  return domainRefusal(invitee.email, invitee.relationship, (await getCompany(tx)).emailDomains);
}
