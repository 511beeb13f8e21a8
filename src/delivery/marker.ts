import type { Deps } from "../deps.ts";
import { asWorker } from "../store/db.ts";
import { markDelivered } from "../store/outbox.ts";
import { type Delivered, markAllDelivered } from "../store/outbox-delivered.ts";

/** Answers false when the message became void, or another worker's, before it was marked. */
export type Marker = (delivered: Delivered) => Promise<boolean>;

type Waiting = { delivered: Delivered; answer: (isMarked: boolean | Promise<boolean>) => void };

/**
 * Marks what was delivered. The first is marked at once; what comes meanwhile is marked together, behind it: each alone
 * would be a commit that waits for the disk. What could not be marked so is marked alone, and fails alone.
 */
export function createMarker({ db, now }: Pick<Deps, "db" | "now">): Marker {
  let waiting: Waiting[] = [];
  let isMarking = false;

  async function markWaiting() {
    isMarking = true;
    while (waiting.length > 0) {
      const together = waiting;
      waiting = [];
      const all = together.map(({ delivered }) => delivered);
      const rows = await asWorker(db, (tx) => markAllDelivered(tx, all, now())).catch(() => []);
      const marked = new Set(rows.map(keyOf));
      for (const { delivered, answer } of together) answer(marked.has(keyOf(delivered)) || alone(delivered));
    }
    isMarking = false;
  }
  const alone = (delivered: Delivered) =>
    asWorker(db, (tx) => markDelivered(tx, delivered, now(), delivered.receipt));

  return (delivered) =>
    new Promise((answer) => {
      waiting.push({ delivered, answer });
      if (!isMarking) void markWaiting();
    });
}

const keyOf = ({ companyId, id }: Pick<Delivered, "companyId" | "id">) => `${companyId} ${id}`;
