import { z } from "zod";
import type { SlackConfig } from "../config.ts";
import { createCompany } from "../flows/create-company.ts";
import { type Command, CommandFailed } from "./command.ts";
import { faultOf } from "./fault-of.ts";
import { email, readOptions, text } from "./options.ts";
import { slackAuth } from "./slack-auth.ts";
import { withDeps } from "./with-deps.ts";

export const companyCreateCommand: Command = {
  name: "company create",
  usage:
    "--name NAME --market US --kind general_contractor|owner_builder [--team T…] [--team …] --admin-email EMAIL --admin-name 'FIRST LAST' [--time-zone ZONE] [--help-email EMAIL] [--help-phone PHONE]",
  about:
    "Add a company and invite its first administrator. Without --team it is the workspace of SLACK_BOT_TOKEN.",
  run: async (args, env) => {
    const options = readOptions(args, Options);
    const { first, last } = options["admin-name"];
    return withDeps(env, async (deps, { publicUrl, slack }) => {
      const teams = options.team ?? [await teamOfToken(slack)];
      const created = await createCompany(deps, {
        name: options.name,
        market: options.market,
        kind: options.kind,
        teams,
        adminEmail: options["admin-email"],
        adminFirstName: first,
        adminLastName: last,
        timeZone: options["time-zone"],
        helpEmail: options["help-email"] ?? null,
        helpPhone: options["help-phone"] ?? null,
      });
      if (!created.ok) throw new CommandFailed(teamTaken(created.refusal.team));
      const { companyId, slug, invitationToken } = created.value;
      const invitationUrl = `${publicUrl}/invitations/${invitationToken}`;
      return {
        json: { companyId, slug, teams, invitationUrl },
        text: `${options.name} is set up in Slack ${teams.join(", ")}. ${first} ${last} accepts the invitation here, within 14 days:\n${invitationUrl}`,
      };
    });
  },
};

/** The workspace, or the organization, that the environment's token speaks for. */
async function teamOfToken(slack: SlackConfig | undefined): Promise<string> {
  if (!slack?.botToken)
    throw new CommandFailed(
      "--team is missing, and there is no SLACK_BOT_TOKEN (with SLACK_SIGNING_SECRET or SLACK_APP_TOKEN) to ask Slack with: give one of them.",
    );
  const auth = await slackAuth(slack.apiUrl, slack.botToken).catch((error: unknown) => {
    throw new CommandFailed(
      `Slack could not be asked whose SLACK_BOT_TOKEN is: ${faultOf(error)}. Give --team instead.`,
    );
  });
  if (auth.error !== undefined || !auth.workspaceId)
    throw new CommandFailed(
      `Slack refuses SLACK_BOT_TOKEN: ${auth.error}. Install the app again, or give --team.`,
    );
  return auth.workspaceId;
}

const teamTaken = (team: string) =>
  `--team ${team} belongs to a company here already: a Slack workspace can belong to one only. Nothing was changed.`;

const fullName = text().transform((name, ctx) => {
  const [first = "", ...rest] = name.split(/\s+/);
  if (rest.length > 0) return { first, last: rest.join(" ") };
  ctx.addIssue("needs a first and a last name, as in --admin-name 'Olivia Reyes'.");
  return z.NEVER;
});

/** `Intl` knows the IANA names; it throws on others. */
const timeZone = z.string().refine((name) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en-US", { timeZone: name }));
  } catch {
    return false;
  }
}, "is not a time zone. Use a name such as America/New_York.");

const Options = z.object({
  name: text(),
  market: z
    .string("is missing.")
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, "is a two-letter country code, such as US."),
  kind: z.enum(["general_contractor", "owner_builder"], "is general_contractor or owner_builder."),
  team: z
    .array(z.string().regex(/^[TE][A-Z0-9]{1,20}$/, "is a Slack team id, such as T01ABC234."))
    .min(1)
    .optional(),
  "admin-email": email,
  "admin-name": fullName,
  "time-zone": timeZone.default("America/New_York"),
  "help-email": email.optional(),
  "help-phone": text(40).optional(),
});
