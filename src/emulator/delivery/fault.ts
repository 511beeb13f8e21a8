import { setTimeout as sleep } from "node:timers/promises";
import type { Delivery } from "../state/delivery.ts";
import { newEntry } from "../state/log.ts";
import { keepPending } from "../state/pending.ts";
import { faultOfDelivery } from "../state/sentinels.ts";
import type { World } from "../state/world.ts";
import type { Sent } from "./sent.ts";

/** Sends something as the wire is: once and at once, or by the fault that is switched on for it. */
export async function throughFault(
  world: World,
  delivery: Delivery,
  send: () => Promise<Sent>,
): Promise<Sent> {
  const fault = world.faults.deliveries.take(delivery.kind) ?? faultOfDelivery(delivery.payload);
  const marked = async () => {
    const sent = await send();
    sent.entry.fault = fault?.kind;
    return sent;
  };
  switch (fault?.kind) {
    case undefined:
      return releaseHeld(world, send());
    case "duplicate":
      return sendSeveral(world, marked, fault.times);
    case "delayed":
      return sendAfter(world, { delivery, send: marked, when: pause(world, fault.ms) });
    case "reordered":
      return sendAfter(world, { delivery, send: marked, when: nextIsSent(world) });
  }
}

/** All at once; the person sees what comes of the first. */
async function sendSeveral(world: World, send: () => Promise<Sent>, times: number): Promise<Sent> {
  const first = send();
  for (let copy = 1; copy < times; copy += 1) keepPending(world, send());
  return releaseHeld(world, first);
}

type Held = { delivery: Delivery; send: () => Promise<Sent>; when: Promise<unknown> };

/** Slack's three seconds begin when it sends: who is told too late never answers in time, but is told. */
function sendAfter(world: World, { delivery, send, when }: Held): Promise<Sent> {
  const late = when.then(send);
  keepPending(world, late);
  const request = { url: "", headers: {}, body: "" };
  const entry = newEntry(world, { from: "slack", kind: delivery.kind, request, delivery });
  const deadline = pause(world, world.connection.answerTimeoutMs).then(
    (): Sent => ({ outcome: "timeout", entry }),
  );
  return Promise.race([late, deadline]);
}

const pause = (world: World, ms: number) =>
  sleep(ms, undefined, { signal: world.stopping.signal }).catch(() => undefined);

/** Until something else was answered; alone it goes when Slack's patience ends. */
function nextIsSent(world: World): Promise<unknown> {
  const next = new Promise<void>((resolve) => world.held.push(resolve));
  return Promise.race([next, pause(world, world.connection.answerTimeoutMs)]);
}

async function releaseHeld(world: World, sending: Promise<Sent>): Promise<Sent> {
  const held = world.held.splice(0);
  const sent = await sending;
  for (const release of held) release();
  return sent;
}
