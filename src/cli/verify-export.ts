import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type ChainPlace, chainStart, isNextInChain } from "../crypto/audit-hash.ts";
import type { SignedCheckpoint } from "../crypto/checkpoint.ts";
import { watchFor } from "../crypto/checkpoint-watch.ts";
import type { AuditVerdict } from "../flows/verify-audit.ts";
import { CommandFailed } from "./command.ts";

/**
 * Walks an export of `audit export` as `audit verify` walks the database: the first event that was changed, taken away, moved
 * or cut off (R55). Each line names the first and the last event of its export, so that a missing end shows, too; one that was made to fit shows by a checkpoint.
 */
export async function verifyExport(
  file: string,
  checkpoint?: SignedCheckpoint,
): Promise<AuditVerdict & { first: number }> {
  await access(file).catch(() => {
    throw new CommandFailed(`${file} cannot be read.`);
  });
  let of: Pick<Line, "company" | "companyId" | "first" | "last"> | undefined;
  let place: ChainPlace = { seq: 0, hash: chainStart };
  let watch: ReturnType<typeof watchFor> | undefined;
  for await (const text of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const line = readLine(text);
    if (!of) {
      if (!line) throw new CommandFailed(`${file} is not an export: its first line is no event.`);
      of = line;
      // Only the first event of all has nothing before it; another's hash before it stands where it was exported.
      if (line.first !== 1) place = { seq: line.first - 1, hash: line.prevHash };
      watch = checkpoint && watchFor(checkpointOf(line, checkpoint), place);
    }
    const isOfThis = line?.companyId === of.companyId && line.first === of.first && line.last === of.last;
    if (!line || !isOfThis || !isNextInChain(place, line))
      return verdictOf(of, { place, brokenAt: place.seq + 1, watch });
    place = line;
    watch?.pass(line);
  }
  if (!of) throw new CommandFailed(`${file} holds no event.`);
  return verdictOf(of, { place, brokenAt: place.seq === of.last ? null : place.seq + 1, watch });
}

type Walked = {
  place: ChainPlace;
  brokenAt: number | null;
  watch: ReturnType<typeof watchFor> | undefined;
};

const verdictOf = (
  { company, first }: { company: string; first: number },
  { place, brokenAt, watch }: Walked,
) => ({
  ...{ company, events: place.seq - first + 1, brokenAt, first },
  ...(watch ? { checkpoint: watch.finding(brokenAt !== null) } : {}),
});

/** The checkpoint, when this export can say anything of it. */
function checkpointOf({ company, companyId, first }: Line, checkpoint: SignedCheckpoint): SignedCheckpoint {
  if (checkpoint.companyId !== companyId)
    throw new CommandFailed(
      `The checkpoint is of another company, ${checkpoint.chain} (${checkpoint.companyId}), not of this ${company}.`,
    );
  if (checkpoint.seq >= first - 1) return checkpoint;
  throw new CommandFailed(
    `The export begins at event ${first}, behind the ${checkpoint.seq} that the checkpoint vouches for: export what came before, too.`,
  );
}

type Line = z.infer<typeof Line>;

function readLine(text: string): Line | undefined {
  try {
    return Line.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const id = z.string().nullable();

const Line = z.object({
  company: z.string(),
  first: z.number(),
  last: z.number(),
  companyId: z.string(),
  seq: z.number(),
  at: z.iso.datetime().transform((text) => new Date(text)),
  kind: z.string(),
  actorId: id,
  subjectId: id,
  workspaceId: id,
  slackUserId: id,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  prevHash: z.string(),
  hash: z.string(),
});
