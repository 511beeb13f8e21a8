import type { CallFault, DeliveryFault, SwitchedOn } from "../state/faults.ts";

// What the server tells the inspector's page. Both sides import it: nothing of Node may be in it.

/** One line of the table. */
export type Row = {
  /** `r12` is the twelfth. */
  id: string;
  number: number;
  at: string;
  from: "slack" | "app";
  via: "http" | "socket";
  kind: string;
  /** The command, the buttons, the view; the person; the conversation: whatever it names. */
  about: string;
  /** Undefined while nothing came back. */
  status: number | undefined;
  isOver: boolean;
  isLate: boolean;
  ms: number;
  problem: string | undefined;
  /** When it was made to fail. */
  fault: (CallFault | DeliveryFault)["kind"] | undefined;
};

/** A request and its answer as they went over the wire. */
export type EntrySeen = Row & {
  url: string;
  headers: Record<string, string>;
  body: string;
  answer: string | undefined;
  /** What Slack delivered can be delivered again, newly signed. */
  canSend: boolean;
  /** What went over HTTP can be sent again as it was; a socket has no signature. */
  canReplay: boolean;
};

export type Side = "calls" | "deliveries";
export type Switched = SwitchedOn<CallFault | DeliveryFault> & { side: Side };

export type LogSeen = {
  /** Another one when the workspace began anew. */
  run: string;
  /** What came after the number asked for, oldest first, and is like the text searched for. */
  rows: Row[];
  /** What is older is forgotten. */
  oldest: number;
  /** Up to here nothing changes any more. */
  settled: number;
  /** How long Slack waits for an answer. */
  budgetMs: number;
  faults: Switched[];
  hasRateLimits: boolean;
  /** What a fault can be switched on for. */
  targets: Record<Side, string[]>;
};

/** `reason` is a sentence for whoever pressed. */
export type InspectorDone = { ok: true } | { ok: false; reason: string };
