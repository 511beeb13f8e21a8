import { type DatabaseAddress, openClient } from "../store/db.ts";

/** Without LISTEN a message waits this long at most. */
const pollMs = 500;
/** With it a look now and then is enough: for what became due by itself, and for a wake-up that was lost. */
const pollWhileListeningMs = 5000;

type Bell = {
  /** Until something may be due. */
  wait: () => Promise<void>;
  ring: () => void;
  close: () => Promise<void>;
};

/**
 * Wakes the worker when a message was written (`announce_outbox` notifies at commit). LISTEN needs a session of its own,
 * so `address` is the database itself, not a pooler (RUNTIME 3); without one the worker polls.
 */
export function createBell(address: DatabaseAddress | undefined): Bell {
  let isRung = false;
  let wake = () => {};
  const ring = () => {
    isRung = true;
    wake();
  };
  const ear = address && createEar(address, ring);
  async function wait() {
    ear?.open();
    if (!isRung) await nap(ear?.isOpen() ? pollWhileListeningMs : pollMs);
    isRung = false;
  }
  async function nap(ms: number) {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
  }
  return { wait, ring, close: async () => ear?.close() };
}

/**
 * One connection that listens. Not postgres.js's `listen`: after one failed reconnection that stays deaf for ever
 * (its src/index.js ignores the error). Here every look at the outbox tries again.
 */
function createEar(address: DatabaseAddress, ring: () => void) {
  let state: "closed" | "opening" | "open" = "closed";
  const onclose = () => {
    // Lost: from now on the worker looks more often. One that never came up changes nothing.
    if (state === "open") ring();
    state = "closed";
  };
  const client = openClient(
    address,
    Object.assign({ max: 1, max_lifetime: null, onclose }, { onnotify: ring }),
  );
  async function listen() {
    state = "opening";
    try {
      await client`listen latchkey_outbox`;
      state = "open";
      // What was written before nobody announced to us.
      ring();
    } catch {
      state = "closed";
    }
  }
  return {
    open: () => {
      if (state === "closed") void listen();
    },
    isOpen: () => state === "open",
    close: () => client.end({ timeout: 1 }),
  };
}
