import type { Deps } from "../deps.ts";
import { printable } from "../domain/text.ts";
import { findRoute, getCompany, listSlugs } from "../store/companies.ts";
import { inTenant } from "../store/db.ts";

export type SignInCompany = {
  companyId: string;
  slug: string;
  displayName: string;
  /** ISO country. */
  market: string;
};

/** The company that a person signs in to: by its short name, or implied when there is exactly one. */
export async function findSignInCompany(
  deps: Pick<Deps, "db">,
  slug: string | undefined,
): Promise<SignInCompany | undefined> {
  const companyId = slug
    ? await findRoute(deps.db, "slug", printable(slug).toLowerCase())
    : await onlyCompany(deps);
  if (!companyId) return undefined;
  const company = await inTenant(deps.db, companyId, getCompany);
  const { slug: shortName, displayName, market } = company;
  return { companyId, slug: shortName, displayName, market };
}

async function onlyCompany(deps: Pick<Deps, "db">): Promise<string | undefined> {
  const [first, second] = await listSlugs(deps.db, 2);
  return second ? undefined : first?.companyId;
}
