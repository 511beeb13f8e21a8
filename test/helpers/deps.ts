import { randomBytes } from "node:crypto";
import type { KeyRing } from "../../src/crypto/secret-box.ts";
import type { Deps } from "../../src/deps.ts";
import { createLog } from "../../src/log.ts";
import type { Db } from "../../src/store/db.ts";
import { testClock } from "./clock.ts";
import { keptBytes, keptLog } from "./whole-log.ts";

/** Real dependencies, with a clock that a test moves and a log that it can read. */
export function testDeps(db: Db) {
  const clock = testClock();
  const lines: string[] = [];
  const log = createLog(
    "debug",
    keptLog((line) => void lines.push(line)),
  );
  const keys: KeyRing = { current: "k1", keys: new Map([["k1", randomBytes(32)]]) };
  const deps: Deps = { db, now: clock.now, randomBytes: keptBytes(randomBytes), keys, log };
  return { deps, clock, logLines: lines };
}
