import { expect, test } from "vitest";
import type { ChainPlace } from "../../src/crypto/audit-hash.ts";
import { watchFor } from "../../src/crypto/checkpoint-watch.ts";

const chain: ChainPlace[] = ["a", "b", "c", "d"].map((hash, seq) => ({ seq, hash }));
const end = chain.length - 1;

/** Walks from the first place to the `last`-th, and asks what was seen of the checkpoint. */
function walk(checkpoint: ChainPlace, last: number, isBroken = false) {
  const [start = { seq: 0, hash: "" }, ...rest] = chain;
  const watch = watchFor(checkpoint, start);
  for (const place of rest.slice(0, last)) watch.pass(place);
  return watch.finding(isBroken);
}

test.each(chain)("R55: a checkpoint of place %j fits the chain, sound or broken behind it", (place) => {
  expect(walk(place, end)).toBe("fits");
  expect(walk(place, place.seq, true)).toBe("fits");
});

test.each(chain)("R55: another event in place %j shows as rewritten, however it goes on", ({ seq }) => {
  for (const isBroken of [true, false]) expect(walk({ seq, hash: "other" }, end, isBroken)).toBe("rewritten");
});

test("R55: a chain that ends before its checkpoint was cut off; a broken one did not come to it", () => {
  expect(walk({ seq: 4, hash: "e" }, end)).toBe("cut_off");
  expect(walk({ seq: 2, hash: "c" }, 1)).toBe("cut_off");
  expect(walk({ seq: 2, hash: "c" }, 1, true)).toBe("not_reached");
});
