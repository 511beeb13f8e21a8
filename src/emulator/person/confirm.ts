import type { Element } from "../block-kit/elements.ts";
import { dialogOf } from "../block-kit/walk.ts";
import type { Reader } from "../text/mrkdwn.ts";
import { visibleText } from "../text/visible.ts";

/** `confirm: true` says yes to the dialog, false no; what has a dialog does nothing without. */
export type ToDialog = { confirm?: boolean };

/** What an element's dialog asks before anything happens. */
export function askedBy(element: Element, reader: Reader): string | undefined {
  const dialog = dialogOf(element);
  return dialog && `${dialog.title.text}: ${visibleText(dialog.text, reader)}`;
}

/** Whether to go on; throws where a question stays unanswered, as a test that overlooks it proves nothing. */
export function isConfirmed(asked: string | undefined, { confirm }: ToDialog): boolean {
  if (asked === undefined) return true;
  if (confirm === undefined) throw new Error(`it asks first: ${asked}; answer with { confirm }`);
  return confirm;
}
