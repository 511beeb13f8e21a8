import { hashToken, newToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { installStateLifetimeMs } from "../domain/installation.ts";
import { ok, type Result } from "../domain/result.ts";
import { needsSystemAdministrator } from "../domain/role.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { updateSession } from "../store/sessions.ts";
import type { Session } from "./find-session.ts";
import { listHelpers } from "./list-helpers.ts";
import { lockOwnAct, type OwnForm, proveOwnAct } from "./take-own-act.ts";

type Begun = {
  /** What Slack hands back with the browser: it is worth something in this session alone, once. */
  state: string;
};

/**
 * A System Administrator is about to install the app in a workspace, for the company that this session belongs to: never for
 * one that whoever installs in Slack could name. Rights first, then the code (R37). A second one voids the first.
 */
export async function beginSlackInstall(
  deps: Pick<Deps, "db" | "now" | "randomBytes" | "keys">,
  session: Session,
  { challengeId, code }: OwnForm,
): Promise<Result<Begun>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const locked = await lockOwnAct(tx, deps, { session, act: "slack_install", challengeId });
    if (!locked.ok) return locked;
    const { user, row } = locked.value;
    const helpers = await listHelpers(tx, { role: "system_administrator", except: user.id });
    const refusal = needsSystemAdministrator({ actor: user, helpers });
    const proof = await proveOwnAct(tx, deps, { locked: locked.value, code, refusal });
    if (!proof.ok) return proof;
    const { token: state } = newToken(deps.randomBytes, session.companyId);
    const now = deps.now();
    await updateSession(tx, row.id, {
      installStateHash: hashToken(state),
      installStateUntil: new Date(now.getTime() + installStateLifetimeMs),
    });
    await appendAudit(tx, {
      kind: "slack_install_begun",
      at: now,
      actorId: user.id,
      facts: { via: "portal" },
    });
    return ok({ state });
  });
}
