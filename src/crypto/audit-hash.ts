import { hash } from "node:crypto";

export type AuditFacts = Record<string, string | number | boolean | null>;

export type ChainedEvent = {
  companyId: string;
  seq: number;
  at: Date;
  kind: string;
  actorId: string | null;
  subjectId: string | null;
  workspaceId: string | null;
  slackUserId: string | null;
  facts: AuditFacts;
};

/** An event as it is kept: with the hash of the one before it, and its own. */
export type LinkedEvent = ChainedEvent & { prevHash: string; hash: string };

/** The same for whoever only verifies: `at` may be what `toISOString` writes, which is what is hashed. */
export type VerifiedEvent = Omit<LinkedEvent, "at"> & { at: Date | string };

/** A place in a chain: an event's number and hash. */
export type ChainPlace = { seq: number; hash: string };

/** What stands before the first event of a chain. */
export const chainStart = "0".repeat(64);

/** Whether an event is the one that was written right behind this place, unchanged (R55). */
export const isNextInChain = (place: ChainPlace, event: VerifiedEvent): boolean =>
  event.seq === place.seq + 1 &&
  event.prevHash === place.hash &&
  hashAuditEvent(place.hash, event) === event.hash;

/**
 * sha256 of the hash before and the event in one canonical form: a JSON array in fixed order, the time as `toISOString` writes
 * it, the facts' keys sorted. To change, drop or reorder an event changes every hash after it (R55).
 */
export function hashAuditEvent(prevHash: string, event: Omit<VerifiedEvent, "prevHash" | "hash">): string {
  const { companyId, seq, at, kind, actorId, subjectId, workspaceId, slackUserId, facts } = event;
  const sortedFacts = Object.keys(facts)
    .sort()
    .map((key) => [key, facts[key]]);
  const row = [companyId, seq, at, kind, actorId, subjectId, workspaceId, slackUserId, sortedFacts];
  return hash("sha256", prevHash + JSON.stringify(row));
}
