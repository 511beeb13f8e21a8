import { hashToken } from "../crypto/token.ts";
import { invitationRefusal } from "../domain/invitation.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { type Company, getCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { findInvitation, type Invitation } from "../store/invitations.ts";
import { lockUser, type User } from "../store/users.ts";

export type OpenInvitation = { invitation: Invitation; user: User; company: Company };

/** The invitation of a link that still works, with its person (locked) and company. */
export async function findOpenInvitation(tx: Tx, token: string, now: Date): Promise<Result<OpenInvitation>> {
  const invitation = await findInvitation(tx, hashToken(token));
  const refusal = invitationRefusal(invitation, now);
  if (refusal || !invitation) return refuse(refusal ?? { code: "invitation_unknown" });
  const user = await lockUser(tx, invitation.userId);
  if (user.status !== "invited") return refuse({ code: "invitation_used" });
  return ok({ invitation, user, company: await getCompany(tx) });
}
