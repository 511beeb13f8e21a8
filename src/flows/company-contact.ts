import type { Company } from "../store/companies.ts";

/** The company of a page that needs no session: its name, and whom to ask there. */
export type CompanyContact = {
  slug: string;
  companyName: string;
  timeZone: string;
  /** ISO country. */
  market: string;
  help: { helpName: string; helpEmail: string; helpPhone: string | null };
};

export const contactOf = ({
  slug,
  displayName: companyName,
  timeZone,
  market,
  helpName,
  helpEmail,
  helpPhone,
}: Company): CompanyContact => ({
  slug,
  companyName,
  timeZone,
  market,
  help: { helpName, helpEmail, helpPhone },
});
