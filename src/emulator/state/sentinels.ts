import type { CallFault, DeliveryFault } from "./faults.ts";
import type { World } from "./world.ts";

/**
 * Words that make a thing fail wherever they stand, so that a failure can be brought about by hand and again: in a
 * message's text, in what is typed, in a person's name.
 */
const callSentinels = ["429", "500", "slow", "drop", "lost"] as const;
const deliverySentinels = ["twice", "late", "last"] as const;
export type CallSentinel = (typeof callSentinels)[number];
export type DeliverySentinel = (typeof deliverySentinels)[number];

/** A message carries its text along, so that a call keeps failing as often as it is tried again. */
const retryAfterSeconds = 1;
/** How late `[slack:late]` comes: the person still gets an answer, but a trigger is nearly spent. */
const lateMs = 2000;

/** The fault that is asked for by the body of a call, or by the name of a person whom the call means. */
export function faultOfCall(world: World, body: string): CallFault | undefined {
  const kind = wordIn(callSentinels, body) ?? wordIn(callSentinels, namesMeantBy(world, body));
  switch (kind) {
    case undefined:
      return undefined;
    case "429":
      return { kind, retryAfter: retryAfterSeconds };
    case "slow":
      return { kind, ms: world.limits.slowMs };
    default:
      return { kind };
  }
}

/** The fault that is asked for by what a delivery carries. */
export function faultOfDelivery(payload: unknown): DeliveryFault | undefined {
  const word = wordIn(deliverySentinels, JSON.stringify(payload));
  switch (word) {
    case undefined:
      return undefined;
    case "twice":
      return { kind: "duplicate", times: 2 };
    case "late":
      return { kind: "delayed", ms: lateMs };
    case "last":
      return { kind: "reordered" };
  }
}

/** As it is written, or as a form writes it. */
function wordIn<W extends string>(words: readonly W[], text: string): W | undefined {
  return words.find((word) => text.includes(`[slack:${word}]`) || text.includes(`%5Bslack%3A${word}%5D`));
}

/** A call means a person by their id, or by the id of their DM. */
function namesMeantBy(world: World, body: string): string {
  const meant = [...world.people.values()].filter(
    ({ realName, id }) => realName.includes("[slack:") && body.includes(id.slice(1)),
  );
  return meant.map((person) => person.realName).join(" ");
}
