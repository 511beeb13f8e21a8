import type { KeyObject } from "node:crypto";
import type { KeyRing } from "./crypto/secret-box.ts";
import type { Log } from "./log.ts";
import type { Db } from "./store/db.ts";

/** How an answer to Slack ended: "refused" by the gate, "late" after "Working…", "busy" with too many at once, "fault" of ours, "slack" when Slack did not do its part. */
export type SlackOutcome = "answered" | "refused" | "late" | "busy" | "fault" | "slack";

/** What the Slack edge tells of each answer, for an operator's metrics: never who or what. */
export type Meter = { slackAnswered: (surface: string, outcome: SlackOutcome, seconds: number) => void };

/** Everything a flow may touch beside its input. A flow names the ones it uses: `Pick<Deps, "db" | "now">`. */
export type Deps = {
  db: Db;
  /** The one clock: SQL and flows never ask another, so that tests and the demo can move it. */
  now: () => Date;
  /** The CSPRNG. */
  randomBytes: (size: number) => Buffer;
  keys: KeyRing;
  /** Ed25519: signs the audit trail's checkpoints. Undefined: this process signs none, and leaves them to one that does. */
  auditSigningKey?: KeyObject;
  log: Log;
  /** Undefined: nobody measures. */
  meter?: Meter;
  /** The countries (ISO 3166) that text messages go to. Undefined: nobody sends them, and none are offered. */
  smsCountries?: readonly string[];
  /** Only the demo's: how often somebody may reset, ask or lock is not counted (R50). Nothing in the environment sets it. */
  isUnhurried?: boolean;
};
