import { z } from "zod";
import { revokeTokens } from "../delivery/events.ts";
import { keepPending } from "../state/pending.ts";
import { flag, method } from "./method.ts";

/** https://docs.slack.dev/reference/methods/auth.test */
export const authTest = method([], z.object({}), (world) => ({
  ok: true,
  url: `https://${world.team.domain}.slack.com/`,
  team: world.team.name,
  user: world.app.name.toLowerCase(),
  team_id: world.team.id,
  user_id: world.app.botUserId,
  bot_id: world.app.botId,
  is_enterprise_install: world.enterprise?.isInstall === true,
  ...(world.enterprise ? { enterprise_id: world.enterprise.id } : {}),
}));

/** https://docs.slack.dev/reference/methods/auth.revoke: the app gives its own token back, and hears of it. */
export const authRevoke = method([], z.object({ test: flag.optional() }), (world, args) => {
  if (args.test) return { ok: true, revoked: false };
  keepPending(world, revokeTokens(world));
  return { ok: true, revoked: true };
});
