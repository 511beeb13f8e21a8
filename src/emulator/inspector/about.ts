import { conversationName } from "../state/conversations.ts";
import type { LogEntry } from "../state/log.ts";
import type { World } from "../state/world.ts";
import { at, fieldsOf } from "./payload.ts";

/** In a line, what a request is about: what was done, by or to whom, where. */
export function aboutOf(world: World, entry: LogEntry): string {
  const fields = fieldsOf(entry);
  const event = at(fields, "event");
  const person = first(
    at(fields, "user", "id"),
    at(fields, "user_id"),
    at(fields, "user"),
    at(event, "user", "id"),
    at(event, "user"),
    at(fields, "users"),
  );
  const channel = first(
    at(fields, "channel", "id"),
    at(fields, "channel_id"),
    at(fields, "channel"),
    at(event, "channel"),
    at(fields, "container", "channel_id"),
  );
  const { retry } = entry.delivery ?? {};
  const parts = [
    retry && `retry ${retry.attempt}`,
    whatIn(fields),
    person && nameOf(world, person),
    // A message may be sent to a person.
    channel && (world.channels.has(channel) ? conversationName(world, channel) : nameOf(world, channel)),
  ];
  return parts.filter(Boolean).join(" · ");
}

function whatIn(fields: Record<string, unknown>): string {
  const command = first(fields["command"]);
  if (command) return `${command} ${first(fields["text"]) ?? ""}`.trim();
  const { actions } = fields;
  const pressed = Array.isArray(actions) ? actions.map((action) => at(action, "action_id")) : [];
  return (
    first(
      pressed.join(", "),
      at(fields, "view", "callback_id"),
      fields["callback_id"],
      fields["action_id"],
    ) ?? ""
  );
}

const first = (...values: unknown[]): string | undefined =>
  values.find((value): value is string => typeof value === "string" && value !== "");

const nameOf = (world: World, userId: string): string => world.people.get(userId)?.realName ?? userId;
