import { companyOfToken, hashToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { fullName } from "../domain/person.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant } from "../store/db.ts";
import { findInvitation } from "../store/invitations.ts";
import { findUser } from "../store/users.ts";
import { type CompanyContact, contactOf } from "./company-contact.ts";

export type ClosedInvitation = CompanyContact & {
  /** Who invited; null when the operator did, or an account that is gone. */
  inviterName: string | null;
  /** When a new one was asked for. */
  askedAt: Date | null;
};

/** Whom to ask about an invitation that does not work any more; undefined when it never was one of ours. Changes nothing (R30). */
export async function viewClosedInvitation(
  deps: Pick<Deps, "db">,
  token: string,
): Promise<ClosedInvitation | undefined> {
  const companyId = companyOfToken(token);
  if (!companyId) return undefined;
  return inTenant(deps.db, companyId, async (tx) => {
    const invitation = await findInvitation(tx, hashToken(token));
    if (!invitation) return undefined;
    const inviter = invitation.invitedBy ? await findUser(tx, invitation.invitedBy) : undefined;
    return {
      ...contactOf(await getCompany(tx)),
      inviterName: inviter?.status === "active" ? fullName(inviter) : null,
      askedAt: invitation.renewalAskedAt,
    };
  });
}
