/** Counts what runs. Beyond `max` the work is told so, and must be short. */
export function createPlaces(max: number) {
  let running = 0;
  return {
    hold: async (work: (isFull: boolean) => Promise<void>): Promise<void> => {
      const isFull = running >= max;
      running += 1;
      try {
        await work(isFull);
      } finally {
        running -= 1;
      }
    },
  };
}
