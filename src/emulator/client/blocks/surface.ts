import type { ConversationPicker } from "../../block-kit/elements.ts";
import type { Reader } from "../../text/mrkdwn.ts";

/** One field or button: its block and its action. */
export type Ref = { blockId: string; actionId: string };

export type Choice = { value: string; text: string; hint?: string | undefined };
export type OptionGroup = { label?: string | undefined; options: readonly Choice[] };

/** What a message, a modal or Home gives to the blocks in it. */
export type Surface = {
  /** Makes element ids unique on the page. */
  scope: string;
  reader: Reader;
  /** What the element holds: the strings of `rawOf` in state/values.ts. */
  rawOf: (ref: Ref) => readonly string[];
  /**
   * What a held value says where no list names it: what an earlier search of an external select found,
   * a channel archived since, a person gone.
   */
  textOf: (ref: Ref, value: string) => string | undefined;
  /** Typed or picked, not told to the app yet. */
  change: (ref: Ref, raw: string[]) => void;
  /**
   * Told to the app at once (`block_actions`): buttons, overflow items, and fields outside inputs or with
   * dispatch_action. The shell asks first where the element has a confirm dialog, and holds `raw` afterwards.
   */
  act: (ref: Ref, raw: string[]) => void;
  /** Options of an external select for what was typed so far. */
  suggest: (ref: Ref, query: string) => Promise<readonly OptionGroup[]>;
  people: readonly Choice[];
  conversations: (element: ConversationPicker) => readonly Choice[];
  /** By block_id. */
  errors: Readonly<Record<string, string>>;
  /** What Slack says under a block in which a click failed, by block_id. */
  troubles: Readonly<Record<string, string>>;
  /** Its click has not been answered yet. */
  isBusy: (ref: Ref) => boolean;
};
