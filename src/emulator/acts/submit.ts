import { z } from "zod";
import type { Block } from "../block-kit/blocks.ts";
import { interaction } from "../delivery/payloads.ts";
import { sendPayload } from "../delivery/send.ts";
import { jsonOf, type Sent } from "../delivery/sent.ts";
import { touch } from "../state/listeners.ts";
import {
  maxStack,
  pushView,
  removeStack,
  removeView,
  replaceView,
  stackOf,
  type View,
  viewObject,
} from "../state/views.ts";
import type { World } from "../state/world.ts";
import { readView } from "../web-api/views.ts";
import { troubleText } from "./action.ts";
import { clientErrors } from "./client-errors.ts";

const submissionAnswer = z.discriminatedUnion("response_action", [
  z.strictObject({ response_action: z.literal("clear") }),
  z.strictObject({ response_action: z.literal("update"), view: z.unknown() }),
  z.strictObject({ response_action: z.literal("push"), view: z.unknown() }),
  z.strictObject({ response_action: z.literal("errors"), errors: z.record(z.string(), z.string().min(1)) }),
]);

/**
 * A person presses the submit button of a view. What Slack's client would not let through stays in the
 * form with its error and is not sent. https://docs.slack.dev/surfaces/modals#displaying_errors
 */
export async function submitView(world: World, view: View): Promise<Sent | undefined> {
  view.trouble = undefined;
  view.errors = clientErrors(view);
  touch(world);
  if (Object.keys(view.errors).length > 0) return undefined;
  const base = interaction(world, "view_submission", view.userId, view.id);
  const sent = await sendPayload(world, { ...base, view: viewObject(world, view), response_urls: [] });
  const fault =
    sent.outcome === "answered" && sent.status === 200 ? apply(world, view, sent.body) : undefined;
  if (sent.outcome !== "answered" || sent.status !== 200) view.trouble = troubleText;
  if (fault !== undefined) {
    sent.entry.problem = fault;
    view.trouble = troubleText;
  }
  touch(world);
  return sent;
}

/** Does what the answer asks; answers what is wrong with it. */
function apply(world: World, view: View, body: string): string | undefined {
  if (body.trim() === "" || body.trim() === "{}") {
    closeOne(world, view);
    return undefined;
  }
  const parsed = submissionAnswer.safeParse(jsonOf(body));
  if (!parsed.success) return `not an answer to view_submission: ${body.slice(0, 300)}`;
  const answer = parsed.data;
  switch (answer.response_action) {
    case "clear":
      removeStack(world, view.userId);
      return undefined;
    case "errors":
      return showErrors(view, answer.errors);
    case "update":
    case "push":
      return showView(world, view, answer);
  }
}

/** Only this view goes, unless the person already has another on top of it by way of the Web API. */
function closeOne(world: World, view: View): void {
  if (stackOf(world, view.userId).at(-1) === view) removeView(world, view);
}

function showErrors(view: View, errors: Record<string, string>): string | undefined {
  const inputs = view.description.blocks.filter(isInput).map((block) => block.block_id);
  const stray = Object.keys(errors).filter((blockId) => !inputs.includes(blockId));
  if (stray.length > 0) return `errors for blocks that are not inputs of this view: ${stray.join(", ")}`;
  view.errors = errors;
  return undefined;
}

const isInput = (block: Block) => block.type === "input";

function showView(world: World, view: View, answer: { response_action: "update" | "push"; view?: unknown }) {
  const isUpdate = answer.response_action === "update";
  const read = readView(world, answer.view, "modal", isUpdate ? view : undefined);
  if (!read.ok) return `the view was refused: ${JSON.stringify(read.answer)}`;
  if (isUpdate) replaceView(world, view, read.view);
  else if (stackOf(world, view.userId).length >= maxStack) return "push_limit_reached";
  else pushView(world, view.userId, read.view);
  return undefined;
}
