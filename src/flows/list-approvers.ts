import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { listDeciders } from "../store/deciders.ts";
import { listActiveLinks } from "../store/workspace-links.ts";

/** Somebody who can approve, and who that is in one workspace; null: not linked there. */
export type Approver = { firstName: string; slackUserId: string | null };

/** Everybody who can approve something, with the own code: those who should be in the approvals channel. */
export function listApprovers(
  deps: Pick<Deps, "db" | "now">,
  actor: Actor,
  workspaceId: string,
): Promise<Approver[]> {
  return inTenant(deps.db, actor.companyId, (tx) => approversIn(tx, { workspaceId, now: deps.now() }));
}

/** The same inside a transaction that reads more. */
export async function approversIn(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
): Promise<Approver[]> {
  const people = (await listDeciders(tx, now)).filter(
    (one) => (one.isPaymentsAdmin || one.isSystemAdministrator) && one.isEnrolled,
  );
  const links = await listActiveLinks(tx, { workspaceId, userIds: people.map((one) => one.id) });
  const byUser = new Map(links.map((one) => [one.userId, one.slackUserId]));
  return people.map(({ id, firstName }) => ({ firstName, slackUserId: byUser.get(id) ?? null }));
}
