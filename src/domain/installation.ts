const minute = 60_000;

/** From the own code to Slack and back: somebody reads which rights are asked for, and chooses a workspace. */
export const installStateLifetimeMs = 10 * minute;

/** A Slack team (T…), or an organization (E…) that has the app in all its teams. */
export type InstalledPlace = {
  workspaceId: string;
  /** As Slack names it. */
  name: string;
};

/** What Slack gave for one installation. */
export type BotToken = {
  token: string;
  /** Of an app whose tokens expire: Slack takes the refresh token once. */
  rotation: { refreshToken: string; expiresAt: Date } | undefined;
};

/** Which route a workspace is found by. */
export const routeKindOf = (workspaceId: string) => (workspaceId.startsWith("E") ? "enterprise" : "team");

/** Why an installation that Slack allowed is not kept. */
export type InstallRefusal =
  | { code: "session_over" }
  | { code: "not_system_administrator" }
  /** It belongs to another company already; which one is nobody's business here. */
  | { code: "workspace_taken"; name: string };
