import type { Context } from "hono";
import { findSignInCompany, type SignInCompany } from "../flows/find-sign-in-company.ts";
import { readCompany } from "./cookies.ts";
import type { PortalDeps, PortalEnv } from "./env.ts";
import { notAvailable } from "./failures.tsx";
import type { Problem } from "./ui/frame.ts";

/** `isOnly`: the only one there is here; nobody needs to be asked which. */
export type KnownCompany = SignInCompany & { isOnly: boolean };

/** What names the company before anybody has signed in: the link, else the last sign-in here. */
export const namedCompany = (c: Context<PortalEnv>, deps: PortalDeps) =>
  c.req.query("company") ?? readCompany(c, deps);

/** The only company there is, or the one that was named. */
export async function whichCompany(
  deps: PortalDeps,
  named: string | undefined,
): Promise<KnownCompany | undefined> {
  const only = await findSignInCompany(deps, undefined);
  if (only) return { ...only, isOnly: true };
  const found = named ? await findSignInCompany(deps, named) : undefined;
  return found && { ...found, isOnly: false };
}

export function companyProblems(company: KnownCompany | undefined, named: string | undefined): Problem[] {
  if (company) return [];
  const text = named
    ? "We don't know this company. Check the short name, or open the link in one of our emails."
    : "Enter the company.";
  return [{ field: "company", text }];
}

/** The page of a company in whose country payments do not work yet; undefined where they do. */
export async function elsewherePage(
  c: Context<PortalEnv>,
  deps: PortalDeps,
  company: KnownCompany | undefined,
): Promise<Response | undefined> {
  if (!company || deps.markets.includes(company.market)) return undefined;
  const other = { href: "/sign-in?company=", text: "Sign in to another company" };
  return notAvailable(c, { company: company.displayName, ...(company.isOnly ? {} : { action: other }) });
}
