import type { Deps } from "../deps.ts";
import { ok, type Result } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { updateUser } from "../store/users.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";

/** The zone in which this person's pages and mails say times; null: the company's. */
export async function setTimeZone(
  deps: Pick<Deps, "db" | "now">,
  session: Session,
  { timeZone }: { timeZone: string | null },
): Promise<Result<void>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const locked = await lockSessionUser(tx, session, { level: "full", now: deps.now() });
    if (!locked.ok) return locked;
    await updateUser(tx, locked.value.user.id, { timeZone });
    return ok(undefined);
  });
}
