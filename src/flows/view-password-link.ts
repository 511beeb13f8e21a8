import { companyOfToken, hashToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant } from "../store/db.ts";
import { findPasswordReset } from "../store/password-resets.ts";
import { type CompanyContact, contactOf } from "./company-contact.ts";
import { findPasswordLink } from "./find-password-link.ts";

export type PasswordLinkView = CompanyContact & { email: string };

/** Whose password a mailed link changes. Changes nothing: mail scanners open links (R30). */
export async function viewPasswordLink(
  deps: Pick<Deps, "db" | "now">,
  token: string,
): Promise<Result<PasswordLinkView>> {
  const companyId = companyOfToken(token);
  if (!companyId) return refuse({ code: "password_link_unknown" });
  return inTenant(deps.db, companyId, async (tx) => {
    const found = await findPasswordLink(tx, token, deps.now());
    if (!found.ok) return found;
    return ok({ email: found.value.email, ...contactOf(await getCompany(tx)) });
  });
}

/** The company of a link that was really ours, for whom to ask when it serves no more; undefined for any other. */
export async function findPasswordLinkCompany(
  deps: Pick<Deps, "db">,
  token: string,
): Promise<CompanyContact | undefined> {
  const companyId = companyOfToken(token);
  if (!companyId) return undefined;
  return inTenant(deps.db, companyId, async (tx) =>
    (await findPasswordReset(tx, hashToken(token))) ? contactOf(await getCompany(tx)) : undefined,
  );
}
