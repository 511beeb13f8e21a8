import { open } from "../crypto/secret-box.ts";
import { totpUri } from "../crypto/totp.ts";
import type { Deps } from "../deps.ts";
import { isFinishable } from "../domain/own-act.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findPendingFactor, listFactors } from "../store/factors.ts";
import { findUser } from "../store/users.ts";
import { secretPlace } from "./check-code.ts";
import type { Session } from "./find-session.ts";

export type OwnSetup = { secret: string; uri: string; replaces: boolean };

/** The app that this session is setting up: the same secret at every look, for a quarter of an hour after the fresh code. */
export async function viewOwnSetup(
  deps: Pick<Deps, "db" | "now" | "keys">,
  session: Session,
): Promise<Result<OwnSetup>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const user = await findUser(tx, session.userId);
    const factor = await findPendingFactor(tx, session.id, "totp");
    if (!user || !factor?.secretBox || !isFinishable(factor, user, deps.now()))
      return refuse({ code: "setup_over" });
    const secret = open(deps.keys, secretPlace(factor.id), factor.secretBox);
    const factors = await listFactors(tx, user.id);
    const replaces = factors.some(({ kind, state }) => kind === "totp" && state === "active");
    return ok({ secret, uri: totpUri(secret, session.company.displayName, user.email), replaces });
  });
}
