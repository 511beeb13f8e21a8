import { z } from "zod";
import { resendInvitation } from "../flows/resend-invitation.ts";
import { type Command, CommandFailed } from "./command.ts";
import { email, readOptions, slug } from "./options.ts";
import { withDeps } from "./with-deps.ts";

export const invitationResendCommand: Command = {
  name: "invitation resend",
  usage: "--email EMAIL [--company SLUG]",
  about: "Make a new invitation link; the old one stops working.",
  run: async (args, env) => {
    const { email: address, company } = readOptions(args, Options);
    return withDeps(env, async (deps, { publicUrl }) => {
      const resent = await resendInvitation(deps, { email: address, ...(company ? { slug: company } : {}) });
      if (!resent.ok) throw new CommandFailed(refusalText(resent.refusal, address));
      const { token, name, expiresAt } = resent.value;
      const invitationUrl = `${publicUrl}/invitations/${token}`;
      const json = { invitationUrl, email: resent.value.email, name, expiresAt: expiresAt.toISOString() };
      return { json, text: `A new invitation for ${name}. The old link no longer works:\n${invitationUrl}` };
    });
  },
};

type Refusal = Extract<Awaited<ReturnType<typeof resendInvitation>>, { ok: false }>["refusal"];

function refusalText(refusal: Refusal, address: string): string {
  switch (refusal.code) {
    case "no_open_invitation":
      return `No invitation is open for ${address}: nobody was invited there, or they are set up already.`;
    case "several_companies":
      return `Several companies invited ${address}. Say which: --company ${refusal.slugs.join(" or --company ")}`;
  }
}

const Options = z.object({ email, company: slug.optional() });
