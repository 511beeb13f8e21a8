import type { Deps } from "../deps.ts";
import type { SlackActor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { lockLink, removeLink } from "../store/slack-links.ts";
import { auditAct } from "./audit-act.ts";
import { lockActor } from "./lock-actor.ts";

/** The person cuts the tie between this Slack identity and the own account. */
export async function unlink(deps: Pick<Deps, "db" | "now">, actor: SlackActor): Promise<Result<void>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockActor(tx, actor);
    if (!locked.ok) return locked;
    const link = await lockLink(tx, actor);
    if (!link || !(await removeLink(tx, link.id, deps.now()))) return refuse({ code: "not_linked" });
    await auditAct(tx, deps, { actor, kind: "slack_unlinked" });
    return ok(undefined);
  });
}
