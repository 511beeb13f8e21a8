import type { Actor } from "../domain/actor.ts";
import { isAdministrator, isPaymentsAdmin } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import type { Tx } from "../store/db.ts";
import { lockGrant } from "../store/grants.ts";
import { lockSession } from "../store/sessions.ts";
import { lockLink } from "../store/slack-links.ts";
import { lockUsers, type User } from "../store/users.ts";

/** A user with the rights held at this very moment, under locks until the commit (R39). */
export type Person = User & { isPaymentsAdmin: boolean; isAdministrator: boolean; hasGrant: boolean };

/** The acting person, read again inside the transaction: user, grant, and the link or session that the act came by. */
export async function lockActor(tx: Tx, actor: Actor): Promise<Result<Person>> {
  const locked = await lockActorAnd(tx, actor, []);
  return locked.ok ? ok(locked.value.person) : locked;
}

/** The acting person and whom the act is about. Nobody's own self twice: the same row serves for both. */
export async function lockActorAndSubject(
  tx: Tx,
  actor: Actor,
  subjectId: string,
): Promise<Result<{ person: Person; subject: Person }>> {
  const locked = await lockActorAnd(tx, actor, [subjectId]);
  if (!locked.ok) return locked;
  const { person, others } = locked.value;
  return ok({ person, subject: getPerson(others, subjectId) });
}

/** The acting person and everybody else whom a decision is about, in one order, so that two acts wait instead of deadlocking. */
export async function lockActorAnd(
  tx: Tx,
  actor: Actor,
  otherIds: readonly string[],
): Promise<Result<{ person: Person; others: Map<string, Person> }>> {
  const users = await lockUsers(tx, [actor.userId, ...otherIds]);
  const user = users.get(actor.userId);
  if (!user) throw new Error("the acting person is no user of this company");
  if (!(await isStillTied(tx, actor)))
    return refuse({ code: actor.via === "slack" ? "not_linked" : "session_over" });
  if (user.status !== "active") return refuse({ code: "deactivated" });
  const others = new Map<string, Person>();
  for (const id of otherIds) {
    const other = users.get(id);
    if (other) others.set(id, await withRights(tx, other));
  }
  return ok({ person: others.get(user.id) ?? (await withRights(tx, user)), others });
}

export function getPerson(people: Map<string, Person>, id: string): Person {
  const person = people.get(id);
  if (!person) throw new Error("a person of this act is no user of this company");
  return person;
}

async function isStillTied(tx: Tx, actor: Actor): Promise<boolean> {
  if (actor.via === "portal") {
    const session = await lockSession(tx, actor.sessionId);
    return session?.userId === actor.userId && session.level === "full";
  }
  const link = await lockLink(tx, actor);
  return link?.state === "active" && link.userId === actor.userId;
}

/** A user with its rights, the grant locked. */
export async function withRights(tx: Tx, user: User): Promise<Person> {
  const hasGrant = (await lockGrant(tx, user.id)) !== undefined;
  return {
    ...user,
    hasGrant,
    isPaymentsAdmin: isPaymentsAdmin(user, hasGrant),
    isAdministrator: isAdministrator(user, hasGrant),
  };
}
