/** A clock that stands still until it is moved. */
export function testClock(start = new Date("2026-11-20T19:32:00Z")) {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    advance: (ms: number) => {
      time += ms;
    },
  };
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
