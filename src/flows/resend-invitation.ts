import type { Deps } from "../deps.ts";
import { normalizeEmail } from "../domain/email.ts";
import { isUnfinished } from "../domain/invitation.ts";
import { fullName } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { findUserByEmail, lockUser, type User } from "../store/users.ts";
import { eachCompany } from "./each-company.ts";
import { reopenUnfinished } from "./reopen-unfinished.ts";
import { sendInvitation } from "./send-invitation.ts";

type Resent = { token: string; expiresAt: Date; name: string; email: string };
type No = { code: "no_open_invitation" } | { code: "several_companies"; slugs: string[] };

/** The operator sends an invitation again; the old link is void. An address invited by two companies needs the company named. */
export async function resendInvitation(
  deps: Deps,
  { email, slug }: { email: string; slug?: string | undefined },
): Promise<Result<Resent, No>> {
  const normalized = normalizeEmail(email);
  const invited: { slug: string; companyId: string; userId: string }[] = [];
  for (const company of await eachCompany(deps, slug)) {
    const user = await inTenant(deps.db, company.companyId, (tx) => findUserByEmail(tx, normalized));
    if (user && isInvitable(user)) invited.push({ ...company, userId: user.id });
  }
  const [only, ...others] = invited;
  if (!only) return refuse({ code: "no_open_invitation" });
  if (others.length > 0) return refuse({ code: "several_companies", slugs: invited.map((one) => one.slug) });
  const { companyId, userId } = only;
  return inTenant(deps.db, companyId, async (tx) => {
    const user = await lockUser(tx, userId);
    if (!isInvitable(user)) return refuse({ code: "no_open_invitation" });
    await reopenUnfinished(tx, deps, user);
    const sent = await sendInvitation(tx, deps, { companyId, userId, invitedBy: null });
    const facts = { invitationId: sent.invitationId, via: "cli" };
    await appendAudit(tx, { kind: "invitation_resent", at: deps.now(), subjectId: userId, facts });
    return ok({ token: sent.token, expiresAt: sent.expiresAt, name: fullName(user), email: user.email });
  });
}

const isInvitable = (user: User) => user.status === "invited" || isUnfinished(user);
