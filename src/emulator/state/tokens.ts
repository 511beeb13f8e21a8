import { randomHex } from "./ids.ts";
import type { World } from "./world.ts";

/** What an app with token rotation holds: one token that expires, and what it is exchanged for the next one with. */
export type Rotation = {
  expiresAt: number;
  refreshToken: string | undefined;
  /** Tokens that were replaced: dead from that moment on. */
  replaced: Set<string>;
};

export const noRotation = (): Rotation => ({
  expiresAt: Number.POSITIVE_INFINITY,
  refreshToken: undefined,
  replaced: new Set(),
});

/**
 * The token of a new installation or of a refresh. Without rotation it is always the one that the emulator was started with,
 * so that one configuration outlives it. https://docs.slack.dev/authentication/using-token-rotation
 */
export function issueToken(world: World) {
  const { connection, rotation } = world;
  const { tokenLifeSeconds: seconds } = connection;
  if (seconds === undefined) return { access_token: connection.botToken };
  rotation.replaced.add(connection.botToken);
  connection.botToken = `xoxe.xoxb-1-${randomHex(24)}`;
  rotation.refreshToken = `xoxe-1-${randomHex(24)}`;
  rotation.expiresAt = world.now().getTime() + seconds * 1000;
  return { access_token: connection.botToken, refresh_token: rotation.refreshToken, expires_in: seconds };
}

/** Each refresh token serves once. */
export const isRefreshToken = (world: World, refreshToken: string | undefined): boolean =>
  refreshToken !== undefined && world.rotation.refreshToken === refreshToken;

/** Why a bot token is not good any more; undefined when it is, or never was one. */
export function endOfToken(world: World, token: string): "token_revoked" | "token_expired" | undefined {
  if (world.rotation.replaced.has(token)) return "token_revoked";
  const isExpired = token === world.connection.botToken && world.now().getTime() >= world.rotation.expiresAt;
  return isExpired ? "token_expired" : undefined;
}

/** Whether this workspace gave that token, or will take it. */
export const knowsToken = (world: World, token: string): boolean =>
  token === world.connection.botToken || world.rotation.replaced.has(token);
