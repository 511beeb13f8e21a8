import { dropOldest } from "./bound.ts";
import { randomHex } from "./ids.ts";
import type { World } from "./world.ts";

/** https://docs.slack.dev/authentication/installing-with-oauth: a code lives ten minutes and is exchanged once. */
const codeLifeMs = 600_000;
const maxCodes = 100;

export type InstallCode = {
  userId: string;
  redirectUri: string | undefined;
  expiresAt: number;
  isUsed: boolean;
};

/** Somebody allowed the installation: what Slack sends back with them. */
export function newInstallCode(world: World, userId: string, redirectUri?: string): string {
  const nowMs = world.now().getTime();
  dropOldest(world.installCodes, { atMost: maxCodes, isOver: (code) => code.expiresAt < nowMs });
  const code = `${randomHex(6)}.${randomHex(6)}.${randomHex(32)}`;
  world.installCodes.set(code, { userId, redirectUri, expiresAt: nowMs + codeLifeMs, isUsed: false });
  return code;
}

/** Spends a code; answers who installed, or Slack's error. */
export function spendInstallCode(world: World, code: string, redirectUri: string | undefined) {
  const known = world.installCodes.get(code);
  if (!known || known.expiresAt < world.now().getTime()) return "invalid_code";
  if (known.isUsed) return "code_already_used";
  if (known.redirectUri !== redirectUri) return "bad_redirect_uri";
  known.isUsed = true;
  return known;
}
