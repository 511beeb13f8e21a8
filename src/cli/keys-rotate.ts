import { z } from "zod";
import { type Rotation, rotateKeys } from "../flows/rotate-keys.ts";
import type { Command } from "./command.ts";
import { keysJson, keysText, missingKeys } from "./keys-text.ts";
import { readOptions } from "./options.ts";
import { progressBar } from "./progress-bar.ts";
import { withDeps } from "./with-deps.ts";

/** Safe while the app runs, and to break off: the next run goes on where this one stopped. */
export const keysRotateCommand: Command = {
  name: "keys rotate",
  usage: "",
  about: "Seal every secret anew with the first key of ENCRYPTION_KEYS.",
  run: async (args, env) => {
    readOptions(args, z.object({}));
    const bar = progressBar(process.stderr);
    const rotation = await withDeps(env, (deps, { asOwner }) =>
      asOwner((owner) => rotateKeys({ ...deps, owner }, bar.show)),
    ).finally(bar.end);
    const { rotated, damaged } = rotation;
    const failure = [missingKeys(rotation), damagedText(damaged)].filter(Boolean).join("\n");
    return {
      json: { rotated, damaged, ...keysJson(rotation) },
      text: `Sealed anew: ${rotated}.\n${keysText(rotation)}`,
      ...(failure ? { failure } : {}),
    };
  },
};

/** The ids are enough to find the rows; what stands in them is nobody's business here. */
function damagedText(damaged: Rotation["damaged"]): string | undefined {
  if (damaged.length === 0) return undefined;
  const rows = damaged.slice(0, 20).map(({ column, companyId, id }) => `${column} ${companyId} ${id}`);
  return `These do not open with the key that they name, and were left as they are: ${rows.join("; ")}${damaged.length > 20 ? " …" : ""}`;
}
