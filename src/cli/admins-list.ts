import { z } from "zod";
import { listAdmins } from "../flows/list-admins.ts";
import type { Command } from "./command.ts";
import { readOptions, slug } from "./options.ts";
import { withDeps } from "./with-deps.ts";

export const adminsListCommand: Command = {
  name: "admins list",
  usage: "[--company SLUG]",
  about: "List the Payments Admins.",
  run: async (args, env) => {
    const { company } = readOptions(args, z.object({ company: slug.optional() }));
    const admins = await withDeps(env, (deps) => listAdmins(deps, company ? { slug: company } : {}));
    const json = admins.map(({ name, email, enrolled, grantedAt }) => ({
      name,
      email,
      enrolled,
      grantedAt: grantedAt.toISOString(),
    }));
    const lines = json.map(
      ({ name, email, enrolled, grantedAt }) =>
        `${name} <${email}>, MFA ${enrolled ? "set up" : "not set up"}, since ${grantedAt.slice(0, 10)}`,
    );
    return { json, text: lines.join("\n") || "There are no Payments Admins." };
  },
};
