import { hashToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { inTenant } from "../store/db.ts";
import { spendInstallState as spendRow } from "../store/sessions.ts";
import type { Session } from "./find-session.ts";

/** Whether the browser brings back what this very session was sent to Slack with: in time, and for the first time. */
export const spendInstallState = (
  deps: Pick<Deps, "db" | "now">,
  session: Session,
  state: string,
): Promise<boolean> =>
  inTenant(deps.db, session.companyId, (tx) =>
    spendRow(tx, { id: session.id, hash: hashToken(state), now: deps.now() }),
  );
