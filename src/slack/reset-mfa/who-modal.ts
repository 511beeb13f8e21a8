import type { InputBlock, ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import { maxNote } from "../../domain/reset-text.ts";
import { plain, textInput } from "../blocks.ts";
import { optionalText } from "../submission.ts";
import { clip } from "../voice.ts";
import { inputIds } from "./inputs.ts";

/** Block and action share an id, once. `choice`: the addresses that a support message names. */
export const whoIds = {
  callbackId: "reset_who",
  email: "email",
  choice: "choice",
  note: inputIds.note,
} as const;

/** The longest address there is (RFC 5321); an option's value takes 150 (SLACK 4). */
const maxEmail = 254;
const maxValue = 150;
const maxChoices = 20;

const missing = "Type the person's email address.";

const typed = z.object({ value: z.string().nullish() });
const chosen = z.object({ selected_option: z.object({ value: z.string() }).nullish() });

/** Whatever was typed or chosen is an address like any other; the flow finds whose it is. */
export const Submission = z
  .object({
    [whoIds.email]: z.object({ [whoIds.email]: typed }).optional(),
    [whoIds.choice]: z.object({ [whoIds.choice]: chosen }).optional(),
    [whoIds.note]: optionalText(whoIds.note, maxNote).optional(),
  })
  .transform((values, context) => {
    const blockId = values[whoIds.choice] ? whoIds.choice : whoIds.email;
    const email =
      values[whoIds.choice]?.[whoIds.choice]?.selected_option?.value ??
      values[whoIds.email]?.[whoIds.email]?.value?.trim() ??
      "";
    if (!email) context.addIssue({ code: "custom", message: missing, path: [blockId] });
    return { email, blockId, note: values[whoIds.note] ?? undefined };
  });

type Message = {
  /** The addresses found in it. */
  emails: string[];
  /** Where it stands, for the note of the form that follows. */
  note: string;
};

/** Asks only who; whoever may not reset is on the way to asking for it. A plain field: Slack's email field checks in its own client only, and shows no hint of ours. */
export function whoModal(message?: Message, mayReset = true): ModalView {
  const choices = (message?.emails ?? []).filter((email) => email.length <= maxValue).slice(0, maxChoices);
  return {
    type: "modal",
    callback_id: whoIds.callbackId,
    title: plain(mayReset ? "Reset MFA" : "Ask for an MFA reset"),
    submit: plain("Continue"),
    close: plain("Cancel"),
    blocks: [
      choices.length > 0 ? choiceInput(choices) : emailInput(),
      ...(message ? [noteInput(message.note)] : []),
    ],
  };
}

const emailInput = () =>
  textInput({
    blockId: whoIds.email,
    label: "Email of the person",
    hint: "The address they sign in with.",
    maxLength: maxEmail,
  });

function choiceInput(emails: string[]): InputBlock {
  const options = emails.map((email): PlainTextOption => ({ text: plain(clip(email, 75)), value: email }));
  return {
    type: "input",
    block_id: whoIds.choice,
    label: plain("Email of the person"),
    hint: plain("The addresses in the message. Choose the one they sign in with."),
    element: {
      type: "static_select",
      action_id: whoIds.choice,
      placeholder: plain("Choose an address"),
      options,
    },
  };
}

const noteInput = (note: string) =>
  textInput({
    blockId: whoIds.note,
    label: "Note or ticket",
    hint: "Goes into the form that follows.",
    maxLength: maxNote,
    initial: note,
    isOptional: true,
  });
