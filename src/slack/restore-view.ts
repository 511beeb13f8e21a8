import type { ModalView } from "@slack/types";
import { plain } from "./blocks.ts";
import type { ShownView } from "./payload.ts";
import { clip } from "./voice.ts";

/** Codes are never shown again, nor kept anywhere: they are typed anew. */
const codeBlocks = new Set(["code", "number"]);

type Block = ShownView["blocks"][number];

/**
 * The form as the person left it, with sentences above it: after "Working…" stood in its place an error can no longer
 * be put at its field, and what was typed must not be lost (DESIGN 4). Drawn from Slack's own copy of the view.
 */
export function restoreView(view: ShownView, sentences: string[]): ModalView {
  const typed = view.state.values;
  return redrawView(view, [
    // As plain text: these were written for a field's error, where other people's words need no escape (R63).
    ...sentences.map((text) => ({ type: "section" as const, text: plain(clip(text, 2000)) })),
    ...view.blocks.map((block) => refill(block, typed)),
  ]);
}

/** A view as Slack shows it, with other blocks. What was typed stays in fields that keep their ids (SLACK 4). */
export const redrawView = (view: ShownView, blocks: ModalView["blocks"]): ModalView => ({
  type: "modal",
  callback_id: view.callback_id,
  private_metadata: view.private_metadata,
  title: plain(view.title?.text ?? "Try again"),
  ...(view.submit ? { submit: plain(view.submit.text) } : {}),
  ...(view.close ? { close: plain(view.close.text) } : {}),
  blocks,
});

type Typed = ShownView["state"]["values"];

function refill(block: Block, typed: Typed): Block {
  const blockId = block.block_id ?? "";
  const element = elementOf(block);
  if (block.type !== "input" || !element || codeBlocks.has(blockId)) return block;
  const { initial_value: _, initial_option: __, initial_options: ___, ...rest } = element;
  const state = typed[blockId]?.[String(element["action_id"])];
  const value = state?.value ? { initial_value: state.value } : {};
  const channel = state?.selected_conversation;
  const conversation = channel ? { initial_conversation: channel } : {};
  return { ...block, element: { ...rest, ...value, ...conversation, ...chosenIn(element, state) } };
}

/** Slack takes an initial option only when it equals one of the element's own; of a type-ahead, the one that was offered. */
function chosenIn({ options, type }: Record<string, unknown>, state: Typed[string][string] | undefined) {
  if (type === "external_select")
    return state?.selected_option ? { initial_option: state.selected_option } : {};
  if (!Array.isArray(options)) return {};
  const chosen = options.find((one) => one?.value === state?.selected_option?.value);
  const values = (state?.selected_options ?? []).map((one) => one.value);
  const checked = options.filter((one) => values.includes(one?.value));
  return {
    ...(state?.selected_option && chosen ? { initial_option: chosen } : {}),
    ...(checked.length > 0 ? { initial_options: checked } : {}),
  };
}

function elementOf(block: Block): Record<string, unknown> | undefined {
  const element: unknown = block["element"];
  return typeof element === "object" && element !== null ? { ...element } : undefined;
}

/** Where an error can stand: Slack takes errors at input blocks only. */
export const firstInputId = (view: ShownView) =>
  view.blocks.find((block) => block.type === "input")?.block_id;
