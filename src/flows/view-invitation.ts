import { companyOfToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { type CompanyContact, contactOf } from "./company-contact.ts";
import { findOpenInvitation } from "./find-open-invitation.ts";

export type InvitationView = CompanyContact & { email: string; firstName: string };

/** Whom an invitation is for. Changes nothing: mail scanners open links (R30). */
export async function viewInvitation(
  deps: Pick<Deps, "db" | "now">,
  token: string,
): Promise<Result<InvitationView>> {
  const companyId = companyOfToken(token);
  if (!companyId) return refuse({ code: "invitation_unknown" });
  return inTenant(deps.db, companyId, async (tx) => {
    const open = await findOpenInvitation(tx, token, deps.now());
    if (!open.ok) return open;
    const { user, company } = open.value;
    return ok({ ...contactOf(company), email: user.email, firstName: user.firstName });
  });
}
