import type { Actor } from "../domain/actor.ts";
import { isAdministrator, isPaymentsAdmin } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import type { Tx } from "../store/db.ts";
import { lockGrants } from "../store/grants.ts";
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
  const { person, people } = locked.value;
  return ok({ person, subject: getPerson(people, subjectId) });
}

/** The acting person and everybody else whom a decision is about. */
export async function lockActorAnd(
  tx: Tx,
  actor: Actor,
  otherIds: readonly string[],
): Promise<Result<{ person: Person; people: Map<string, Person> }>> {
  const locks = [lockPeople(tx, [actor.userId, ...otherIds]), isStillTied(tx, actor)] as const;
  const [people, isTied] = await Promise.all(locks);
  const person = getPerson(people, actor.userId);
  if (!isTied) return refuse({ code: actor.via === "slack" ? "not_linked" : "session_over" });
  if (person.status !== "active") return refuse({ code: "deactivated" });
  return ok({ person, people });
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

/** Users with their rights, both locked; in the order of their ids, so that two acts on each other wait instead of deadlocking. */
export async function lockPeople(tx: Tx, ids: readonly string[]): Promise<Map<string, Person>> {
  const [users, holders] = await Promise.all([lockUsers(tx, ids), lockGrants(tx, ids)]);
  return new Map([...users].map(([id, user]) => [id, withRights(user, holders.has(id))]));
}

const withRights = (user: User, hasGrant: boolean): Person => ({
  ...user,
  hasGrant,
  isPaymentsAdmin: isPaymentsAdmin(user, hasGrant),
  isAdministrator: isAdministrator(user, hasGrant),
});
