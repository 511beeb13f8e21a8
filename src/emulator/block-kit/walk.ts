import type { Block } from "./blocks.ts";
import type { Button, ConversationPicker, Element, Stateful } from "./elements.ts";
import type { Confirm, Option } from "./texts.ts";

export type Placed<E = Element> = { blockId: string; actionId: string; element: E; block: Block };

/** Every interactive element with the ids under which Slack reports it. */
export function elementsOf(blocks: readonly Block[]): Placed[] {
  return blocks.flatMap((block) =>
    inside(block).map((element) => ({
      block,
      element,
      blockId: block.block_id ?? "",
      actionId: element.action_id ?? "",
    })),
  );
}

function inside(block: Block): Element[] {
  switch (block.type) {
    case "section":
      return block.accessory && block.accessory.type !== "image" ? [block.accessory] : [];
    case "actions":
      return block.elements;
    case "input":
      return [block.element];
    default:
      return [];
  }
}

/** The elements that `state.values` lists: everything but buttons and overflow menus. */
export function statefulOf(blocks: readonly Block[]): Placed<Stateful>[] {
  return elementsOf(blocks).flatMap((placed) => {
    const { element } = placed;
    return element.type === "button" || element.type === "overflow" ? [] : [{ ...placed, element }];
  });
}

export function buttonsOf(blocks: readonly Block[]): Placed<Button>[] {
  return elementsOf(blocks).flatMap((placed) =>
    placed.element.type === "button" ? [{ ...placed, element: placed.element }] : [],
  );
}

export function findElement(blocks: readonly Block[], blockId: string, actionId: string): Placed | undefined {
  return elementsOf(blocks).find((placed) => placed.blockId === blockId && placed.actionId === actionId);
}

/** Whether this element, where it stands, tells the app at once when it changes. */
export function tellsAtOnce({ block, element }: Placed): boolean {
  if (element.type === "button" || element.type === "overflow") return true;
  return block.type === "input" ? block.dispatch_action === true : true;
}

/** What an element asks before it acts. */
export function dialogOf(element: Element): Confirm | undefined {
  return "confirm" in element ? element.confirm : undefined;
}

type External = Extract<Element, { type: "external_select" | "multi_external_select" }>;

/** What asks the app for its options. */
export const isExternal = (element: Element): element is External =>
  element.type === "external_select" || element.type === "multi_external_select";

export const listsConversations = (element: Element): element is ConversationPicker =>
  element.type.endsWith("conversations_select") || element.type.endsWith("channels_select");

export const listsPeople = ({ type }: Element) => type === "users_select" || type === "multi_users_select";

/** The options an element shows, from its groups too. */
export function optionsOf(element: Element): Option[] {
  if (!("options" in element) && !("option_groups" in element)) return [];
  const groups = "option_groups" in element ? (element.option_groups ?? []) : [];
  return [...(element.options ?? []), ...groups.flatMap((group) => group.options)];
}
