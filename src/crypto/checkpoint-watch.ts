import type { ChainPlace } from "./audit-hash.ts";

/**
 * What a walk along a chain says of a checkpoint. `cut_off`: the chain is sound and ends before it. `rewritten`: another event
 * stands at its place. `not_reached`: the chain is broken before it.
 */
export type CheckpointFinding = "fits" | "cut_off" | "rewritten" | "not_reached";

type Watch = {
  /** Told of each place that the walk comes to. */
  pass: (place: ChainPlace) => void;
  finding: (isBroken: boolean) => CheckpointFinding;
};

/** Looks out for the place that a checkpoint vouches for, on a walk that begins at `start`. */
export function watchFor(checkpoint: ChainPlace, start: ChainPlace): Watch {
  let found = start.seq === checkpoint.seq ? start : undefined;
  return {
    pass: (place) => {
      if (place.seq === checkpoint.seq) found = place;
    },
    finding: (isBroken) => {
      if (found) return found.hash === checkpoint.hash ? "fits" : "rewritten";
      return isBroken ? "not_reached" : "cut_off";
    },
  };
}
