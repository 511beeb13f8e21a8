import type { Deps } from "../deps.ts";
import { inTenant } from "../store/db.ts";
import { listFactors } from "../store/factors.ts";
import type { Session } from "./find-session.ts";
import { isAppOnly } from "./text-code.ts";

/** Which ways to get codes this person has; and whether a number may be set up, or why not (R18). */
export async function viewOwnFactors(
  deps: Pick<Deps, "db" | "smsCountries">,
  session: Session,
): Promise<{ hasApp: boolean; hasTexts: boolean; texts: "offered" | "no_texts" | "app_only" }> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const active = (await listFactors(tx, session.userId)).filter(({ state }) => state === "active");
    const has = (kind: string) => active.some((factor) => factor.kind === kind);
    const mustUseApp = session.user.isAdministrator && (await isAppOnly(tx));
    const texts = !deps.smsCountries ? "no_texts" : mustUseApp ? "app_only" : "offered";
    return { hasApp: has("totp"), hasTexts: has("sms"), texts };
  });
}
