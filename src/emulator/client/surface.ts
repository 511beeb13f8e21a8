import type { Snapshot } from "../page/seen.ts";
import { refKey } from "../page/seen.ts";
import { offeredBy } from "../state/conversation-filter.ts";
import type { Reader } from "../text/mrkdwn.ts";
import { actIn, changeIn, suggestIn, type Target } from "./acts.ts";
import type { Surface } from "./blocks/surface.ts";
import { type Form, rawIn } from "./forms.ts";
import type { Workspace } from "./workspace.ts";

/** The people and places that a message or view may name; the same object as long as none of them changed. */
export type Around = Pick<Snapshot, "people" | "channels" | "pickable"> & { reader: Reader };

type Parts = {
  workspace: Workspace;
  around: Around;
  target: Target;
  form: Form;
  errors?: Record<string, string>;
  trouble?: string | undefined;
  /** Tells two pictures of one message apart: in the history and in its thread. */
  idPrefix?: string;
};

/** What the blocks of a message, a modal or Home are given to show and to do. */
export function surfaceOf({ workspace, around, target, form, ...shown }: Parts): Surface {
  const { reader, people, pickable } = around;
  return {
    scope: `${shown.idPrefix ?? ""}${target.scope}`,
    reader,
    rawOf: ({ blockId, actionId }) => rawIn(form, target.held, refKey(blockId, actionId)),
    textOf: ({ blockId, actionId }, value) =>
      target.held[refKey(blockId, actionId)]?.texts[value] ?? nameOf(around, value),
    change: ({ blockId, actionId }, raw) => changeIn(workspace, target, { blockId, actionId }, raw),
    act: ({ blockId, actionId }, raw) => void actIn(workspace, target, { blockId, actionId }, raw),
    suggest: ({ blockId, actionId }, query) => suggestIn(workspace, target, { blockId, actionId, query }),
    people: people
      .filter((person) => !person.isDeleted)
      .map(({ id, name, handle }) => ({ value: id, text: name, hint: handle })),
    conversations: (element) =>
      offeredBy(element, pickable).map(({ id, kind, name }) => ({
        value: id,
        text: kind === "im" ? name : `#${name}`,
      })),
    errors: shown.errors ?? {},
    troubles: shown.trouble && form.actedIn !== undefined ? { [form.actedIn]: shown.trouble } : {},
    isBusy: ({ blockId, actionId }) => form.busy.includes(refKey(blockId, actionId)),
  };
}

function nameOf({ people, channels, pickable }: Around, value: string): string | undefined {
  const person = people.find(({ id }) => id === value);
  if (person) return person.name;
  const channel = [...channels, ...pickable].find(({ id }) => id === value);
  return channel && (channel.kind === "im" ? channel.name : `#${channel.name}`);
}
