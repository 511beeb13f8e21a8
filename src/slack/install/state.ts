import { createHmac } from "node:crypto";
import { sameText } from "../../crypto/token.ts";

/**
 * What goes to Slack and comes back: the flow's own state, signed for one session. One that is made up, or was made for
 * another browser, costs no query.
 */
export const signState = (secret: string, sessionId: string, state: string) =>
  `${state}.${mac(secret, sessionId, state)}`;

/** The flow's state; undefined where it was not signed for this session. */
export function readState(secret: string, sessionId: string, signed: string): string | undefined {
  const end = signed.lastIndexOf(".");
  const state = signed.slice(0, Math.max(0, end));
  return sameText(signed.slice(end + 1), mac(secret, sessionId, state)) ? state : undefined;
}

const mac = (secret: string, sessionId: string, state: string) =>
  createHmac("sha256", secret)
    .update(JSON.stringify([sessionId, state]))
    .digest("base64url");
