import type { Deps } from "../deps.ts";
import { isPaymentsAdmin } from "../domain/person.ts";
import { findLastSignedAt } from "../store/checkpoints.ts";
import { getCompany, listInstalled } from "../store/companies.ts";
import { inTenant } from "../store/db.ts";
import { listAdministrators } from "../store/users.ts";
import { eachCompany } from "./each-company.ts";

/** What an operator must know of a company to see that it works; of nobody in it more than how many they are. */
export type SurveyedCompany = {
  slug: string;
  companyId: string;
  createdAt: Date;
  workspaces: { id: string; hasToken: boolean }[];
  paymentsAdmins: number;
  enrolledPaymentsAdmins: number;
  /** When the end of the audit trail was signed last. */
  signedAt: Date | undefined;
};

export async function surveyCompanies(deps: Pick<Deps, "db">): Promise<SurveyedCompany[]> {
  const surveyed: SurveyedCompany[] = [];
  for (const { slug, companyId } of await eachCompany(deps, undefined)) {
    const one = await inTenant(deps.db, companyId, async (tx) => {
      const { createdAt } = await getCompany(tx);
      const granted = (await listAdministrators(tx)).filter(({ grantedAt }) => grantedAt !== null);
      return {
        createdAt,
        workspaces: (await listInstalled(tx)).map(({ id, tokenBox }) => ({
          id,
          hasToken: tokenBox !== null,
        })),
        paymentsAdmins: granted.length,
        enrolledPaymentsAdmins: granted.filter((one) => isPaymentsAdmin(one, true)).length,
        signedAt: await findLastSignedAt(tx),
      };
    });
    surveyed.push({ slug, companyId, ...one });
  }
  return surveyed;
}
