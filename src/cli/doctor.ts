import { z } from "zod";
import type { Command } from "./command.ts";
import type { Check } from "./doctor/check.ts";
import { examine } from "./doctor/examine.ts";
import { email, readOptions } from "./options.ts";

export const doctorCommand: Command = {
  name: "doctor",
  usage: "[--mail-to ADDRESS]",
  about:
    "Look at everything that Latchkey needs, and say what to do. Changes nothing; --mail-to sends a test mail.",
  run: async (args, env) => {
    const { "mail-to": mailTo } = readOptions(args, z.object({ "mail-to": email.optional() }));
    const checks = await examine(env, mailTo);
    const open = checks.filter(({ state }) => state === "to_do");
    const failure = open.length > 0 ? { failure: sumOf(open.length) } : {};
    return { json: { ok: open.length === 0, checks }, text: checks.map(lineOf).join("\n"), ...failure };
  },
};

const sumOf = (open: number) => (open === 1 ? "1 thing must be done." : `${open} things must be done.`);

const signs: Record<Check["state"], string> = {
  ok: "✓ ok     ",
  to_do: "✗ TO DO  ",
  advice: "! advice ",
  unknown: "? unknown",
  off: "– off    ",
};

const lineOf = ({ what, state, says, toDo }: Check) =>
  `${signs[state]}  ${what}: ${says}.${toDo === undefined ? "" : `\n             → ${toDo}`}`;
