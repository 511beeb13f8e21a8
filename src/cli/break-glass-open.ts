import { z } from "zod";
import { openBreakGlass } from "../flows/open-break-glass.ts";
import { rescueNoText } from "./break-glass-text.ts";
import { type Command, CommandFailed } from "./command.ts";
import { email, readOptions, slug, text } from "./options.ts";
import { withDeps } from "./with-deps.ts";

export const breakGlassOpenCommand: Command = {
  name: "break-glass open",
  usage: "--email EMAIL --operator NAME --reason TEXT [--company SLUG]",
  about: "Begin emergency access for an administrator who is locked out; another operator confirms it.",
  run: async (args, env) => {
    const { email: address, operator, reason, company } = readOptions(args, Options);
    return withDeps(env, async (deps) => {
      const input = { email: address, operator, reason, ...(company ? { slug: company } : {}) };
      const opened = await openBreakGlass(deps, input);
      if (!opened.ok) throw new CommandFailed(refusalText(opened.refusal, address));
      const { id, name, slug: companySlug, expiresAt } = opened.value;
      const json = {
        id,
        name,
        email: opened.value.email,
        company: companySlug,
        expiresAt: expiresAt.toISOString(),
      };
      return { json, text: openedText({ id, name, expiresAt }) };
    });
  },
};

const openedText = ({ id, name, expiresAt }: { id: string; name: string; expiresAt: Date }) =>
  [
    `Emergency access for ${name} is open: ${id}`,
    "Nothing is reset yet. All administrators of the company are being told.",
    `Another operator must confirm it within 15 minutes, by ${expiresAt.toISOString().slice(11, 16)} UTC:`,
    `npm run cli -- break-glass confirm ${id} --operator 'THEIR NAME'`,
  ].join("\n");

type Refusal = Extract<Awaited<ReturnType<typeof openBreakGlass>>, { ok: false }>["refusal"];

function refusalText(refusal: Refusal, address: string): string {
  switch (refusal.code) {
    case "unknown_person":
      return `Nobody signs in as ${address}. Check the address; \`admins list\` has those of the Payments Admins.`;
    case "several_companies":
      return `${address} is an administrator of several companies. Say which: --company ${refusal.slugs.join(" or --company ")}`;
    default:
      return rescueNoText(refusal);
  }
}

const Options = z.object({ email, operator: text(), reason: text(500), company: slug.optional() });
