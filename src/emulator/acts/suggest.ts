import { z } from "zod";
import { type Option, option, optionGroup, type TextObject } from "../block-kit/texts.ts";
import { findElement, isExternal } from "../block-kit/walk.ts";
import { inMessage, interaction, inView } from "../delivery/payloads.ts";
import { sendPayload } from "../delivery/send.ts";
import { jsonOf } from "../delivery/sent.ts";
import { getChannel } from "../state/channels.ts";
import type { World } from "../state/world.ts";
import { blocksOf, type Surface, valuesOf } from "./action.ts";

const suggestions = z.union([
  z.object({ options: z.array(option).max(100) }),
  z.object({ option_groups: z.array(optionGroup).max(100) }),
]);

type Asked = { userId: string; surface: Surface; blockId: string; actionId: string; query: string };
export type OfferedGroup = { label?: TextObject; options: Option[] };

/** How much a person types before Slack asks the app, unless the element says otherwise. */
const defaultMinQuery = 3;

/**
 * What an external select offers while a person types. Without `message_menu_options_url` in the manifest
 * no app is asked. https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
 */
export async function suggestGroups(world: World, asked: Asked): Promise<OfferedGroup[]> {
  const { userId, surface, blockId, actionId, query } = asked;
  const element = findElement(blocksOf(surface), blockId, actionId)?.element;
  if (world.declared.hasOptionsUrl === false || !element || !isExternal(element)) return [];
  if (query.length < (element.min_query_length ?? defaultMinQuery)) return [];
  const place =
    "view" in surface
      ? inView(world, surface.view)
      : inMessage(
          world,
          getChannel(world, surface.message.channelId),
          surface.message,
          valuesOf(surface, userId),
        );
  const { trigger_id: _, ...base } = interaction(world, "block_suggestion", userId);
  const sent = await sendPayload(world, {
    ...base,
    ...place,
    action_id: actionId,
    block_id: blockId,
    value: query,
  });
  if (sent.outcome !== "answered" || sent.status !== 200) return [];
  const parsed = suggestions.safeParse(jsonOf(sent.body));
  if (!parsed.success) {
    sent.entry.problem = `not options that Slack takes: ${sent.body.slice(0, 300)}`;
    return [];
  }
  return "options" in parsed.data ? [{ options: parsed.data.options }] : parsed.data.option_groups;
}

/** The same without the groups' names. */
export async function suggest(world: World, asked: Asked): Promise<Option[]> {
  return (await suggestGroups(world, asked)).flatMap((group) => group.options);
}
