import type { InputBlock, Option, PlainTextOption } from "@slack/types";
import { maxNote, reasonTexts, resetReasons, verifiedWays, wayTexts } from "../../domain/reset-text.ts";
import { appHint, codeInput, plain, textInput } from "../blocks.ts";
import type { ShownView } from "../payload.ts";
import { optionalText, requiredOption } from "../submission.ts";
import { clip } from "../voice.ts";

/** The same fields in the form that resets and in the one that asks. Block and action share an id, once. */
export const inputIds = {
  reason: "reason",
  verifiedHow: "verified_how",
  note: "note",
  code: "code",
} as const;

export const inputFields = {
  [inputIds.reason]: requiredOption(inputIds.reason, { values: resetReasons, missing: "Choose why." }),
  [inputIds.verifiedHow]: requiredOption(inputIds.verifiedHow, {
    values: verifiedWays,
    missing: "Choose how you made sure.",
  }),
  [inputIds.note]: optionalText(inputIds.note, maxNote),
};

export type Typed = {
  reason?: string | undefined;
  verifiedHow?: string | undefined;
  note?: string | undefined;
};

/** What stands in the form now, for drawing it again. */
export function typedIn({ state: { values } }: ShownView): Typed {
  return {
    reason: values[inputIds.reason]?.[inputIds.reason]?.selected_option?.value,
    verifiedHow: values[inputIds.verifiedHow]?.[inputIds.verifiedHow]?.selected_option?.value,
    note: values[inputIds.note]?.[inputIds.note]?.value ?? undefined,
  };
}

/** Why, how verified, and a note. */
export function caseInputs(name: string, typed: Typed): InputBlock[] {
  const firstName = clip(name, 60);
  return [
    reasonInput(firstName, typed.reason),
    verifiedHowInput(firstName, typed.verifiedHow),
    textInput({
      blockId: inputIds.note,
      label: "Note or ticket",
      hint: `${firstName} won't see this.`,
      maxLength: maxNote,
      initial: typed.note,
      isOptional: true,
    }),
  ];
}

export const ownCodeInput = (name: string): InputBlock =>
  codeInput({
    blockId: inputIds.code,
    label: "Your 6-digit code",
    hint: `${appHint} Never ask ${clip(name, 60)} for a code.`,
  });

function reasonInput(firstName: string, chosen: string | undefined): InputBlock {
  const options = resetReasons.map((value): PlainTextOption => ({ text: plain(reasonTexts[value]), value }));
  const initial = options.find((option) => option.value === chosen);
  return {
    type: "input",
    block_id: inputIds.reason,
    label: plain("Why?"),
    hint: plain(`${firstName} will see this.`),
    element: {
      type: "static_select",
      action_id: inputIds.reason,
      placeholder: plain("Choose a reason"),
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

/** Nothing preselected: whoever chooses has thought of it. */
function verifiedHowInput(firstName: string, chosen: string | undefined): InputBlock {
  const options = verifiedWays.map(
    (value): Option => ({
      text: plain(wayTexts[value].text),
      description: plain(wayTexts[value].description),
      value,
    }),
  );
  const initial = options.find((option) => option.value === chosen);
  return {
    type: "input",
    block_id: inputIds.verifiedHow,
    label: plain(`How did you make sure it's really ${firstName}?`),
    element: {
      type: "radio_buttons",
      action_id: inputIds.verifiedHow,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}
