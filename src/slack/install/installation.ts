import type { Installation } from "@slack/oauth";
import type { BotToken, InstalledPlace } from "../../domain/installation.ts";

/** Slack answered something that is no installation of this app. */
export class NoInstallationError extends Error {
  override name = "NoInstallationError";
}

/**
 * What we keep of Slack's answer. An org-wide installation has no team: it belongs to the enterprise. The expiry is counted by
 * our clock, as everything is that is compared with it; the library counted it by the machine's. https://docs.slack.dev/reference/methods/oauth.v2.access
 */
export function installationOf(
  installation: Installation,
  clocks: { now: Date; wallMs: number },
): InstalledPlace & BotToken & { slackUserId: string } {
  const { bot, team, enterprise, user } = installation;
  const place = installation.isEnterpriseInstall ? enterprise : team;
  if (!bot || !place) throw new NoInstallationError("Slack named neither a bot nor a place");
  const { token, refreshToken, expiresAt } = bot;
  return {
    workspaceId: place.id,
    name: place.name ?? place.id,
    token,
    rotation:
      refreshToken && expiresAt ? { refreshToken, expiresAt: expiryOf(expiresAt, clocks) } : undefined,
    slackUserId: user.id,
  };
}

const expiryOf = (seconds: number, { now, wallMs }: { now: Date; wallMs: number }) =>
  new Date(now.getTime() + seconds * 1000 - wallMs);
