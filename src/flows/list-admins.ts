import type { Deps } from "../deps.ts";
import { fullName } from "../domain/person.ts";
import { inTenant } from "../store/db.ts";
import { listAdministrators } from "../store/users.ts";
import { eachCompany } from "./each-company.ts";

export type ListedAdmin = {
  company: string;
  name: string;
  email: string;
  enrolled: boolean;
  grantedAt: Date;
};

/** The Payments Admins of one company or of all. */
export async function listAdmins(
  deps: Pick<Deps, "db">,
  { slug }: { slug?: string | undefined },
): Promise<ListedAdmin[]> {
  const listed: ListedAdmin[] = [];
  for (const company of await eachCompany(deps, slug)) {
    const people = await inTenant(deps.db, company.companyId, listAdministrators);
    for (const person of people) {
      if (!person.grantedAt) continue;
      const enrolled = person.firstEnrolledAt !== null;
      const { email, grantedAt } = person;
      listed.push({ company: company.slug, name: fullName(person), email, enrolled, grantedAt });
    }
  }
  return listed;
}
