import { z } from "zod";
import { type AuditVerdict, verifyAudit } from "../flows/verify-audit.ts";
import { type Answer, type Command, WrongUsage } from "./command.ts";
import { oneCompany } from "./one-company.ts";
import { readOptions, slug, text } from "./options.ts";
import { progressBar } from "./progress-bar.ts";
import type { Terminal } from "./terminal.ts";
import { verifyExport } from "./verify-export.ts";
import { withDeps } from "./with-deps.ts";

export const auditVerifyCommand: Command = {
  name: "audit verify",
  usage: "[--company SLUG | --file EXPORT.jsonl]",
  about:
    "Recompute the hash chain of the audit trail, in the database or in an export (that takes no database).",
  run: async (args, env, terminal) => {
    const { company, file } = readOptions(args, Options);
    if (company && file) throw new WrongUsage("--file is of one company already: leave --company out.");
    if (file) return answerOf([await verifyExport(file)]);
    return answerOf(await withProgress(terminal, (onProgress) => inDatabase(env, company, onProgress)));
  },
};

const Options = z.object({ company: slug.optional(), file: text(1000).optional() });

type OnProgress = NonNullable<Parameters<typeof verifyAudit>[1]["onProgress"]>;

function inDatabase(env: Parameters<Command["run"]>[1], company: string | undefined, onProgress: OnProgress) {
  return withDeps(env, async (deps) => {
    if (company) await oneCompany(deps, company);
    return verifyAudit(deps, { ...(company ? { slug: company } : {}), onProgress });
  });
}

async function withProgress<T>(terminal: Terminal, work: (show: OnProgress) => Promise<T>): Promise<T> {
  const bar = progressBar(terminal.stderr);
  try {
    return await work(bar.show);
  } finally {
    bar.end();
  }
}

function answerOf(chains: (AuditVerdict & { first?: number })[]): Answer {
  const broken = chains.filter(({ brokenAt }) => brokenAt !== null);
  const where = broken.map(({ company, brokenAt }) => `${company} at event ${brokenAt}`).join(", ");
  return {
    json: { ok: broken.length === 0, chains },
    text: chains.map(verdictText).join("\n") || "There are no events yet.",
    ...(broken.length > 0 ? { failure: `The audit trail is broken: ${where}.` } : {}),
  };
}

function verdictText({ company, events, brokenAt, first = 1 }: AuditVerdict & { first?: number }): string {
  if (brokenAt !== null) return `${company}: broken at event ${brokenAt}`;
  if (first === 1) return `${company}: ${events} events, unbroken`;
  return `${company}: ${events} events from ${first} on, unbroken among themselves; what came before is not in this file`;
}
