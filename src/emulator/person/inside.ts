import { suggest } from "../acts/suggest.ts";
import { visibleText } from "../text/visible.ts";
import { type ButtonHandle, buttonTexts, findButton } from "./buttons.ts";
import type { ToDialog } from "./confirm.ts";
import { actAt, type Eyes, type Filling, fieldsOf, fill, findField } from "./fields.ts";
import { settle } from "./wait.ts";

export type FieldHandle = {
  label: string;
  hint: string;
  /** What can be chosen, as it reads; an external select is asked with `suggestions`. */
  options: string[];
  value: string;
  error: string | undefined;
};

/** What a person can do with the blocks of a view or a message. */
export type InsideHandle = {
  buttons: () => string[];
  /** A button by its words, or an item of an overflow menu. */
  button: (label: string) => ButtonHandle;
  fields: () => string[];
  field: (label: string) => FieldHandle;
  /** What an external select offers for a query. */
  suggestions: (label: string, query: string) => Promise<string[]>;
};

export function insideHandle(eyes: () => Eyes, beforeAct: () => Promise<void>): InsideHandle {
  return {
    buttons: () => buttonTexts(eyes()),
    button: (label) => findButton(eyes(), label, beforeAct),
    fields: () => fieldsOf(eyes()).map((field) => field.label),
    field: (label) => {
      const { surface } = eyes();
      const { placed, value, hint, options, label: whole } = findField(eyes(), label);
      const error = "view" in surface ? surface.view.errors[placed.blockId] : undefined;
      return { label: whole, hint, options, value: value.join(", "), error };
    },
    suggestions: async (label, query) => {
      const { world, reader } = eyes();
      const offered = await suggest(world, { ...actAt(eyes(), findField(eyes(), label).placed), query });
      return offered.map((option) => visibleText(option.text, reader));
    },
  };
}

/** Chooses and types outside of a form: the app is told of each at once. */
export async function fillAtOnce(
  eyes: Eyes,
  fillings: Record<string, Filling>,
  answer: ToDialog = {},
): Promise<void> {
  for (const [label, filling] of Object.entries(fillings)) await fill(eyes, { label, filling, answer })?.();
  await settle(eyes.world);
}
