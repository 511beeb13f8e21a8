import { z } from "zod";
import { newInstallCode, spendInstallCode } from "../state/installs.ts";
import type { World } from "../state/world.ts";
import { type Method, method, refuse } from "./method.ts";

const accessArgs = z.object({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
});

/** https://docs.slack.dev/reference/methods/oauth.v2.access: by the app's client id and secret instead of a token. */
export const oauthAccess: Method = {
  ...method([], accessArgs, (world, args) => {
    const { oauth } = world.connection;
    if (!oauth || args.client_id !== oauth.clientId) return refuse("invalid_client_id");
    if (args.client_secret !== oauth.clientSecret) return refuse("bad_client_secret");
    const installed = spendInstallCode(world, args.code ?? "", args.redirect_uri);
    if (typeof installed === "string") return refuse(installed);
    world.connection.revoked = undefined;
    return { ok: true, ...installation(world, installed.userId) };
  }),
  token: "none",
};

/** The token is always the one that the emulator was started with, so that one configuration outlives it. */
function installation(world: World, userId: string) {
  const { team, enterprise, app, declared, connection } = world;
  return {
    access_token: connection.botToken,
    token_type: "bot",
    scope: (declared.scopes ?? []).join(","),
    bot_user_id: app.botUserId,
    app_id: app.id,
    team: enterprise?.isInstall ? null : { id: team.id, name: team.name },
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: enterprise?.isInstall === true,
    authed_user: { id: userId },
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
