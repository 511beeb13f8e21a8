import type { InspectorDeed } from "../../inspector/deed.ts";
import type { Side } from "../../inspector/seen.ts";

export type SwitchOn = Extract<InspectorDeed, { act: "switch-on" }>;
type Lasting = Pick<SwitchOn, "on" | "lasts">;

/** One kind of fault as the form offers it. `field` is what more has to be said, with what it says at first. */
export type FaultChoice = {
  kind: string;
  text: string;
  field?: { label: string; type: "number" | "text"; initial: string; min?: number; max?: number };
  deed: (lasting: Lasting, given: string) => SwitchOn;
};

const act = "switch-on" as const;
const waitMs = { type: "number", min: 0, max: 600_000 } as const;

const call =
  (make: (given: string) => Extract<SwitchOn, { side: "calls" }>["fault"]) =>
  (lasting: Lasting, given: string): SwitchOn => ({ act, side: "calls", ...lasting, fault: make(given) });
const delivery =
  (make: (given: string) => Extract<SwitchOn, { side: "deliveries" }>["fault"]) =>
  (lasting: Lasting, given: string): SwitchOn => ({
    act,
    side: "deliveries",
    ...lasting,
    fault: make(given),
  });

export const faultChoices: Record<Side, readonly FaultChoice[]> = {
  calls: [
    { kind: "500", text: "500", deed: call(() => ({ kind: "500" })) },
    {
      kind: "429",
      text: "429",
      field: { label: "Retry after (s)", type: "number", initial: "1", min: 1, max: 3600 },
      deed: call((given) => ({ kind: "429", retryAfter: Number(given) })),
    },
    {
      kind: "slow",
      text: "Slow",
      field: { label: "By (ms)", initial: "4000", ...waitMs },
      deed: call((given) => ({ kind: "slow", ms: Number(given) })),
    },
    { kind: "drop", text: "Dropped before the work", deed: call(() => ({ kind: "drop" })) },
    { kind: "lost", text: "Dropped after the work", deed: call(() => ({ kind: "lost" })) },
    {
      kind: "error",
      text: "An error of Slack's",
      field: { label: "Its name", type: "text", initial: "internal_error" },
      deed: call((error) => ({ kind: "error", error })),
    },
  ],
  deliveries: [
    {
      kind: "duplicate",
      text: "More than once, at once",
      field: { label: "Times", type: "number", initial: "2", min: 2, max: 20 },
      deed: delivery((given) => ({ kind: "duplicate", times: Number(given) })),
    },
    {
      kind: "delayed",
      text: "Late",
      field: { label: "By (ms)", initial: "2000", ...waitMs },
      deed: delivery((given) => ({ kind: "delayed", ms: Number(given) })),
    },
    { kind: "reordered", text: "After the next one", deed: delivery(() => ({ kind: "reordered" })) },
  ],
};
