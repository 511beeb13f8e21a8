import { z } from "zod";
import type { Declared } from "./state/world.ts";

const manifest = z.looseObject({
  features: z
    .looseObject({
      slash_commands: z
        .array(
          z.looseObject({
            command: z.string(),
            description: z.string().default(""),
            usage_hint: z.string().default(""),
            should_escape: z.boolean().default(false),
          }),
        )
        .default([]),
      shortcuts: z
        .array(
          z.looseObject({ name: z.string(), type: z.enum(["global", "message"]), callback_id: z.string() }),
        )
        .default([]),
      app_home: z.looseObject({ home_tab_enabled: z.boolean().default(false) }).optional(),
    })
    .optional(),
  oauth_config: z
    .looseObject({ scopes: z.looseObject({ bot: z.array(z.string()).default([]) }).optional() })
    .optional(),
  settings: z
    .looseObject({
      event_subscriptions: z.looseObject({ bot_events: z.array(z.string()).default([]) }).optional(),
      token_rotation_enabled: z.boolean().default(false),
      interactivity: z.looseObject({ message_menu_options_url: z.string().optional() }).optional(),
    })
    .optional(),
});

/**
 * What an app manifest declares, read from its parsed YAML or JSON: commands, scopes, events, shortcuts.
 * Everything in it is then enforced. https://docs.slack.dev/reference/app-manifest
 */
export function readManifest(parsed: unknown): Declared {
  const given = manifest.parse(parsed);
  const shortcuts = (given.features?.shortcuts ?? []).map(({ name, type, callback_id }) => ({
    type,
    shortcut: { name, callbackId: callback_id },
  }));
  const ofType = (type: string) => shortcuts.filter((one) => one.type === type).map((one) => one.shortcut);
  return {
    commands: (given.features?.slash_commands ?? []).map((one) => ({
      command: one.command,
      description: one.description,
      usageHint: one.usage_hint,
      shouldEscape: one.should_escape,
    })),
    scopes: given.oauth_config?.scopes?.bot ?? [],
    events: given.settings?.event_subscriptions?.bot_events ?? [],
    hasOptionsUrl: given.settings?.interactivity?.message_menu_options_url !== undefined,
    // Off unless switched on, and then views.publish is refused.
    hasHomeTab: given.features?.app_home?.home_tab_enabled ?? false,
    rotatesTokens: given.settings?.token_rotation_enabled ?? false,
    globalShortcuts: ofType("global"),
    messageShortcuts: ofType("message"),
  };
}
