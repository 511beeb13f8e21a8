import { z } from "zod";
import { confirmBreakGlass } from "../flows/confirm-break-glass.ts";
import { rescueNoText } from "./break-glass-text.ts";
import { type Command, CommandFailed } from "./command.ts";
import { readOptions, text } from "./options.ts";
import { withDeps } from "./with-deps.ts";

export const breakGlassConfirmCommand: Command = {
  name: "break-glass confirm",
  usage: "ID --operator NAME",
  about:
    "Confirm it as another operator: that administrator's MFA is reset, and all administrators are told.",
  run: async (args, env) => {
    const { id, operator } = readOptions(args, Options, "id");
    return withDeps(env, async (deps) => {
      const confirmed = await confirmBreakGlass(deps, { id, operator });
      if (!confirmed.ok) throw new CommandFailed(refusalText(confirmed.refusal));
      const { name, email, codeExpiresAt } = confirmed.value;
      const json = { name, email, codeExpiresAt: codeExpiresAt.toISOString() };
      return {
        json,
        text: `${name}'s MFA is reset. A setup code is on its way to ${email}, good for 24 hours.\nAll administrators of the company are being told.`,
      };
    });
  },
};

type Refusal = Extract<Awaited<ReturnType<typeof confirmBreakGlass>>, { ok: false }>["refusal"];

function refusalText(refusal: Refusal): string {
  switch (refusal.code) {
    case "break_glass_unknown":
      return "No emergency access has this ID. Copy it from the answer of `break-glass open`.";
    case "same_operator":
      return "Whoever opened it cannot confirm it: that takes another operator. Nothing was changed.";
    case "expired":
      return `It had to be confirmed by ${refusal.at.toISOString()}. Open it anew. Nothing was changed.`;
    case "confirmed_already":
      return `${refusal.by} confirmed it already, ${refusal.at.toISOString()}. Nothing was changed.`;
    default:
      return rescueNoText(refusal);
  }
}

const Options = z.object({ id: text(60), operator: text() });
