import type { Deps } from "../deps.ts";
import { installationChain, installationId } from "../domain/checkpoint.ts";
import { listSlugs } from "../store/companies.ts";

/** More companies than an operator's command reads at once. */
const maxCompanies = 10_000;

/** Whose audit chain it is. */
export type Chain = { slug: string; companyId: string };

/** The companies that an operator's command is about: the named one, or all. */
export async function eachCompany(deps: Pick<Deps, "db">, slug: string | undefined): Promise<Chain[]> {
  const all = await listSlugs(deps.db, maxCompanies);
  return slug === undefined ? all : all.filter((one) => one.slug === slug);
}

/** The same with the installation's own chain, of what happens without a company; it comes last. */
export async function eachChain(deps: Pick<Deps, "db">, slug: string | undefined): Promise<Chain[]> {
  const companies = await eachCompany(deps, slug);
  const isWanted = slug === undefined || slug === installationChain;
  return isWanted ? [...companies, { slug: installationChain, companyId: installationId }] : companies;
}
