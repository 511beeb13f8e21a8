import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { fullName } from "../domain/person.ts";
import { searchable } from "../domain/text.ts";
import { inTenant } from "../store/db.ts";
import { findUser, searchUsers } from "../store/users.ts";

/** What fits a menu at a glance. */
const maxFound = 25;

export type FoundPerson = {
  id: string;
  name: string;
  email: string;
  organisation: string | null;
  relationship: "employee" | "payee";
  role: "member" | "system_administrator";
  status: "invited" | "active" | "deactivated";
};

/**
 * People of the company whose name or email begins as typed, for a type-ahead. For active employees only: a payee gets the same
 * empty list for known and unknown people (R32).
 */
export async function searchPeople(
  deps: Pick<Deps, "db">,
  actor: Actor,
  typed: string,
): Promise<FoundPerson[]> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const person = await findUser(tx, actor.userId);
    if (person?.relationship !== "employee" || person.status !== "active") return [];
    const rows = await searchUsers(tx, searchable(typed), maxFound);
    return rows.map(({ firstName, lastName, ...row }) => ({
      ...row,
      name: fullName({ firstName, lastName }),
    }));
  });
}
