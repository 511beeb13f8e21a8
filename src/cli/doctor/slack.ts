import type { Config } from "../../config.ts";
import type { Deps } from "../../deps.ts";
import { findBotToken } from "../../flows/find-bot-token.ts";
import type { SurveyedCompany } from "../../flows/survey-companies.ts";
import { readManifest, scopesIn } from "../manifest-file.ts";
import { type SlackAuth, slackAuth } from "../slack-auth.ts";
import { type Check, clockCheck, look } from "./check.ts";

type Slack = NonNullable<Config["slack"]>;
type Options = { deps: Deps; slack: Slack; scopes: string[] };

const unreachable = "Look at SLACK_API_URL, and whether this machine may reach it.";

/** Each workspace's token: whether Slack takes it, for whom it speaks, what it may do; and Slack's clock, once. */
export async function lookAtSlack(
  deps: Deps,
  slack: Slack | undefined,
  companies: SurveyedCompany[],
): Promise<Check[]> {
  if (!slack) return [{ what: "Slack", state: "off", says: "not configured: only the portal works" }];
  const scopes = scopesIn(await readManifest());
  const places = companies.flatMap(({ slug, companyId, workspaces }) =>
    workspaces.map(({ id }) => ({ what: `Slack ${id} (${slug})`, companyId, workspaceId: id })),
  );
  const checks: Check[] = [];
  for (const place of places)
    checks.push(...(await look(place.what, unreachable, () => lookIn({ deps, slack, scopes }, place))));
  // One clock, however many workspaces.
  const clocks = checks.filter(({ what }) => what === "Slack's clock");
  return [...checks.filter(({ what }) => what !== "Slack's clock"), ...clocks.slice(0, 1)];
}

type Place = { what: string; companyId: string; workspaceId: string };

async function lookIn({ deps, slack, scopes }: Options, place: Place): Promise<Check[]> {
  const { what, companyId, workspaceId } = place;
  const wanted = { companyId, workspaceId, environmentToken: slack.botToken };
  const token = await findBotToken(deps, wanted);
  if (token === undefined) return [{ what, state: "to_do", says: "there is no token for it", toDo: install }];
  const before = Date.now();
  const auth = await slackAuth(slack.apiUrl, token);
  const clock =
    auth.atMs === undefined ? [] : [clockCheck("Slack's clock", auth.atMs, [before - 1000, Date.now()])];
  return [tokenCheck(auth, { ...place, scopes }), ...clock];
}

const install = "Set SLACK_BOT_TOKEN, or install the app there from /slack/install.";

function tokenCheck(auth: SlackAuth, { what, workspaceId, scopes }: Place & { scopes: string[] }): Check {
  if (auth.error !== undefined)
    return { what, state: "to_do", says: `Slack refuses its token: ${auth.error}`, toDo: install };
  if (auth.workspaceId !== workspaceId) {
    const says = `its token speaks for ${auth.workspaceId ?? "nobody"}, another workspace`;
    return { what, state: "to_do", says, toDo: install };
  }
  const given = auth.scopes;
  if (!given)
    return {
      what,
      state: "ok",
      says: `Slack takes its token (${auth.name ?? workspaceId}); its scopes Slack does not say`,
    };
  const missing = scopes.filter((scope) => !given.includes(scope));
  if (missing.length === 0)
    return {
      what,
      state: "ok",
      says: `Slack takes its token (${auth.name ?? workspaceId}), with every scope`,
    };
  const toDo = "Update the Slack app from `npm run cli -- manifest`, then install it again.";
  return { what, state: "to_do", says: `scopes are missing: ${missing.join(", ")}`, toDo };
}
