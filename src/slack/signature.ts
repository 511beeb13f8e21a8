import { createHmac, timingSafeEqual } from "node:crypto";

/** Slack's own window (docs.slack.dev, "Verifying requests"); we hold it on both sides, which Bolt's check does not (A14). */
const windowMs = 5 * 60_000;

type SignedRequest = { timestamp: string | undefined; signature: string | undefined; body: Uint8Array };

export type SignatureFault = "no_secret" | "malformed" | "outside_window" | "wrong";

/**
 * Why this request is not Slack's, or undefined. `nowMs` is the wall clock: it is compared with a time that
 * another machine wrote, so a clock that a demo moved would refuse every request.
 */
export function signatureFault(
  { timestamp, signature, body }: SignedRequest,
  { secret, nowMs }: { secret: string; nowMs: number },
): SignatureFault | undefined {
  // An empty key makes a perfectly computable HMAC: anybody could sign.
  if (secret === "") return "no_secret";
  if (!timestamp || !/^\d{1,11}$/.test(timestamp) || !signature) return "malformed";
  if (Math.abs(nowMs - Number(timestamp) * 1000) > windowMs) return "outside_window";
  const expected = Buffer.from(sign({ secret, timestamp, body }));
  const given = Buffer.from(signature);
  // timingSafeEqual throws on different lengths; the length of a signature is no secret.
  return given.length === expected.length && timingSafeEqual(given, expected) ? undefined : "wrong";
}

/** `v0=` and the hex HMAC-SHA256 of `v0:{timestamp}:{raw body}`. */
export const sign = ({ secret, timestamp, body }: { secret: string; timestamp: string; body: Uint8Array }) =>
  `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex")}`;
