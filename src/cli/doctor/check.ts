import { faultOf } from "../fault-of.ts";

/**
 * One look at one thing. `ok`; `to_do`: it does not work, or not safely, until somebody acts; `advice`: it works, and should be
 * better; `unknown`: it could not be asked from here; `off`: not configured.
 */
export type Check = {
  what: string;
  state: "ok" | "to_do" | "advice" | "unknown" | "off";
  says: string;
  /** What to do, where there is something. */
  toDo?: string;
};

/** No look waits longer: a doctor who hangs says nothing. */
const patienceMs = 20_000;

/** Runs one look. What it throws is something to be done, in one line and without what a URL may carry. */
export async function look(
  what: string,
  toDo: string,
  work: () => Promise<Check | Check[]>,
): Promise<Check[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((resolve) => {
    const says = `no answer within ${patienceMs / 1000} seconds`;
    timer = setTimeout(() => resolve({ what, state: "to_do", says, toDo }), patienceMs);
  });
  try {
    return [await Promise.race([work(), late])].flat();
  } catch (error) {
    return [{ what, state: "to_do", says: faultOf(error), toDo }];
  } finally {
    clearTimeout(timer);
  }
}

/** Further apart than this, authenticator codes are refused (R07) and Slack's signatures soon are. */
const maxSkewMs = 10_000;

/** How far a clock that was read between two moments of ours is ahead of ours. */
export function clockCheck(what: string, atMs: number, [before, after]: readonly [number, number]): Check {
  // Slack's header has whole seconds.
  const apartMs = Math.max(0, Math.abs(atMs - (before + after) / 2) - (after - before) / 2);
  const seconds = (apartMs / 1000).toFixed(1);
  if (apartMs <= maxSkewMs) return { what, state: "ok", says: `within ${seconds} s of this machine's` };
  const says = `${seconds} s apart from this machine's`;
  return { what, state: "to_do", says, toDo: "Set the clocks by NTP: codes and signatures depend on them." };
}
