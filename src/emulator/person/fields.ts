import { type Act, actOn, blocksOf, putIn, type Surface, valuesOf } from "../acts/action.ts";
import { suggest } from "../acts/suggest.ts";
import type { Stateful } from "../block-kit/elements.ts";
import {
  isExternal,
  listsConversations,
  listsPeople,
  optionsOf,
  type Placed,
  statefulOf,
  tellsAtOnce,
} from "../block-kit/walk.ts";
import { conversationName, conversationsFor } from "../state/conversations.ts";
import { findPerson } from "../state/people.ts";
import { rawOf } from "../state/values.ts";
import type { World } from "../state/world.ts";
import type { Reader } from "../text/mrkdwn.ts";
import { visibleText } from "../text/visible.ts";
import { askedBy, isConfirmed, type ToDialog } from "./confirm.ts";
import { pick } from "./match.ts";

export type Filling = string | readonly string[];
export type Eyes = { world: World; userId: string; surface: Surface; reader: Reader };
export type Field = {
  label: string;
  placed: Placed<Stateful>;
  value: string[];
  options: string[];
  hint: string;
};

/** What a person can fill in, by its label: an input's own, or the text beside an element. */
export function fieldsOf(eyes: Eyes): Field[] {
  const values = valuesOf(eyes.surface, eyes.userId);
  return statefulOf(blocksOf(eyes.surface)).map((placed) => ({
    placed,
    label: labelOf(placed, eyes.reader),
    options: choicesOf(eyes, placed.element).map((choice) => choice.text),
    value: shown(placed, rawOf(values[placed.blockId]?.[placed.actionId]), eyes),
    hint: placed.block.type === "input" ? visibleText(placed.block.hint, eyes.reader) : "",
  }));
}

export function findField(eyes: Eyes, label: string): Field {
  return pick(fieldsOf(eyes), label, { textOf: (field) => field.label, kind: "field" });
}

function labelOf({ block, element }: Placed<Stateful>, reader: Reader): string {
  if (block.type === "input") return visibleText(block.label, reader);
  if (block.type === "section") return visibleText(block.text, reader);
  return "placeholder" in element ? visibleText(element.placeholder, reader) : "";
}

function shown({ element }: Placed<Stateful>, raw: string[], { world, reader }: Eyes): string[] {
  const options = optionsOf(element);
  return raw.map((value) => {
    const option = options.find((one) => one.value === value);
    if (option) return visibleText(option.text, reader);
    if (listsConversations(element)) return conversationName(world, value);
    return listsPeople(element) ? reader.userName(value) : value;
  });
}

type Choice = { text: string; value: string };

/** What a menu lists by itself, channels by their names; an external select lists nothing until it is asked. */
function choicesOf({ world, userId, reader }: Eyes, element: Stateful): Choice[] {
  if (listsConversations(element)) {
    const channels = conversationsFor(world, userId, element);
    return channels.map(({ id }) => ({ text: conversationName(world, id), value: id }));
  }
  return optionsOf(element).map((option) => ({
    text: visibleText(option.text, reader),
    value: option.value,
  }));
}

/**
 * Fills one field the way its element is filled: texts typed, options chosen by what they say, people and channels
 * by name. Answers a step to await where the app is told or asked in between, as Slack does. A dialog that is
 * answered with no leaves the field as it was.
 */
export function fill(
  eyes: Eyes,
  { label, filling, answer }: { label: string; filling: Filling; answer: ToDialog },
): (() => Promise<void>) | undefined {
  const { placed } = findField(eyes, label);
  const isTold = tellsAtOnce(placed);
  if (isTold && !isConfirmed(askedBy(placed.element, eyes.reader), answer)) return undefined;
  const wanted = typeof filling === "string" ? [filling] : [...filling];
  if (isExternal(placed.element)) return () => chooseSuggested(eyes, placed, wanted);
  const act = { ...actAt(eyes, placed), raw: rawFor(eyes, placed, wanted) };
  putIn(act);
  return isTold ? async () => void (await actOn(eyes.world, act)) : undefined;
}

function rawFor(eyes: Eyes, { element }: Placed<Stateful>, wanted: string[]): string[] {
  if (listsPeople(element)) return wanted.map((name) => findPerson(eyes.world, name)?.id ?? name);
  const choices = choicesOf(eyes, element);
  if (choices.length === 0 && !listsConversations(element)) return wanted;
  return wanted
    .filter((text) => text !== "")
    .map((text) => pick(choices, text, { textOf: (one) => one.text, kind: "option" }).value);
}

/** Types into an external select and takes what the app then offers: `[query, choice]`, or one text for both. */
async function chooseSuggested(eyes: Eyes, placed: Placed<Stateful>, wanted: string[]): Promise<void> {
  const [query = "", choice = query] = wanted;
  const offered = await suggest(eyes.world, { ...actAt(eyes, placed), query });
  const chosen = pick(offered, choice, {
    textOf: (one) => visibleText(one.text, eyes.reader),
    kind: "suggestion",
  });
  const act = { ...actAt(eyes, placed), raw: [chosen.value], offered };
  putIn(act);
  if (tellsAtOnce(placed)) await actOn(eyes.world, act);
}

export function actAt({ userId, surface }: Eyes, { blockId, actionId }: Placed): Act {
  return { userId, surface, blockId, actionId };
}
