import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { fullName } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { countOpenInvitations, listOpenInvitations } from "../store/invitations.ts";
import { findUser } from "../store/users.ts";
import { auditRefusal } from "./audit-act.ts";
import { listHelpers } from "./list-helpers.ts";
import { inviterName } from "./view-person.ts";

const invitationsPerPage = 10;

export type ListedInvitation = {
  userId: string;
  name: string;
  email: string;
  relationship: "employee" | "payee";
  invitedBy: string | null;
  expiresAt: Date;
  isExpired: boolean;
};

/** `page` counts from 0. */
export type InvitationsPage = { invitations: ListedInvitation[]; page: number; pages: number };

/** Invitations that nobody has accepted, newest first: for System Administrators, who can send them again or withdraw them. */
export async function listInvitations(
  deps: Pick<Deps, "db" | "now">,
  actor: Actor,
  { page: asked = 0 }: { page?: number } = {},
): Promise<Result<InvitationsPage>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const person = await findUser(tx, actor.userId);
    if (person?.role !== "system_administrator") {
      const helpers = await listHelpers(tx, { role: "system_administrator", except: actor.userId });
      const refusal = { code: "not_system_administrator", helpers } as const;
      return refuse(await auditRefusal(tx, deps, { actor, act: "list_invitations", refusal }));
    }
    const pages = Math.max(1, Math.ceil((await countOpenInvitations(tx)) / invitationsPerPage));
    // The list grew shorter since the button was drawn.
    const page = Math.min(Math.max(0, asked), pages - 1);
    const window = { offset: page * invitationsPerPage, limit: invitationsPerPage };
    const rows = await listOpenInvitations(tx, window);
    const now = deps.now();
    const invitations = rows.map((row) => ({
      userId: row.userId,
      name: fullName(row),
      email: row.email,
      relationship: row.relationship,
      invitedBy: inviterName(row),
      expiresAt: row.expiresAt,
      isExpired: row.expiresAt <= now,
    }));
    return ok({ invitations, page, pages });
  });
}
