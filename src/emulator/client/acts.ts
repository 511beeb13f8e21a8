import type { Block } from "../block-kit/blocks.ts";
import { dialogOf, findElement } from "../block-kit/walk.ts";
import type { At } from "../page/deed.ts";
import { type HeldBy, refKey, type ViewSeen } from "../page/seen.ts";
import type { OptionGroup, Ref } from "./blocks/surface.ts";
import { type Form, fieldsOf, formIn, withDraft, withoutDraft } from "./forms.ts";
import type { PageStore } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** A message or a view with what stands in it. */
export type Target = { scope: string; at: At; blocks: readonly Block[]; held: HeldBy };

/** Typed or picked: stays here until it is sent. */
export function changeIn({ store }: Workspace, target: Target, ref: Ref, raw: readonly string[]): void {
  edit(store, target.scope, (form) => withDraft(form, { blocks: target.blocks, ...ref }, raw));
}

/** Presses, or picks in what tells the app at once. An element with a dialog asks first. */
export async function actIn(workspace: Workspace, target: Target, ref: Ref, raw: string[]): Promise<void> {
  const { store, tell } = workspace;
  const { scope, blocks, held, at } = target;
  const placed = findElement(blocks, ref.blockId, ref.actionId);
  const key = refKey(ref.blockId, ref.actionId);
  if (!placed || formIn(store.get().forms, scope).busy.includes(key)) return;
  const dialog = dialogOf(placed.element);
  if (dialog && !(await ask(store, dialog))) return;
  const fields = fieldsOf(formIn(store.get().forms, scope), held, blocks);
  edit(store, scope, (form) => ({
    ...withDraft(form, { blocks, ...ref }, raw),
    busy: [...form.busy, key],
    actedIn: ref.blockId,
  }));
  await tell({ act: "click", at, ...ref, raw, fields });
  edit(store, scope, (form) => ({
    ...withoutDraft(form, key),
    busy: form.busy.filter((other) => other !== key),
  }));
}

export async function suggestIn(
  { store, tell }: Workspace,
  { scope, at, blocks, held }: Target,
  asked: Ref & { query: string },
): Promise<readonly OptionGroup[]> {
  const fields = fieldsOf(formIn(store.get().forms, scope), held, blocks);
  const answer = await tell({ act: "suggest", at, ...asked, fields });
  return answer.ok ? (answer.groups ?? []) : [];
}

export async function submitView({ store, tell }: Workspace, view: ViewSeen): Promise<void> {
  const form = formIn(store.get().forms, view.id);
  if (form.isSubmitting) return;
  edit(store, view.id, (now) => ({ ...now, isSubmitting: true, actedIn: undefined }));
  await tell({ act: "submit", viewId: view.id, fields: fieldsOf(form, view.held, view.blocks) });
  edit(store, view.id, (now) => ({ ...now, isSubmitting: false }));
}

export async function closeView({ tell }: Workspace, view: ViewSeen, isAll: boolean): Promise<void> {
  await tell({ act: "close", viewId: view.id, isAll });
}

function ask(store: PageStore, dialog: NonNullable<ReturnType<typeof dialogOf>>): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (isYes: boolean) => {
      store.set({ asking: undefined });
      resolve(isYes);
    };
    store.set({ asking: { dialog, answer } });
  });
}

function edit(store: PageStore, scope: string, change: (form: Form) => Form): void {
  const { forms } = store.get();
  const before = formIn(forms, scope);
  const after = change(before);
  if (after !== before) store.set({ forms: { ...forms, [scope]: after } });
}
