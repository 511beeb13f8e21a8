/** The demo's one clock: the machine's, moved ahead by its visitor, never back. */
export type DemoClock = {
  now: () => Date;
  /** How far it is ahead of the machine's, in milliseconds. */
  aheadMs: () => number;
  advance: (ms: number) => void;
};

export function demoClock(aheadMs: number): DemoClock {
  let ahead = aheadMs;
  return {
    now: () => new Date(Date.now() + ahead),
    aheadMs: () => ahead,
    advance: (ms) => {
      ahead += ms;
    },
  };
}

const minuteMs = 60_000;

/** How far a click moves it, by the words on the button: a reminder, an ask's second reminder, a setup code's life. */
export const moves = {
  "+5 min": 5 * minuteMs,
  "+1 hour": 60 * minuteMs,
  "+24 hours": 24 * 60 * minuteMs,
} as const;
export type Move = keyof typeof moves;

export const isMove = (value: unknown): value is Move =>
  typeof value === "string" && Object.hasOwn(moves, value);
