import type { InputBlock, Option, PlainTextOption } from "@slack/types";
import {
  forgottenText,
  maxNote,
  reasonTexts,
  resetReasons,
  verifiedWays,
  wayTexts,
} from "../../domain/reset-text.ts";
import { appHint, codeInput, plain, textInput } from "../blocks.ts";
import type { ShownView } from "../payload.ts";
import { checkedOptions, optionalText, requiredOption } from "../submission.ts";
import { clip } from "../voice.ts";

/** The same fields in the form that resets and in the one that asks. Block and action share an id, once. */
export const inputIds = {
  reason: "reason",
  verifiedHow: "verified_how",
  note: "note",
  passwordForgotten: "password_forgotten",
  code: "code",
} as const;

/** The value of the one box there is. */
const forgotten = "forgotten";

export const inputFields = {
  [inputIds.reason]: requiredOption(inputIds.reason, { values: resetReasons, missing: "Choose why." }),
  [inputIds.verifiedHow]: requiredOption(inputIds.verifiedHow, {
    values: verifiedWays,
    missing: "Choose how you made sure.",
  }),
  [inputIds.note]: optionalText(inputIds.note, maxNote),
  // Absent from a form that was drawn before there was this choice.
  [inputIds.passwordForgotten]: checkedOptions(inputIds.passwordForgotten)
    .optional()
    .transform((ticked) => ticked?.includes(forgotten) === true),
};

export type Typed = {
  reason?: string | undefined;
  verifiedHow?: string | undefined;
  note?: string | undefined;
  isPasswordForgotten?: boolean | undefined;
};

/** What stands in the form now, for drawing it again. */
export function typedIn({ state: { values } }: ShownView): Typed {
  return {
    reason: values[inputIds.reason]?.[inputIds.reason]?.selected_option?.value,
    verifiedHow: values[inputIds.verifiedHow]?.[inputIds.verifiedHow]?.selected_option?.value,
    note: values[inputIds.note]?.[inputIds.note]?.value ?? undefined,
    isPasswordForgotten: isTicked(values[inputIds.passwordForgotten]?.[inputIds.passwordForgotten]),
  };
}

const isTicked = (state: ShownView["state"]["values"][string][string] | undefined) =>
  state?.selected_options?.some((one) => one.value === forgotten) === true;

/** Why, how verified, whether the password is gone, too, and a note. */
export function caseInputs(name: string, typed: Typed): InputBlock[] {
  const firstName = clip(name, 60);
  return [
    reasonInput(firstName, typed.reason),
    verifiedHowInput(firstName, typed.verifiedHow),
    forgottenInput(typed.isPasswordForgotten === true),
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

/** Ticked, the form is drawn again at once: who must agree, and what the person gets, is then another thing. */
function forgottenInput(isChecked: boolean): InputBlock {
  const option = {
    text: plain(forgottenText.choice),
    description: plain(forgottenText.meaning),
    value: forgotten,
  };
  return {
    type: "input",
    block_id: inputIds.passwordForgotten,
    optional: true,
    dispatch_action: true,
    label: plain("Password"),
    element: {
      type: "checkboxes",
      action_id: inputIds.passwordForgotten,
      options: [option],
      ...(isChecked ? { initial_options: [option] } : {}),
    },
  };
}
