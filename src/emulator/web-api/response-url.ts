import { z } from "zod";
import { editMessage, findMessage, removeMessage } from "../state/messages.ts";
import { type ResponseUrl, spendResponseUrl } from "../state/response-urls.ts";
import type { World } from "../state/world.ts";
import { postAsApp, readContent } from "./chat.ts";
import { type Answer, refuse } from "./method.ts";

const responseBody = z.looseObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(["ephemeral", "in_channel"]).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
});

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export function answerResponseUrl(
  world: World,
  path: string,
  body: string,
): { status: number; answer: Answer } {
  const place = spendResponseUrl(world, path);
  if (typeof place === "string") return { status: 404, answer: refuse(place) };
  const parsed = responseBody.safeParse(parse(body));
  if (!parsed.success) return { status: 400, answer: refuse("invalid_payload") };
  const answer = apply(world, place, parsed.data);
  return { status: answer.ok ? 200 : 400, answer };
}

function apply(world: World, place: ResponseUrl, given: z.infer<typeof responseBody>): Answer {
  const original = place.messageTs ? findMessage(world, place.channelId, place.messageTs) : undefined;
  if (given.delete_original) {
    if (!original) return refuse("message_not_found");
    removeMessage(world, original);
    return { ok: true };
  }
  const content = readContent(given);
  if (!content.ok) return content.answer;
  const { text, blocks = [] } = content;
  if (given.replace_original && original) {
    editMessage(world, original, { text, blocks });
    return { ok: true };
  }
  const isPublic = given.response_type === "in_channel";
  postAsApp(world, {
    channelId: place.channelId,
    threadTs: given.thread_ts ?? place.threadTs,
    ephemeralTo: isPublic ? undefined : place.userId,
    text,
    blocks,
  });
  return { ok: true };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
