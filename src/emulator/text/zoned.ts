/** What the clock on a wall in `timeZone` shows, as a date-and-time field takes it: `2026-11-20T14:32`. */
export function wallTime(seconds: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return format.format(new Date(seconds * 1000)).replace(" ", "T");
}

/** When a clock in `timeZone` shows this, in seconds since 1970; undefined where it is no time. */
export function secondsAt(wall: string, timeZone: string): number | undefined {
  const asUtc = Date.parse(`${wall}Z`) / 1000;
  if (Number.isNaN(asUtc)) return undefined;
  const offset = (seconds: number) => Date.parse(`${wallTime(seconds, timeZone)}Z`) / 1000 - seconds;
  // The offset is that of the moment sought, which lies hours away where clocks change between.
  const near = asUtc - offset(asUtc);
  return asUtc - offset(near);
}
