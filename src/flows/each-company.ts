import type { Deps } from "../deps.ts";
import { listSlugs } from "../store/companies.ts";

/** More companies than an operator's command reads at once. */
const maxCompanies = 10_000;

/** The companies that an operator's command is about: the named one, or all. */
export async function eachCompany(deps: Pick<Deps, "db">, slug: string | undefined) {
  const all = await listSlugs(deps.db, maxCompanies);
  return slug === undefined ? all : all.filter((one) => one.slug === slug);
}
