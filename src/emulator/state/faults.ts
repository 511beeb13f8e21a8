/**
 * A fault that the emulator shows the app instead of, or around, the answer to a call.
 * `drop` loses the request; `lost` does the work and loses the answer.
 */
export type CallFault =
  | { kind: "429"; retryAfter: number }
  | { kind: "500" }
  | { kind: "slow"; ms: number }
  | { kind: "drop" }
  | { kind: "lost" }
  | { kind: "error"; error: string };

/**
 * What can befall something on its way from Slack to the app: it comes several times at once, late, or only after
 * whatever comes next.
 */
export type DeliveryFault =
  | { kind: "duplicate"; times: number }
  | { kind: "delayed"; ms: number }
  | { kind: "reordered" };

/** A switch that is on. `on` is what it befalls, `*` everything. */
export type SwitchedOn<F> = { on: string; lasts: "once" | "always"; fault: F };

export type Switches<F> = {
  /** For the next one only; several queue up. */
  next: (on: string, fault: F) => void;
  /** For every one until cleared. */
  always: (on: string, fault: F) => void;
  /** For this share of them, by chance, until cleared; before what befalls every one. */
  sometimes: (on: string, fault: F, share: number) => void;
  clear: (on?: string) => void;
  /** What to do to this one; spends a queued fault. */
  take: (on: string) => F | undefined;
  list: () => SwitchedOn<F>[];
};

/**
 * Calls by Web API method or `response_url`; deliveries by their kind: `slash_command`, `block_actions`, an event's
 * name. Clearing or listing all means both.
 */
export type Faults = Omit<Switches<CallFault>, "list"> & {
  calls: Switches<CallFault>;
  deliveries: Switches<DeliveryFault>;
  list: () => SwitchedOn<CallFault | DeliveryFault>[];
};

/** `tell` hears of every switch, and of every fault that is spent. */
export function createFaults(tell: () => void): Faults {
  const calls = switches<CallFault>(tell);
  const deliveries = switches<DeliveryFault>(tell);
  return {
    ...calls,
    calls,
    deliveries,
    clear: (on) => {
      calls.clear(on);
      deliveries.clear(on);
    },
    list: () => [...calls.list(), ...deliveries.list()],
  };
}

function switches<F>(tell: () => void): Switches<F> {
  const queued = new Map<string, F[]>();
  const standing = new Map<string, F>();
  const chances = new Map<string, { fault: F; share: number }>();
  const spend = (on: string): F | undefined => {
    const fault = queued.get(on)?.shift();
    if (fault) tell();
    return fault;
  };
  const byChance = (on: string): F | undefined => {
    const { fault, share } = chances.get(on) ?? {};
    return share !== undefined && Math.random() < share ? fault : undefined;
  };
  return {
    next: (on, fault) => {
      queued.set(on, [...(queued.get(on) ?? []), fault]);
      tell();
    },
    always: (on, fault) => {
      standing.set(on, fault);
      tell();
    },
    sometimes: (on, fault, share) => {
      chances.set(on, { fault, share });
      tell();
    },
    clear: (on) => {
      for (const map of [queued, standing, chances]) {
        if (on === undefined) map.clear();
        else map.delete(on);
      }
      tell();
    },
    take: (on) =>
      spend(on) ?? spend("*") ?? byChance(on) ?? byChance("*") ?? standing.get(on) ?? standing.get("*"),
    list: () => [
      ...[...queued].flatMap(([on, faults]) =>
        faults.map((fault): SwitchedOn<F> => ({ on, lasts: "once", fault })),
      ),
      ...[...chances].map(([on, { fault }]): SwitchedOn<F> => ({ on, lasts: "always", fault })),
      ...[...standing].map(([on, fault]): SwitchedOn<F> => ({ on, lasts: "always", fault })),
    ],
  };
}
