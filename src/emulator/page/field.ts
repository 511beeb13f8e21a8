import type { ConversationPicker } from "../block-kit/elements.ts";
import type { Placed } from "../block-kit/walk.ts";
import type { Values } from "../state/values.ts";
import type { Reader } from "../text/mrkdwn.ts";

export type Choice = { text: string; value: string };

/** What drawing needs to know about where the blocks stand. */
export type Drawing = {
  reader: Reader;
  values: Values;
  errors: Record<string, string>;
  /** Where a link button, or a link in an overflow menu, goes first, so that the app hears of the click. */
  followHref: (placed: Placed, choice?: string) => string;
  people: Choice[];
  conversations: (element: ConversationPicker) => Choice[];
  /** What an external select was offered, by its field name. */
  offered: Record<string, Choice[]>;
  /** Makes ids of fields unique on the page. */
  scope: string;
};

/** The name of an element's form field, and of what its button asks for. */
export const fieldName = (blockId: string, actionId: string) => JSON.stringify([blockId, actionId]);
