import type { Deps } from "../deps.ts";
import type { SlackActor } from "../domain/actor.ts";
import { normalizeEmail } from "../domain/email.ts";
import { fullName } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findLink } from "../store/slack-links.ts";
import { findUser, findUserByEmail, type User } from "../store/users.ts";
import type { FoundPerson } from "./search-people.ts";
import { strangerRefusal } from "./view-person.ts";

/** As somebody is named after a command: by an address, or by `@name` in the actor's own workspace. */
export type Named = { email: string } | { slackUserId: string };

/** Whoever is meant, by an active link or an address; undefined: nobody of this company. Payees learn nothing of who exists (R32). */
export async function findNamedPerson(
  deps: Pick<Deps, "db" | "now">,
  actor: SlackActor,
  named: Named,
): Promise<Result<FoundPerson | undefined>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const stranger = await strangerRefusal(tx, deps, { actor, act: "find_person" });
    if (stranger) return refuse(stranger);
    const user =
      "email" in named
        ? await findUserByEmail(tx, normalizeEmail(named.email))
        : await findLinked(tx, { workspaceId: actor.workspaceId, slackUserId: named.slackUserId });
    if (!user) return ok(undefined);
    const { id, email, organisation, relationship, role, status } = user;
    return ok({ id, name: fullName(user), email, organisation, relationship, role, status });
  });
}

async function findLinked(
  tx: Tx,
  identity: { workspaceId: string; slackUserId: string },
): Promise<User | undefined> {
  const link = await findLink(tx, identity);
  return link?.state === "active" ? findUser(tx, link.userId) : undefined;
}
