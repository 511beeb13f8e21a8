import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { fullName } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { searchable } from "../domain/text.ts";
import { inTenant } from "../store/db.ts";
import { listUsers, searchUsers } from "../store/users.ts";
import type { FoundPerson } from "./search-people.ts";
import { strangerRefusal } from "./view-person.ts";

const peoplePerPage = 25;
/** Whoever leafs further is looking for somebody, and finds them sooner by name; no page makes the database read more. */
const maxPage = 39;

/** `page` counts from 0. How many pages there are is not said: counting a million people would take longer than finding one. */
export type PeoplePage = { people: FoundPerson[]; page: number; hasMore: boolean };

/** The company's people by name, all or those whose name or email begins as typed: for any active employee (DESIGN 2, R32). */
export async function listPeople(
  deps: Pick<Deps, "db" | "now">,
  actor: Actor,
  { typed, page: asked = 0 }: { typed: string; page?: number },
): Promise<Result<PeoplePage>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const stranger = await strangerRefusal(tx, deps, { actor, act: "list_people" });
    if (stranger) return refuse(stranger);
    const page = Math.min(Math.max(0, asked), maxPage);
    const offset = page * peoplePerPage;
    const limit = peoplePerPage + 1;
    const name = searchable(typed);
    const rows =
      name === ""
        ? await listUsers(tx, { offset, limit })
        : (await searchUsers(tx, name, offset + limit)).slice(offset);
    const people = rows.slice(0, peoplePerPage).map(({ firstName, lastName, ...row }) => ({
      ...row,
      name: fullName({ firstName, lastName }),
    }));
    return ok({ people, page, hasMore: rows.length > peoplePerPage && page < maxPage });
  });
}
