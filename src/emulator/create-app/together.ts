import { scopesOfEvent } from "./known.ts";
import type { Manifest } from "./shape.ts";

/** Where in the manifest, and what about it: the rest of a sentence that begins with the place. */
export type Fault = { path: (string | number)[]; text: string };

/** What is wrong between one part and another, each being sound by itself. */
export function faultsTogether(manifest: Manifest): Fault[] {
  return [
    ...urlFaults(manifest),
    ...commandFaults(manifest),
    ...scopeFaults(manifest),
    ...eventFaults(manifest),
  ];
}

/** By HTTP Slack must know where each thing goes; by Socket Mode it asks for no address. */
function urlFaults({ features, settings = {} }: Manifest): Fault[] {
  if (settings.socket_mode_enabled) return [];
  const text = "is missing: without Socket Mode Slack must know where to send it.";
  const commands = (features?.slash_commands ?? []).flatMap(({ url }, index) =>
    url ? [] : [{ path: ["features", "slash_commands", index, "url"], text }],
  );
  const { interactivity, event_subscriptions: subscriptions } = settings;
  const isClickable = interactivity?.is_enabled && !interactivity.request_url;
  const isTold = (subscriptions?.bot_events ?? []).length > 0 && !subscriptions?.request_url;
  return [
    ...commands,
    ...(isClickable ? [{ path: ["settings", "interactivity", "request_url"], text }] : []),
    ...(isTold ? [{ path: ["settings", "event_subscriptions", "request_url"], text }] : []),
  ];
}

function commandFaults({ features }: Manifest): Fault[] {
  const names = (features?.slash_commands ?? []).map((one) => one.command);
  const ids = (features?.shortcuts ?? []).map((one) => one.callback_id);
  const again = (list: string[], path: (index: number) => Fault["path"]) =>
    list.flatMap((name, index) =>
      list.indexOf(name) < index ? [{ path: path(index), text: `“${name}” is there twice.` }] : [],
    );
  return [
    ...again(names, (index) => ["features", "slash_commands", index, "command"]),
    ...again(ids, (index) => ["features", "shortcuts", index, "callback_id"]),
  ];
}

const scopesAt = ["oauth_config", "scopes", "bot"];

function scopeFaults({ features, oauth_config: oauth }: Manifest): Fault[] {
  const scopes = oauth?.scopes?.bot ?? [];
  const lacks = (scope: string, why: string) =>
    scopes.includes(scope) ? [] : [{ path: scopesAt, text: `lacks “${scope}”, which ${why}.` }];
  const doubled = scopes.flatMap((scope, index) =>
    scopes.indexOf(scope) < index ? [{ path: [...scopesAt, index], text: `“${scope}” is there twice.` }] : [],
  );
  return [
    ...doubled,
    ...(features?.slash_commands?.length ? lacks("commands", "slash commands need") : []),
    ...(features?.shortcuts?.length && !features.slash_commands?.length
      ? lacks("commands", "shortcuts need")
      : []),
    ...(scopes.includes("users:read.email") ? lacks("users:read", "users:read.email needs beside it") : []),
  ];
}

function eventFaults({ oauth_config: oauth, settings }: Manifest): Fault[] {
  const scopes = oauth?.scopes?.bot ?? [];
  return (settings?.event_subscriptions?.bot_events ?? []).flatMap((event, index) => {
    const wanted = scopesOfEvent[event] ?? [];
    if (wanted.length === 0 || wanted.some((scope) => scopes.includes(scope))) return [];
    const text = `“${event}” needs the bot scope ${wanted.join(" or ")}.`;
    return [{ path: ["settings", "event_subscriptions", "bot_events", index], text }];
  });
}
