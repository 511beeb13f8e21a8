import { z } from "zod";
import { viewKeys } from "../flows/rotate-keys.ts";
import type { Command } from "./command.ts";
import { keysJson, keysText, missingKeys } from "./keys-text.ts";
import { readOptions } from "./options.ts";
import { withDeps } from "./with-deps.ts";

export const keysStatusCommand: Command = {
  name: "keys status",
  usage: "",
  about: "Say how many secrets stand under which encryption key, and which key can go.",
  run: async (args, env) => {
    readOptions(args, z.object({}));
    const report = await withDeps(env, (deps, { asOwner }) =>
      asOwner((owner) => viewKeys({ ...deps, owner })),
    );
    const failure = missingKeys(report);
    return { json: keysJson(report), text: keysText(report), ...(failure ? { failure } : {}) };
  },
};
