import type { Deps } from "../deps.ts";
import { type Chain, eachChain, eachCompany } from "../flows/each-company.ts";
import { CommandFailed } from "./command.ts";

/** The company that `--company` names. A typing error must not look like a company without events. */
export async function oneCompany(deps: Pick<Deps, "db">, slug: string): Promise<Chain> {
  return theOne(await eachCompany(deps, slug), slug);
}

/** The same, or the installation's own chain under its name. */
export async function oneChain(deps: Pick<Deps, "db">, slug: string): Promise<Chain> {
  return theOne(await eachChain(deps, slug), slug);
}

function theOne([chain]: Chain[], slug: string): Chain {
  if (!chain) throw new CommandFailed(`No company has the short name ${slug}.`);
  return chain;
}
