import { z } from "zod";
import type { Refusal } from "../../domain/refusal.ts";
import { isPlaceOfRequest } from "../../flows/find-request-place.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload } from "../payload.ts";

/** Longer than Slack takes when it is well. The stored conversation decides; this is a look beside it, which must not use up the time to open a form. */
const lookMs = 700;

const Channel = z.object({ is_ext_shared: z.boolean().optional() });

/**
 * Why this click does not count here; undefined: it does. A request's buttons count in a conversation that is stored with it,
 * and not in one that is shared with another company since (A13). In a view of ours, only its owner clicks.
 */
export async function placeRefusal(
  context: LinkedContext,
  { channelId, view }: Pick<ActionPayload, "channelId" | "view">,
  requestId: string,
): Promise<Refusal | undefined> {
  if (view) return undefined;
  const isPlace = await isPlaceOfRequest(context.deps, context.actor, { requestId, channelId });
  if (!isPlace || !channelId) return { code: "elsewhere" };
  return (await isShared(context, channelId)) ? { code: "elsewhere" } : undefined;
}

async function isShared({ slack }: LinkedContext, channelId: string): Promise<boolean> {
  if (channelId.startsWith("D")) return false;
  const unknown = new Promise<undefined>((resolve) => setTimeout(resolve, lookMs, undefined));
  const info = await Promise.race([slack.channelInfo(channelId).catch(() => undefined), unknown]);
  return Channel.safeParse(info).data?.is_ext_shared === true;
}
