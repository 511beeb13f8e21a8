import { z } from "zod";
import { verifyAudit } from "../flows/verify-audit.ts";
import type { Command } from "./command.ts";
import { readOptions, slug } from "./options.ts";
import { withDeps } from "./with-deps.ts";

export const auditVerifyCommand: Command = {
  name: "audit verify",
  usage: "[--company SLUG]",
  about: "Recompute the hash chain of the audit trail.",
  run: async (args, env) => {
    const { company } = readOptions(args, z.object({ company: slug.optional() }));
    const chains = await withDeps(env, (deps) => verifyAudit(deps, company ? { slug: company } : {}));
    const broken = chains.filter(({ brokenAt }) => brokenAt !== null);
    const lines = chains.map(({ company: name, events, brokenAt }) =>
      brokenAt === null ? `${name}: ${events} events, unbroken` : `${name}: broken at event ${brokenAt}`,
    );
    const where = broken.map(({ company: name, brokenAt }) => `${name} at event ${brokenAt}`).join(", ");
    return {
      json: { ok: broken.length === 0, chains },
      text: lines.join("\n") || "There are no events yet.",
      ...(broken.length > 0 ? { failure: `The audit trail is broken: ${where}.` } : {}),
    };
  },
};
