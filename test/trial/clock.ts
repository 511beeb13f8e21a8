/**
 * One clock for all processes of a trial, faster than the wall's: so that a code's half minute, a lock-out and the reminders
 * of an hour pass within minutes. Computed from the machine's clock, it is the same in each of them and
 * needs no telling. Slack keeps the machine's own: its three seconds are not ours to shorten.
 */
export type TrialClock = { startedAtMs: number; speed: number };

export const nowOf =
  ({ startedAtMs, speed }: TrialClock) =>
  () =>
    new Date(startedAtMs + (Date.now() - startedAtMs) * speed);
