import type { Deps } from "../deps.ts";
import { ownEventText, toldKinds } from "../domain/own-event.ts";
import { fullName } from "../domain/person.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { listOwnEvents } from "../store/own-events.ts";
import { findUsers } from "../store/users.ts";
import type { Session } from "./find-session.ts";

/** `place`: to read on before it. `isOwn`: done by this person, or by whoever sits in their place. */
export type Activity = { place: number; at: Date; text: string; device: string | null; isOwn: boolean };
export type ActivityPage = { events: Activity[]; before: number | undefined };

const perPage = 20;

/** The security events of one's own account, newest first, in plain words (R53, R60). */
export async function listOwnActivity(
  deps: Pick<Deps, "db">,
  session: Session,
  page: { before?: number | undefined; limit?: number } = {},
): Promise<ActivityPage> {
  return inTenant(deps.db, session.companyId, (tx) => loadActivity(tx, session.userId, page));
}

export async function loadActivity(
  tx: Tx,
  userId: string,
  { before, limit = perPage }: { before?: number | undefined; limit?: number },
): Promise<ActivityPage> {
  const rows = await listOwnEvents(tx, { userId, kinds: toldKinds, before, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const others = shown.flatMap(({ actorId, subjectId }) =>
    [actorId, subjectId].filter((id): id is string => id !== null && id !== userId),
  );
  const people = new Map((await findUsers(tx, others)).map((user) => [user.id, fullName(user)]));
  const events = shown.flatMap((row): Activity[] => {
    const by = row.actorId === userId ? "me" : row.actorId ? "other" : "nobody";
    const otherId = by === "other" ? row.actorId : row.subjectId === userId ? null : row.subjectId;
    const name = otherId ? (people.get(otherId) ?? "a colleague") : "";
    const fact = (key: string) => (typeof row.facts[key] === "string" ? String(row.facts[key]) : "");
    const factor = fact("factor") || fact("after");
    const isReplacement = factor !== "" && fact("before").split(" ").includes(factor);
    const text = ownEventText({ kind: row.kind, by, name, factor, isReplacement });
    if (!text) return [];
    return [{ place: row.seq, at: row.at, text, device: fact("device") || null, isOwn: by === "me" }];
  });
  return { events, before: rows.length > limit ? shown.at(-1)?.seq : undefined };
}
