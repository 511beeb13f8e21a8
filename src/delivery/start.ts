import { asWorker, type DatabaseAddress } from "../store/db.ts";
import { claimDue } from "../store/outbox.ts";
import { within } from "../store/within.ts";
import { createBell } from "./bell.ts";
import { deliver } from "./deliver.ts";
import { createMarker } from "./marker.ts";
import type { DeliveryOptions } from "./send.ts";

/** Sends under way at once: each holds at most one database connection for a moment, and none while it sends. */
const concurrency = 16;
/** Claimed together, once so many are free: each claim is a commit that waits for the disk, one after the other. */
const atLeast = 8;
/** Longer than any send may take (30 s); after a crash the message waits this long. */
export const leaseMs = 2 * 60_000;
/** What a deployment leaves for an orderly end; a send still under way then is sent again after its lease. */
const stopMs = 10_000;

type Delivery = {
  /** Takes nothing new, and waits for what is under way, 10 s at most. */
  stop: () => Promise<void>;
  /** Until nothing is due by `deps.now()`; for tests and the demo. */
  drain: () => Promise<void>;
};

/** Starts the outbox worker. Any number of processes may run one on the same database. */
export function startDelivery(options: DeliveryOptions & { listen?: DatabaseAddress }): Delivery {
  const { deps, listen } = options;
  const bell = createBell(listen);
  const mark = createMarker(deps);
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  let lastClaim: Promise<unknown> = Promise.resolve();

  /** One claim after the other: then what is under way is complete when a claim comes back empty. */
  function claim(): Promise<number> {
    const next = lastClaim.then(claimFree);
    lastClaim = next.catch(() => {});
    return next;
  }
  async function claimFree(): Promise<number> {
    const limit = concurrency - underWay.size;
    if (limit <= 0) return 0;
    const messages = await asWorker(deps.db, (tx) => claimDue(tx, deps.now(), limit, leaseMs));
    for (const message of messages) {
      const sending = deliver({ ...options, mark }, message);
      const work: Promise<void> = within(sending, { ms: leaseMs, what: "its lease ran out" })
        .catch((err: unknown) =>
          deps.log.error({ event: "outbox_not_marked", outboxId: message.id, err }, "not marked"),
        )
        .finally(() => underWay.delete(work));
      underWay.add(work);
    }
    return messages.length;
  }
  async function run() {
    let isFailing = false;
    while (!stopping.signal.aborted) {
      if (concurrency - underWay.size < atLeast) {
        await Promise.race(underWay);
        continue;
      }
      const claimed = await claim().catch((err: unknown) => {
        // Said once an outage, not twice a second.
        if (!isFailing) deps.log.error({ event: "outbox_unreachable", err }, "cannot read the outbox");
        return undefined;
      });
      isFailing = claimed === undefined;
      if (!claimed) await bell.wait();
    }
  }
  const running = run();

  return {
    drain: async () => {
      while ((await claim()) > 0 || underWay.size > 0) await Promise.all(underWay);
    },
    stop: async () => {
      stopping.abort();
      bell.ring();
      // In this order: a claim under way may still bring messages.
      const end = running.then(() => Promise.all(underWay));
      await within(end, { ms: stopMs, what: "a send goes on" }).catch(() => {});
      await bell.close();
    },
  };
}
