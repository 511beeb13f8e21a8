import type { Block } from "../block-kit/blocks.ts";
import { statefulOf } from "../block-kit/walk.ts";
import type { FieldValue } from "../page/deed.ts";
import { type HeldBy, refKey } from "../page/seen.ts";

/** What a person typed or picked in a field; its type, because a field of another type is another field. */
type Draft = { type: string; raw: readonly string[] };

/** What a message or a view knows of its own on this page: typed and not told yet, and what is being told. */
export type Form = {
  drafts: Readonly<Record<string, Draft>>;
  busy: readonly string[];
  isSubmitting: boolean;
  /** The block whose button was pressed last: what Slack says of a failure stands there. */
  actedIn: string | undefined;
};

/** By message or view. */
export type Forms = Readonly<Record<string, Form>>;

export const emptyForm: Form = { drafts: {}, busy: [], isSubmitting: false, actedIn: undefined };

/** One object, so that whoever has typed nothing is not drawn again. */
export const formIn = (forms: Forms, scope: string): Form => forms[scope] ?? emptyForm;

type Field = { blocks: readonly Block[]; blockId: string; actionId: string };

export function withDraft(form: Form, { blocks, blockId, actionId }: Field, raw: readonly string[]): Form {
  const placed = statefulOf(blocks).find((one) => one.blockId === blockId && one.actionId === actionId);
  if (!placed) return form;
  const draft = { type: placed.element.type, raw };
  return { ...form, drafts: { ...form.drafts, [refKey(blockId, actionId)]: draft } };
}

/** Once the app was told of it, what the workspace holds counts. */
export function withoutDraft(form: Form, key: string): Form {
  const { [key]: _, ...drafts } = form.drafts;
  return { ...form, drafts };
}

/** As Slack keeps what was typed over an update: where block, action and type are still there. */
export function keptForm(form: Form, blocks: readonly Block[]): Form {
  const types = new Map(
    statefulOf(blocks).map((one) => [refKey(one.blockId, one.actionId), one.element.type]),
  );
  const entries = Object.entries(form.drafts);
  const kept = entries.filter(([key, draft]) => types.get(key) === draft.type);
  return kept.length === entries.length ? form : { ...form, drafts: Object.fromEntries(kept) };
}

/** What an element holds as the person sees it. */
export function rawIn(form: Form, held: HeldBy, key: string): readonly string[] {
  return form.drafts[key]?.raw ?? held[key]?.raw ?? [];
}

/** Everything in a form, as a submission takes it. */
export function fieldsOf(form: Form, held: HeldBy, blocks: readonly Block[]): FieldValue[] {
  return statefulOf(blocks).map(({ blockId, actionId }) => ({
    blockId,
    actionId,
    raw: [...rawIn(form, held, refKey(blockId, actionId))],
  }));
}
