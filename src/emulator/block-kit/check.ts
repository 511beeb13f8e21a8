import { randomBytes } from "node:crypto";
import { type Block, type Surface, surfaces } from "./blocks.ts";
import { pointer, slackMessages } from "./issues.ts";
import { elementsOf, isExternal, optionsOf, statefulOf } from "./walk.ts";

export type Checked<T> = { ok: true; value: T } | { ok: false; messages: string[] };

/**
 * Blocks as Slack would take them: within every limit, ids unique, missing ids given.
 * `root` is where they stand in the request, for the JSON pointers of the complaints.
 */
export function checkBlocks(value: unknown, surface: Surface, root: readonly string[]): Checked<Block[]> {
  const parsed = surfaces[surface].safeParse(value, { reportInput: true });
  if (!parsed.success) return { ok: false, messages: slackMessages(parsed.error.issues, root) };
  const blocks: Block[] = parsed.data.map(withIds);
  const messages = [...duplicates(blocks, root), ...badChoices(blocks, root)];
  return messages.length > 0 ? { ok: false, messages } : { ok: true, value: blocks };
}

/** Slack makes up a short random id where none is given. */
function withIds<B extends Block>(block: B): B {
  const named = { ...block, block_id: block.block_id || shortId() };
  for (const { element } of elementsOf([named])) element.action_id ??= shortId();
  return named;
}

const shortId = () => randomBytes(4).toString("base64url").slice(0, 5);

function duplicates(blocks: Block[], root: readonly string[]): string[] {
  const seenBlocks = new Set<string>();
  return blocks.flatMap((block, index) => {
    const messages: string[] = [];
    const blockId = block.block_id ?? "";
    if (seenBlocks.has(blockId)) {
      messages.push(
        `[ERROR] \`block_id\` \`${blockId}\` already exists ${pointer([...root, index, "block_id"])}`,
      );
    }
    seenBlocks.add(blockId);
    const actionIds = elementsOf([block]).map((placed) => placed.actionId);
    const twice = actionIds.find((id, at) => actionIds.indexOf(id) !== at);
    if (twice !== undefined) {
      messages.push(
        `[ERROR] \`action_id\` \`${twice}\` already exists for \`block_id\` \`${blockId}\` ${pointer([...root, index])}`,
      );
    }
    return messages;
  });
}

/** A select has options or groups, and starts with one of its own options. */
function badChoices(blocks: Block[], root: readonly string[]): string[] {
  return blocks.flatMap((block, index) =>
    statefulOf([block]).flatMap(({ element }) => {
      const at = pointer([...root, index, block.type === "input" ? "element" : "elements"]);
      if (isExternal(element)) return [];
      if (element.type.endsWith("static_select") && optionsOf(element).length === 0) {
        return [`[ERROR] missing required field: options ${at}`];
      }
      const own = optionsOf(element).map((option) => option.value);
      const initial = [
        ...("initial_option" in element && element.initial_option ? [element.initial_option] : []),
        ...("initial_options" in element ? (element.initial_options ?? []) : []),
      ];
      return initial.every((option) => own.includes(option.value))
        ? []
        : [`[ERROR] initial option must match one of the options ${at}`];
    }),
  );
}
