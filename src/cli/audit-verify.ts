import { z } from "zod";
import type { SignedCheckpoint } from "../crypto/checkpoint.ts";
import { type AuditVerdict, verifyAudit, verifyChain } from "../flows/verify-audit.ts";
import { type Answer, type Command, CommandFailed, WrongUsage } from "./command.ts";
import { givenCheckpoint } from "./given-checkpoint.ts";
import { oneChain } from "./one-company.ts";
import { readOptions, slug, text } from "./options.ts";
import { progressBar } from "./progress-bar.ts";
import type { Terminal } from "./terminal.ts";
import { verdictFailures, verdictText } from "./verdict-text.ts";
import { verifyExport } from "./verify-export.ts";
import { withDeps } from "./with-deps.ts";

export const auditVerifyCommand: Command = {
  name: "audit verify",
  usage: "[--company SLUG | --file EXPORT.jsonl] [--checkpoint FILE --public-key KEY]",
  about:
    "Recompute the hash chain of the audit trail, in the database or in an export (that takes no database). Only a checkpoint kept elsewhere shows that the end was cut off or all of it written anew; what follows the last one, whoever holds this machine and its key could forge.",
  run: async (args, env, terminal) => {
    const given = readOptions(args, Options);
    const { company, file, checkpoint: checkpointFile, "public-key": key } = given;
    if (company && file) throw new WrongUsage("--file is of one company already: leave --company out.");
    if (Boolean(checkpointFile) !== Boolean(key))
      throw new WrongUsage("--checkpoint and --public-key belong together.");
    const checkpoint = checkpointFile && key ? await givenCheckpoint(checkpointFile, key) : undefined;
    if (file) return answerOf([await verifyExport(file, checkpoint)], checkpoint);
    const work = (onProgress: OnProgress) => inDatabase(env, { company, checkpoint, onProgress });
    return answerOf(await withProgress(terminal, work), checkpoint);
  },
};

const Options = z.object({
  company: slug.optional(),
  file: text(1000).optional(),
  checkpoint: text(1000).optional(),
  // PEM has several lines.
  "public-key": z.string().trim().min(1, "is empty.").max(4000, "is too long.").optional(),
});

type OnProgress = NonNullable<Parameters<typeof verifyAudit>[1]["onProgress"]>;
type InDatabase = {
  company: string | undefined;
  checkpoint: SignedCheckpoint | undefined;
  onProgress: OnProgress;
};

/** A checkpoint is of one chain, by the id: that one is walked. A name could have been given to another company since. */
function inDatabase(
  env: Parameters<Command["run"]>[1],
  { company, checkpoint, onProgress }: InDatabase,
): Promise<AuditVerdict[]> {
  return withDeps(env, async (deps) => {
    const name = company ?? checkpoint?.chain;
    const chain = name === undefined ? undefined : await oneChain(deps, name);
    if (!checkpoint || !chain) return verifyAudit(deps, { slug: chain?.slug, onProgress });
    if (checkpoint.companyId !== chain.companyId) throw otherCompany(checkpoint, chain.slug);
    return [await verifyChain(deps, chain, { checkpoint, onProgress })];
  });
}

const otherCompany = ({ chain, companyId }: SignedCheckpoint, slug: string) =>
  new CommandFailed(`The checkpoint is of another company, ${chain} (${companyId}), not of this ${slug}.`);

async function withProgress<T>(terminal: Terminal, work: (show: OnProgress) => Promise<T>): Promise<T> {
  const bar = progressBar(terminal.stderr);
  try {
    return await work(bar.show);
  } finally {
    bar.end();
  }
}

function answerOf(
  chains: (AuditVerdict & { first?: number })[],
  checkpoint: SignedCheckpoint | undefined,
): Answer {
  const failures = verdictFailures(chains, checkpoint);
  const vouched = checkpoint && {
    events: checkpoint.seq,
    hash: checkpoint.hash,
    at: checkpoint.at.toISOString(),
  };
  return {
    json: { ok: failures.length === 0, chains, ...(vouched ? { checkpoint: vouched } : {}) },
    text: chains.map((chain) => verdictText(chain, checkpoint)).join("\n") || "There are no events yet.",
    ...(failures.length > 0 ? { failure: failures.join("\n") } : {}),
  };
}
