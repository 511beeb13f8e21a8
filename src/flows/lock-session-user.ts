import { isAdministrator } from "../domain/person.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { isLive, type Level } from "../domain/session.ts";
import type { Tx } from "../store/db.ts";
import { hasGrant } from "../store/grants.ts";
import { lockSession, type SessionRow } from "../store/sessions.ts";
import { lockUser, type User } from "../store/users.ts";
import type { Session } from "./find-session.ts";

export type SessionUser = { row: SessionRow; user: User & { isAdministrator: boolean } };

/** User and session of a browser, locked and judged again: level, end, and the epoch under which it began (R39, R44). */
export async function lockSessionUser(
  tx: Tx,
  session: Session,
  { level, now }: { level: Level; now: Date },
): Promise<Result<SessionUser, Extract<Refusal, { code: "session_over" }>>> {
  const locked = await lockUser(tx, session.userId);
  const user = { ...locked, isAdministrator: isAdministrator(locked, await hasGrant(tx, locked.id)) };
  const row = await lockSession(tx, session.id);
  if (!row || row.level !== level || !isLive(row, user, now)) return refuse({ code: "session_over" });
  return ok({ row, user });
}
