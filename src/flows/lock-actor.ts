import type { Actor } from "../domain/actor.ts";
import { isAdministrator, isPaymentsAdmin } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import type { Tx } from "../store/db.ts";
import { lockGrant } from "../store/grants.ts";
import { lockSession } from "../store/sessions.ts";
import { lockLink } from "../store/slack-links.ts";
import { lockTwoUsers, lockUser, type User } from "../store/users.ts";

/** A user with the rights held at this very moment, under locks until the commit (R39). */
export type Person = User & { isPaymentsAdmin: boolean; isAdministrator: boolean };

/** The acting person, read again inside the transaction: user, grant, and the link or session that the act came by. */
export async function lockActor(tx: Tx, actor: Actor): Promise<Result<Person>> {
  return admit(tx, actor, await lockUser(tx, actor.userId));
}

/** The acting person and whom the act is about. Nobody's own self twice: the same row serves for both. */
export async function lockActorAndSubject(
  tx: Tx,
  actor: Actor,
  subjectId: string,
): Promise<Result<{ person: Person; subject: Person }>> {
  const [user, other] =
    actor.userId === subjectId
      ? await lockUser(tx, actor.userId).then((both) => [both, both] as const)
      : await lockTwoUsers(tx, actor.userId, subjectId);
  const admitted = await admit(tx, actor, user);
  if (!admitted.ok) return admitted;
  return ok({ person: admitted.value, subject: await withRights(tx, other) });
}

async function admit(tx: Tx, actor: Actor, user: User): Promise<Result<Person>> {
  if (!(await isStillTied(tx, actor)))
    return refuse({ code: actor.via === "slack" ? "not_linked" : "session_over" });
  if (user.status !== "active") return refuse({ code: "deactivated" });
  return ok(await withRights(tx, user));
}

async function isStillTied(tx: Tx, actor: Actor): Promise<boolean> {
  if (actor.via === "portal") {
    const session = await lockSession(tx, actor.sessionId);
    return session?.userId === actor.userId && session.level === "full";
  }
  const link = await lockLink(tx, actor);
  return link?.state === "active" && link.userId === actor.userId;
}

async function withRights(tx: Tx, user: User): Promise<Person> {
  const hasGrant = (await lockGrant(tx, user.id)) !== undefined;
  return {
    ...user,
    isPaymentsAdmin: isPaymentsAdmin(user, hasGrant),
    isAdministrator: isAdministrator(user, hasGrant),
  };
}
