import { closeView } from "../acts/close.ts";
import { submitView } from "../acts/submit.ts";
import { stackOf, type View } from "../state/views.ts";
import type { World } from "../state/world.ts";
import { readerOf, visibleBlocks, visibleText } from "../text/visible.ts";
import type { ToDialog } from "./confirm.ts";
import { type Eyes, type Filling, fieldsOf, fill } from "./fields.ts";
import { type InsideHandle, insideHandle } from "./inside.ts";
import { settle } from "./wait.ts";

export type ModalHandle = InsideHandle & {
  title: string;
  submitLabel: string | undefined;
  closeLabel: string;
  view: View;
  /** Everything that stands in it, errors and trouble included, a line each. */
  text: () => string;
  /** Field errors by label. */
  errors: () => Record<string, string>;
  /** What the app hears of at once it hears with the next act; `choose` does not wait for one. */
  fill: (fillings: Record<string, Filling>, answer?: ToDialog) => ModalHandle;
  /** Fills one field that tells the app at once, and waits for what it then does. */
  choose: (label: string, filling: Filling, answer?: ToDialog) => Promise<void>;
  submit: () => Promise<void>;
  /** The close button; `{ all: true }` is the × that closes the whole stack. */
  close: (how?: { all?: boolean }) => Promise<void>;
};

/** A view as a person has it before them. */
export function modalHandle(world: World, view: View, onAct: () => void): ModalHandle {
  const { userId, description } = view;
  const eyes: Eyes = { world, userId, surface: { view }, reader: readerOf(world, userId) };
  const waiting: (() => Promise<void>)[] = [];
  const act = async () => {
    mustBeOpen(world, view);
    onAct();
    for (const step of waiting.splice(0)) await step();
  };
  const handle: ModalHandle = {
    ...insideHandle(() => eyes, act),
    view,
    title: visibleText(description.title, eyes.reader),
    submitLabel: description.submit && visibleText(description.submit, eyes.reader),
    closeLabel: description.close ? visibleText(description.close, eyes.reader) : "Cancel",
    text: () => modalText(view, eyes),
    errors: () => errorsByLabel(view, eyes),
    fill: (fillings, answer = {}) => {
      mustBeOpen(world, view);
      for (const [label, filling] of Object.entries(fillings)) {
        const step = fill(eyes, { label, filling, answer });
        if (step) waiting.push(step);
      }
      return handle;
    },
    choose: async (label, filling, answer) => {
      handle.fill({ [label]: filling }, answer);
      await act();
      await settle(world);
    },
    submit: async () => {
      if (!view.description.submit)
        throw new Error(`this modal has no submit button:\n${modalText(view, eyes)}`);
      await act();
      await submitView(world, view);
      await settle(world);
    },
    close: async (how) => {
      mustBeOpen(world, view);
      await closeView(world, view, how);
      await settle(world);
    },
  };
  return handle;
}

function mustBeOpen(world: World, view: View): void {
  const stack = stackOf(world, view.userId);
  if (stack.at(-1) === view) return;
  const top = stack.at(-1)?.description.title?.text;
  const instead = top ? `"${top}" is on top` : "no modal is open";
  throw new Error(
    `the modal "${view.description.title?.text}" is not before ${view.userId} any more: ${instead}`,
  );
}

function modalText(view: View, eyes: Eyes): string {
  const errors = Object.entries(errorsByLabel(view, eyes)).map(([label, error]) => `! ${label}: ${error}`);
  const { title, submit, close } = view.description;
  const buttons = [close?.text ?? "Cancel", ...(submit ? [submit.text] : [])].map((text) => `[${text}]`);
  return [
    title?.text ?? "",
    ...(view.trouble ? [`! ${view.trouble}`] : []),
    visibleBlocks(view.description.blocks, eyes.reader),
    ...errors,
    buttons.join(" "),
  ].join("\n");
}

function errorsByLabel(view: View, eyes: Eyes): Record<string, string> {
  const labels = new Map(fieldsOf(eyes).map((field) => [field.placed.blockId, field.label]));
  return Object.fromEntries(
    Object.entries(view.errors).map(([blockId, error]) => [labels.get(blockId) ?? blockId, error]),
  );
}
