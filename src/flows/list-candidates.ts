import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { fullName } from "../domain/person.ts";
import { inTenant } from "../store/db.ts";
import { findUser, listAdministrators } from "../store/users.ts";
import type { FoundPerson } from "./search-people.ts";

/** What fits a page at a glance; anybody else is found by name. */
const maxShown = 25;

/** System Administrators without a grant, who could be given one, oneself aside; nobody for a payee (R32). */
export async function listCandidates(deps: Pick<Deps, "db">, actor: Actor): Promise<FoundPerson[]> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const person = await findUser(tx, actor.userId);
    if (person?.relationship !== "employee" || person.status !== "active") return [];
    return (await listAdministrators(tx))
      .filter((one) => one.role === "system_administrator" && one.grantedAt === null && one.id !== person.id)
      .slice(0, maxShown)
      .map(({ id, firstName, lastName, email, role, status }) => ({
        ...{ id, email, role, status, name: fullName({ firstName, lastName }) },
        ...{ organisation: null, relationship: "employee" as const },
      }));
  });
}
