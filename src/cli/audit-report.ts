import { z } from "zod";
import { reportAudit } from "../flows/report-audit.ts";
import { verifyAudit } from "../flows/verify-audit.ts";
import { auditReportText } from "./audit-report-text.ts";
import type { Command } from "./command.ts";
import { oneCompany } from "./one-company.ts";
import { from, readOptions, slug, to } from "./options.ts";
import { withDeps } from "./with-deps.ts";

export const auditReportCommand: Command = {
  name: "audit report",
  usage: "--company SLUG --from DATE --to DATE",
  about:
    "Evidence for auditors: resets, who may decide, changed settings, lock-outs, refusals, emergency access.",
  run: async (args, env) => {
    const { company, ...period } = readOptions(args, z.object({ company: slug, from, to }));
    return withDeps(env, async (deps) => {
      const { companyId } = await oneCompany(deps, company);
      // What a report says is worth as much as the trail beside it.
      const [trail] = await verifyAudit(deps, { slug: company });
      const { events = 0, brokenAt = null } = trail ?? {};
      const of = { company, ...period, trail: { events, brokenAt } };
      const report = await reportAudit(deps, companyId, period);
      return {
        json: { ...of, ...report },
        text: auditReportText(of, report),
        ...(brokenAt === null
          ? {}
          : { failure: `The audit trail is broken: ${company} at event ${brokenAt}.` }),
      };
    });
  },
};
