import type { Deps } from "../deps.ts";
import { inTenant } from "../store/db.ts";
import { listFactors } from "../store/factors.ts";
import type { Session } from "./find-session.ts";

/** Which ways to get codes this person has. */
export async function viewOwnFactors(
  deps: Pick<Deps, "db">,
  session: Session,
): Promise<{ hasApp: boolean; hasTexts: boolean }> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const active = (await listFactors(tx, session.userId)).filter(({ state }) => state === "active");
    const has = (kind: string) => active.some((factor) => factor.kind === kind);
    return { hasApp: has("totp"), hasTexts: has("sms") };
  });
}
