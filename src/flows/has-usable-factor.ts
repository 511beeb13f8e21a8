import type { Deps } from "../deps.ts";
import { inTenant } from "../store/db.ts";
import type { Session } from "./find-session.ts";
import { findUsableState } from "./find-usable-state.ts";

/** Whether it makes sense to ask this person for a code: after a stopped reset there may be nothing left to prove. */
export async function hasUsableFactor(deps: Pick<Deps, "db">, session: Session): Promise<boolean> {
  return inTenant(
    deps.db,
    session.companyId,
    async (tx) => (await findUsableState(tx, session.userId)) !== undefined,
  );
}
