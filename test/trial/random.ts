/** The choices of a trial, the same for the same seed. What the machine makes of them in time is its own. */
export type Random = {
  /** From 0 to 1. */
  next: () => number;
  pick: <T>(list: readonly T[]) => T | undefined;
  chance: (probability: number) => boolean;
  between: (from: number, to: number) => number;
};

/** mulberry32: small, and good enough to choose by. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    pick: (list) => list[Math.floor(next() * list.length)],
    chance: (probability) => next() < probability,
    between: (from, to) => from + next() * (to - from),
  };
}

/** A number from words: each person's choices are a stream of their own, whatever the others do. */
export const seedOf = (...words: (string | number)[]) =>
  [...words.join(" ")].reduce(
    (sum, character) => Math.imul(sum ^ (character.codePointAt(0) ?? 0), 16_777_619),
    2_166_136_261,
  );
