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

const hour = 60 * minute;

/** Slack's tokens live 12 hours: this long before their end a new one is fetched. */
export const refreshAheadMs = 2 * hour;
/** Longer than the exchange may take: a process that died meanwhile keeps the others waiting no longer. */
export const refreshLeaseMs = 15_000;
/** From one that failed to the next. */
export const refreshPauseMs = minute;

/** Which route a workspace is found by. */
export const routeKindOf = (workspaceId: string) => (workspaceId.startsWith("E") ? "enterprise" : "team");

/** Why an installation that Slack allowed is not kept. */
export type InstallRefusal =
  | { code: "session_over" }
  | { code: "not_system_administrator" }
  /** It belongs to another company already; which one is nobody's business here. */
  | { code: "workspace_taken"; name: string };
