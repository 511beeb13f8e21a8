import type { Deps } from "../deps.ts";
import { eachCompany } from "../flows/each-company.ts";
import { CommandFailed } from "./command.ts";

/** The company that `--company` names. A typing error must not look like a company without events. */
export async function oneCompany(deps: Pick<Deps, "db">, slug: string) {
  const [company] = await eachCompany(deps, slug);
  if (!company) throw new CommandFailed(`No company has the short name ${slug}.`);
  return company;
}
