import type { Block } from "../../../src/emulator/block-kit/blocks.ts";
import type { OptionGroup } from "../../../src/emulator/client/blocks/surface.ts";

/** What the gallery draws, and how its shell behaves. Refs are `block_id/action_id`. */
export type Given = {
  blocks: Block[];
  errors?: Record<string, string>;
  troubles?: Record<string, string>;
  busy?: string[];
  suggestions?: OptionGroup[];
  suggestsAfterMs?: number;
};

export type Told = { kind: "change" | "act" | "suggest"; ref: string; raw: string[] };
