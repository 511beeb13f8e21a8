import { z } from "zod";
import { checkpointText } from "../crypto/checkpoint.ts";
import { makeCheckpoints } from "../flows/make-checkpoints.ts";
import { type Command, CommandFailed } from "./command.ts";
import { oneChain } from "./one-company.ts";
import { readOptions, slug } from "./options.ts";
import { withDeps } from "./with-deps.ts";

export const auditCheckpointCommand: Command = {
  name: "audit checkpoint",
  usage: "[--company SLUG]",
  about:
    "Sign the end of the audit trail now, of every company and the installation's own (--company installation), and print it. Keep it on another machine: nobody is sent it.",
  run: async (args, env) => {
    const { company } = readOptions(args, z.object({ company: slug.optional() }));
    return withDeps(env, async (deps) => {
      const chain = company === undefined ? undefined : await oneChain(deps, company);
      const checkpoints = await makeCheckpoints(deps, chain);
      if (!checkpoints)
        throw new CommandFailed("AUDIT_SIGNING_KEY is missing: `npm run cli -- init` writes one to .env.");
      const json = checkpoints.map((one) => {
        const { chain: name, companyId, seq, hash, at, keyId, signature } = one;
        const what = { company: name, companyId, events: seq, hash, at: at.toISOString() };
        return { ...what, keyId, signature, checkpoint: checkpointText(one) };
      });
      return { json, text: checkpoints.map(checkpointText).join("\n").trimEnd() };
    });
  },
};
