import { z } from "zod";
import { countAllPast, deleteAllPast } from "../flows/delete-past.ts";
import type { Command } from "./command.ts";
import { readOptions } from "./options.ts";
import { withDeps } from "./with-deps.ts";

/** For a daily job: what it keeps, and why so long, stands in `domain/retention.ts` and .github/SECURITY.md. */
export const retentionCommand: Command = {
  name: "retention",
  usage: "[--dry-run]",
  about: "Delete what is past its time; the audit trail and what people decided stay.",
  run: async (args, env) => {
    const { "dry-run": isDryRun } = readOptions(args, Options);
    const work = isDryRun ? countAllPast : deleteAllPast;
    const tables = await withDeps(env, (deps, { asOwner }) => asOwner((owner) => work({ ...deps, owner })));
    const all = Object.values(tables).reduce((sum, one) => sum + one, 0);
    const verb = isDryRun ? "Would be deleted" : "Deleted";
    const lines = Object.entries(tables)
      .filter(([, rows]) => rows > 0)
      .map(([table, rows]) => `  ${table}: ${rows}`);
    return {
      json: { dryRun: isDryRun, rows: all, tables },
      text: all === 0 ? "Nothing is past its time." : [`${verb}, by table:`, ...lines].join("\n"),
    };
  },
};

const Options = z.object({ "dry-run": z.boolean().default(false) });
