import type { KeyObject } from "node:crypto";
import type { KeyRing } from "./crypto/secret-box.ts";
import type { Log } from "./log.ts";
import type { Db } from "./store/db.ts";

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
  /** The countries (ISO 3166) that text messages go to. Undefined: nobody sends them, and none are offered. */
  smsCountries?: readonly string[];
  /** Only the demo's: how often somebody may reset, ask or lock is not counted (R50). Nothing in the environment sets it. */
  isUnhurried?: boolean;
};
