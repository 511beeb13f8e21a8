import type {
  Button,
  InputBlock,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  PlainTextElement,
} from "@slack/types";
import { clip } from "./voice.ts";

/** `verbatim`, so that an address inside a name stays text: nothing but our own `<…>` becomes a link (R63). */
export const mrkdwn = (text: string): MrkdwnElement => ({ type: "mrkdwn", text, verbatim: true });

export const plain = (text: string): PlainTextElement => ({ type: "plain_text", text });

export const section = (text: string): KnownBlock => ({ type: "section", text: mrkdwn(text) });

export const context = (text: string): KnownBlock => ({ type: "context", elements: [mrkdwn(text)] });

export const button = (actionId: string, text: string): Button => ({
  type: "button",
  action_id: actionId,
  text: plain(text),
});

/** How the hint at the field for one's own code begins; whoever gets codes by text reads that instead (`text-code/offer.ts`). */
export const appHint = "From your own authenticator app.";

/** A code: plain digits, never kept when a view is drawn again. */
export function codeInput({
  blockId,
  label,
  hint,
}: {
  blockId: string;
  label: string;
  hint: string;
}): InputBlock {
  return {
    type: "input",
    block_id: blockId,
    label: plain(label),
    hint: plain(hint),
    element: { type: "plain_text_input", action_id: blockId, max_length: 40 },
  };
}

type TextInput = {
  blockId: string;
  label: string;
  hint?: string;
  maxLength: number;
  initial?: string | undefined;
  isOptional?: boolean;
  isMultiline?: boolean;
};

export function textInput({
  blockId,
  label,
  hint,
  maxLength,
  initial,
  isOptional,
  isMultiline,
}: TextInput): InputBlock {
  return {
    type: "input",
    block_id: blockId,
    optional: isOptional === true,
    label: plain(label),
    ...(hint ? { hint: plain(hint) } : {}),
    element: {
      type: "plain_text_input",
      action_id: blockId,
      max_length: maxLength,
      ...(isMultiline ? { multiline: true } : {}),
      ...(initial ? { initial_value: clip(initial, maxLength) } : {}),
    },
  };
}

/** A modal that only says something: the end of a form, or why it cannot go on. */
export function noticeModal(title: string, blocks: KnownBlock[]): ModalView {
  return {
    type: "modal",
    callback_id: "notice",
    title: plain(title),
    close: plain("Close"),
    clear_on_close: true,
    blocks,
  };
}
