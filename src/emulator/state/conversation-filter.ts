import type { ConversationPicker } from "../block-kit/elements.ts";

type Offered = { kind: "public" | "private" | "im"; isExtShared: boolean };

/** Which of the conversations that a person sees a menu lists. */
export function offeredBy<T extends Offered>(element: ConversationPicker, visible: readonly T[]): T[] {
  if (element.type === "channels_select" || element.type === "multi_channels_select") {
    return visible.filter((channel) => channel.kind === "public");
  }
  const { include, exclude_external_shared_channels, exclude_bot_users } = element.filter ?? {};
  return visible
    .filter((channel) => include === undefined || include.includes(channel.kind))
    .filter((channel) => !(exclude_external_shared_channels && channel.isExtShared))
    .filter((channel) => !(exclude_bot_users && channel.kind === "im"));
}
