/**
 * One clock for all processes of a trial, faster than the wall's: so that a code's half minute, a lock-out and the reminders
 * of an hour pass within minutes. Computed from the machine's clock, it is the same in each of them and
 * needs no telling; only a leap forward is told to each. Slack keeps the machine's own: its three seconds are not ours to shorten.
 */
export type TrialClock = {
  startedAtMs: number;
  speed: number;
  /** By leaps, so far. */
  aheadMs: number;
};

export const nowOf = (clock: TrialClock) => () =>
  new Date(clock.startedAtMs + (Date.now() - clock.startedAtMs) * clock.speed + clock.aheadMs);
