/**
 * Remembers keys for a while, in this process. Signatures: a captured request is refused when it comes again (A03).
 * Event ids: Slack's retries carry a new signature, but the same id. What must hold across processes is held by
 * the database (`claim-signature.ts`; a challenge is consumed once); this only keeps the noise out.
 */
export function createReplayMemory({
  lifetimeMs,
  maxKeys = 100_000,
}: {
  lifetimeMs: number;
  maxKeys?: number;
}) {
  const seen = new Map<string, number>();

  /** Whether the key was new; it is remembered from now on. */
  function remember(key: string, nowMs: number): boolean {
    forgetOld(nowMs);
    if (seen.has(key)) return false;
    seen.set(key, nowMs + lifetimeMs);
    return true;
  }

  /** A Map keeps the order of insertion, so the oldest stand first. */
  function forgetOld(nowMs: number) {
    for (const [key, until] of seen) {
      if (until > nowMs && seen.size < maxKeys) return;
      seen.delete(key);
    }
  }

  return { remember };
}
