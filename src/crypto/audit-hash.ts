import { createHash } from "node:crypto";

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

/** What stands before the first event of a chain. */
export const chainStart = "0".repeat(64);

/**
 * sha256 of the hash before and the event in one canonical form: a JSON array in fixed order, the facts' keys sorted.
 * To change, drop or reorder an event changes every hash after it (R55).
 */
export function hashAuditEvent(prevHash: string, event: ChainedEvent): string {
  const { companyId, seq, at, kind, actorId, subjectId, workspaceId, slackUserId, facts } = event;
  const sortedFacts = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  const row = [
    companyId,
    seq,
    at.toISOString(),
    kind,
    actorId,
    subjectId,
    workspaceId,
    slackUserId,
    sortedFacts,
  ];
  return createHash("sha256").update(prevHash).update(JSON.stringify(row)).digest("hex");
}
