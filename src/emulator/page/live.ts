import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { listen } from "../state/listeners.ts";
import type { World } from "../state/world.ts";
import { placeIn } from "./place.ts";
import type { LiveEvent } from "./seen.ts";
import { snapshotOf } from "./snapshot.ts";

/** An app that answers, posts, updates and publishes within a moment: one picture shows it all. */
const calmMs = 15;
/** A sign of life, so that a browser notices a server that is gone. */
const heartbeatMs = 20_000;

const [defaultShown, maxShown] = [100, 10_000];

/** The stream of one tab: what its person sees, sent anew whenever that changed. */
export function live(world: World, c: Context): Response {
  const query = new URL(c.req.url).searchParams;
  const asked = Number(query.get("shown"));
  const shown = Number.isInteger(asked) && asked > 0 ? Math.min(asked, maxShown) : defaultShown;
  return streamSSE(c, async (stream) => {
    const bell = createBell();
    const unlisten = listen(world, bell.ring);
    world.stopping.signal.addEventListener("abort", bell.ring);
    stream.onAbort(bell.ring);
    let last = "";
    while (!stream.aborted && !world.stopping.signal.aborted) {
      const { changes } = world;
      const place = placeIn(world, query);
      const snapshot = place && snapshotOf(world, place, shown);
      const picture = JSON.stringify(snapshot);
      const news = picture === last ? {} : { snapshot };
      const event: LiveEvent = { now: world.now().toISOString(), changes, ...news };
      const data = JSON.stringify(event);
      await stream.writeSSE({ data: place ? world.inBrowserOf(place.userId, data) : data });
      last = picture;
      if ((await bell.heard(heartbeatMs)) === "ring") await pause(calmMs);
    }
    unlisten();
    world.stopping.signal.removeEventListener("abort", bell.ring);
  });
}

/** Rings are counted while nobody waits: a change during the writing of a picture is not lost. */
function createBell() {
  let hasRung = false;
  let wake = () => {};
  return {
    ring: () => {
      hasRung = true;
      wake();
    },
    heard: (patienceMs: number): Promise<"ring" | "silence"> =>
      new Promise((resolve) => {
        const end = (how: "ring" | "silence") => {
          clearTimeout(timer);
          wake = () => {};
          hasRung = false;
          resolve(how);
        };
        const timer = setTimeout(end, patienceMs, "silence");
        wake = () => end("ring");
        if (hasRung) wake();
      }),
  };
}
