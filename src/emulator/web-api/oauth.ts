import { z } from "zod";
import { newInstallCode, spendInstallCode } from "../state/installs.ts";
import { isRefreshToken, issueToken } from "../state/tokens.ts";
import type { World } from "../state/world.ts";
import { type Answer, type Method, method, refuse } from "./method.ts";

const accessArgs = z.object({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  grant_type: z.string().optional(),
  refresh_token: z.string().optional(),
});

/** https://docs.slack.dev/reference/methods/oauth.v2.access: by the app's client id and secret instead of a token. */
export const oauthAccess: Method = {
  ...method([], accessArgs, (world, args) => {
    const { oauth } = world.connection;
    if (!oauth || args.client_id !== oauth.clientId) return refuse("invalid_client_id");
    if (args.client_secret !== oauth.clientSecret) return refuse("bad_client_secret");
    if (args.grant_type === "refresh_token") return refresh(world, args.refresh_token);
    const installed = spendInstallCode(world, args.code ?? "", args.redirect_uri);
    if (typeof installed === "string") return refuse(installed);
    world.connection.revoked = undefined;
    return { ok: true, ...installation(world, installed.userId) };
  }),
  token: "none",
};

/** An exchange of a refresh token names nobody who installed. */
function refresh(world: World, refreshToken: string | undefined): Answer {
  if (!isRefreshToken(world, refreshToken)) return refuse("invalid_refresh_token");
  if (world.connection.revoked) return refuse(world.connection.revoked);
  return { ok: true, ...tokenOf(world) };
}

const installation = (world: World, userId: string) => ({
  ...tokenOf(world),
  authed_user: { id: userId },
});

function tokenOf(world: World) {
  const { team, enterprise, app, declared } = world;
  return {
    ...issueToken(world),
    token_type: "bot",
    scope: (declared.scopes ?? []).join(","),
    bot_user_id: app.botUserId,
    app_id: app.id,
    team: enterprise?.isInstall ? null : { id: team.id, name: team.name },
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: enterprise?.isInstall === true,
  };
}

/**
 * Where *Add to Slack* leads. The first administrator allows it at once; what the app asked to have back comes back.
 * Answers the address to go on to, or undefined when Slack would show an error instead.
 */
export function authorize(world: World, query: Record<string, string>): string | undefined {
  const { client_id: clientId, redirect_uri: redirectUri, state } = query;
  const administrator = [...world.people.values()].find((person) => person.isAdmin);
  const isKnown = clientId !== undefined && clientId === world.connection.oauth?.clientId;
  if (!isKnown || !administrator || !redirectUri || !URL.canParse(redirectUri)) return undefined;
  const url = new URL(redirectUri);
  url.searchParams.set("code", newInstallCode(world, administrator.id, redirectUri));
  if (state !== undefined) url.searchParams.set("state", state);
  return url.href;
}
