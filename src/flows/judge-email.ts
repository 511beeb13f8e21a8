import { domainRefusal } from "../domain/invitation.ts";
import { fullName } from "../domain/person.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { RequestDetails } from "../domain/request.ts";
import { getCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { findUserByEmail } from "../store/users.ts";
import { listHelpers } from "./list-helpers.ts";
import type { Person } from "./lock-actor.ts";

type Correction = { person: Person; subject: Person; details: Extract<RequestDetails, { kind: "email" }> };

/** May this Payments Admin correct that person's sign-in address? One's own is changed in the portal. */
export async function judgeEmail(
  tx: Tx,
  { person, subject, details }: Correction,
): Promise<Refusal | undefined> {
  const name = subject.firstName;
  if (!person.isPaymentsAdmin) {
    const helpers = await listHelpers(tx, { role: "payments_admin", except: person.id });
    return { code: "not_payments_admin", helpers };
  }
  if (person.id === subject.id) return { code: "self_role" };
  if (subject.status === "deactivated") return { code: "person_deactivated", name };
  if (subject.email !== details.from || details.to === details.from) return { code: "nothing_changes" };
  const known = await findUserByEmail(tx, details.to);
  if (known) return { code: "email_known", name: fullName(known), status: known.status };
  return domainRefusal(details.to, subject.relationship, (await getCompany(tx)).emailDomains);
}
