import { type Act, actOn, blocksOf, putIn, type Surface } from "../acts/action.ts";
import { closeView } from "../acts/close.ts";
import { runMessageShortcut } from "../acts/shortcut.ts";
import { submitView } from "../acts/submit.ts";
import { suggest } from "../acts/suggest.ts";
import { dialogOf, findElement, statefulOf, tellsAtOnce } from "../block-kit/walk.ts";
import type { World } from "../state/world.ts";
import { fieldName } from "./field.ts";
import { type Offers, offerKey } from "./place.ts";

type Posted = { userId: string; surface: Surface; form: URLSearchParams };

/** A field whose dialog is to be asked first, and what was chosen in it. */
export type Asked = { field: string; choices: string[] };

/**
 * Does what the pressed button of a form says. Answers what is to be asked first, if anything; "stale" where the app
 * redrew the message or view since the page was shown, and what was pressed is gone.
 */
export async function actByForm(
  world: World,
  offers: Offers,
  posted: Posted,
): Promise<Asked | "stale" | undefined> {
  // A dialog's form has none of the fields below it: what was typed there stays.
  if (!posted.form.has("keep")) putAllIn(offers, posted);
  const [verb, target = "", ...choices] = orderOf(posted.form);
  const { surface, userId } = posted;
  const at = target.startsWith("[")
    ? { ...actAt(posted, target), offered: offers.get(offerKey(surface, target)) ?? [] }
    : undefined;
  if (at && !findElement(blocksOf(surface), at.blockId, at.actionId)) return "stale";
  const raw = at ? rawFor(posted, { at, target, choices }) : [];
  if (verb === "confirm") return { field: target, choices: raw };
  if (verb === "act" && at) await actOn(world, { ...at, raw });
  if (verb === "find" && at) {
    const query = posted.form.get(`find:${target}`) ?? "";
    offers.set(offerKey(surface, target), await suggest(world, { ...at, query }));
  }
  if ("view" in surface && verb === "submit") await submitView(world, surface.view);
  if ("view" in surface && verb === "close") await closeView(world, surface.view, { all: target === "all" });
  if ("message" in surface && verb === "shortcut") {
    await runMessageShortcut(world, { userId, message: surface.message, callbackId: target });
  }
  return undefined;
}

/** Every field of the form into its element, but for those that ask first: a no leaves them as they were. */
function putAllIn(offers: Offers, { userId, surface, form }: Posted): void {
  for (const placed of statefulOf(blocksOf(surface))) {
    const { blockId, actionId, element } = placed;
    if (tellsAtOnce(placed) && dialogOf(element)) continue;
    const name = fieldName(blockId, actionId);
    const offered = offers.get(offerKey(surface, name)) ?? [];
    putIn({ userId, surface, blockId, actionId, raw: rawIn(form, name), offered });
  }
}

const rawIn = (form: URLSearchParams, name: string) =>
  form.getAll(name).flatMap((text) => (text === "" ? [] : [text.replaceAll("\r\n", "\n")]));

/** What is in the element already, or the menu's item that was pressed. */
function rawFor(
  posted: Posted,
  { at, target, choices }: { at: Act; target: string; choices: string[] },
): string[] {
  if (choices.length > 0) return choices;
  const isStateful = statefulOf(blocksOf(posted.surface)).some(
    (placed) => placed.blockId === at.blockId && placed.actionId === at.actionId,
  );
  return isStateful ? rawIn(posted.form, target) : [];
}

export function actAt({ userId, surface }: Omit<Posted, "form">, field: string): Act {
  const [blockId = "", actionId = ""] = strings(field);
  return { userId, surface, blockId, actionId };
}

const orderOf = (form: URLSearchParams) => strings(form.get("do") ?? "[]");

function strings(json: string): string[] {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}
