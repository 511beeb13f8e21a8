/**
 * A fault that the emulator shows the app instead of, or around, an answer.
 * `drop` loses the request; `lost` does the work and loses the answer.
 */
export type Fault =
  | { kind: "429"; retryAfter: number }
  | { kind: "500" }
  | { kind: "slow"; ms: number }
  | { kind: "drop" }
  | { kind: "lost" }
  | { kind: "error"; error: string };

/** Switches by Web API method, or `response_url`, or `*` for every call. */
export type Faults = {
  /** For the next call only; several queue up. */
  next: (method: string, fault: Fault) => void;
  /** For every call until cleared. */
  always: (method: string, fault: Fault) => void;
  clear: (method?: string) => void;
  /** What to do to this call; spends a queued fault. */
  take: (method: string) => Fault | undefined;
};

export function createFaults(): Faults {
  const queued = new Map<string, Fault[]>();
  const standing = new Map<string, Fault>();
  return {
    next: (method, fault) => void queued.set(method, [...(queued.get(method) ?? []), fault]),
    always: (method, fault) => void standing.set(method, fault),
    clear: (method) => {
      for (const map of [queued, standing]) {
        if (method === undefined) map.clear();
        else map.delete(method);
      }
    },
    take: (method) =>
      queued.get(method)?.shift() ?? queued.get("*")?.shift() ?? standing.get(method) ?? standing.get("*"),
  };
}
