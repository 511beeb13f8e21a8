import type { Checkpoint } from "../crypto/checkpoint.ts";
import type { AuditVerdict } from "../flows/verify-audit.ts";

type Verdict = AuditVerdict & { first?: number };

/** A sentence for each thing that is wrong; none: all is well. */
export function verdictFailures(chains: Verdict[], checkpoint: Checkpoint | undefined): string[] {
  const broken = chains.filter(({ brokenAt }) => brokenAt !== null);
  const where = broken.map(({ company, brokenAt }) => `${company} at event ${brokenAt}`).join(", ");
  const failures = broken.length > 0 ? [`The audit trail is broken: ${where}.`] : [];
  const mismatches = checkpoint ? chains.map((chain) => mismatchText(chain, checkpoint)) : [];
  return [...failures, ...mismatches.filter((text) => text !== undefined)];
}

/** One chain in one line. */
export function verdictText(verdict: Verdict, checkpoint: Checkpoint | undefined): string {
  const { company, events, brokenAt, first = 1 } = verdict;
  const fits =
    checkpoint && verdict.checkpoint === "fits" ? `; ${vouchedText(checkpoint)} are as they were` : "";
  if (brokenAt !== null) return `${company}: broken at event ${brokenAt}${fits}`;
  if (first === 1) return `${company}: ${events} events, unbroken${fits}`;
  return `${company}: ${events} events from ${first} on, unbroken among themselves; what came before is not in this file${fits}`;
}

const vouchedText = ({ seq, at }: Checkpoint) =>
  `the ${seq} that the checkpoint of ${at.toISOString()} vouches for`;

/** Where a chain is broken before it, the break is told already, and nothing behind it can be compared. */
function mismatchText(verdict: Verdict, checkpoint: Checkpoint): string | undefined {
  const { company, events, first = 1, checkpoint: finding } = verdict;
  if (finding === "rewritten")
    return `The audit trail was written anew: event ${checkpoint.seq} of ${company} is not the one that the checkpoint vouches for.`;
  if (finding === "cut_off")
    return `The end of the audit trail is missing: ${company} ends at event ${first - 1 + events}, the checkpoint vouches for ${checkpoint.seq}.`;
  return undefined;
}
