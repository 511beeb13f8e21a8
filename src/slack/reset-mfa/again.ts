import type { LinkedContext } from "../handler.ts";
import { openFor } from "./command.ts";

/** *Ask again*: the form on the same person as things are now; why and the note are kept, how it was verified is asked anew. */
export const openResetAgain = (
  context: LinkedContext,
  { userId, reason, note }: { userId: string; reason: string; note: string | null },
) => openFor(context, { userId, typed: { reason, note: note ?? undefined } });
