import type { Block } from "../block-kit/blocks.ts";
import type { Element } from "../block-kit/elements.ts";
import type { TextObject } from "../block-kit/texts.ts";
import { optionsOf } from "../block-kit/walk.ts";
import { getPerson } from "../state/people.ts";
import type { World } from "../state/world.ts";
import { withEmoji } from "./emoji.ts";
import { parseMrkdwn, plainOf, type Reader } from "./mrkdwn.ts";
import { cellText, plainRichText } from "./rich-text.ts";

/** How a person of the workspace reads texts. */
export function readerOf(world: World, userId: string): Reader {
  return {
    userName: (id) => {
      if (id === world.app.botUserId) return world.app.name;
      return world.people.get(id)?.realName ?? id;
    },
    channelName: (id) => world.channels.get(id)?.name ?? id,
    timeZone: getPerson(world, userId).timeZone,
    now: world.now(),
  };
}

/** What a text object says, without its marks. */
export function visibleText(text: TextObject | undefined, reader: Reader): string {
  if (!text) return "";
  return text.type === "mrkdwn" ? plainOf(parseMrkdwn(text.text, reader)) : withEmoji(text.text);
}

/** Everything a person reads in some blocks, a line each. */
export function visibleBlocks(blocks: readonly Block[], reader: Reader): string {
  return blocks
    .flatMap((block) => linesOf(block, reader))
    .filter((line) => line !== "")
    .join("\n");
}

function linesOf(block: Block, reader: Reader): string[] {
  const show = (text: TextObject | undefined) => visibleText(text, reader);
  switch (block.type) {
    case "header":
    case "alert":
      return [show(block.text)];
    case "section": {
      const { accessory } = block;
      const beside = accessory && accessory.type !== "image" ? elementText(accessory, reader) : [];
      return [show(block.text), ...(block.fields ?? []).map(show), ...beside];
    }
    case "context":
      return [block.elements.map((one) => (one.type === "image" ? one.alt_text : show(one))).join(" ")];
    case "actions":
      return block.elements.flatMap((element) => elementText(element, reader));
    case "input":
      return [show(block.label), ...elementText(block.element, reader), show(block.hint)];
    case "image":
      return [show(block.title), block.alt_text];
    case "markdown":
      return [block.text];
    case "divider":
      return [];
    case "rich_text":
      return [plainRichText(block, reader)];
    case "table":
      return block.rows.map((row) => row.map((cell) => cellText(cell, reader)).join(" · "));
  }
}

function elementText(element: Element, reader: Reader): string[] {
  if (element.type === "button") return [`[${visibleText(element.text, reader)}]`];
  return optionsOf(element).map((option) => {
    const description = visibleText(option.description, reader);
    return `( ) ${visibleText(option.text, reader)}${description ? ` (${description})` : ""}`;
  });
}
