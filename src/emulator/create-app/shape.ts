import { z } from "zod";
import { botScopes, events, userScopes } from "./known.ts";

/** Fields and lengths as documented: https://docs.slack.dev/reference/app-manifest */

/** A hostname of this machine is served by no certificate: Slack would refuse it, the emulator reaches it. */
const isOwnMachine = ({ hostname }: URL) => ["localhost", "127.0.0.1", "[::1]"].includes(hostname);

const httpsUrl = z.string().superRefine((text, ctx) => {
  if (!URL.canParse(text))
    return ctx.addIssue("must be a whole address such as https://app.example.com/slack/events.");
  const url = new URL(text);
  if (url.protocol === "https:" || (url.protocol === "http:" && isOwnMachine(url))) return;
  ctx.addIssue("must begin with https:// (http:// only to localhost, and only here).");
});

/** No field may be empty. */
const upTo = (max: number) =>
  z
    .string()
    .min(1, "must not be empty.")
    .superRefine((text, ctx) => {
      if (text.length > max) ctx.addIssue(`is ${text.length} characters long; Slack takes ${max}.`);
    });

const oneOf = (known: ReadonlySet<string>, what: string) =>
  z.string().superRefine((name, ctx) => {
    if (!known.has(name)) ctx.addIssue(`“${name}” is no ${what} of Slack's.`);
  });

const listOf = <T extends z.ZodType>(each: T, max: number) =>
  z.array(each).max(max, `has too many entries; Slack takes ${max}.`);

const flag = z.boolean();

const shortcut = z.strictObject({
  name: upTo(24),
  type: z.enum(["global", "message"], "must be global or message."),
  callback_id: upTo(255),
  description: upTo(150),
});

const command = z.strictObject({
  command: upTo(32).regex(
    /^\/[^\sA-Z/]+$/,
    "must be a slash and a word without capitals or spaces, such as /payments.",
  ),
  url: httpsUrl.optional(),
  description: upTo(2000),
  usage_hint: upTo(1000).optional(),
  should_escape: flag.optional(),
});

const features = z.strictObject({
  app_home: z
    .strictObject({
      home_tab_enabled: flag.optional(),
      messages_tab_enabled: flag.optional(),
      messages_tab_read_only_enabled: flag.optional(),
    })
    .optional(),
  bot_user: z.strictObject({ display_name: upTo(80), always_online: flag.optional() }).optional(),
  shortcuts: listOf(shortcut, 10).optional(),
  slash_commands: listOf(command, 50).optional(),
  unfurl_domains: listOf(z.string(), 5).optional(),
  // Taken as they are: this workspace shows neither.
  agent_view: z.looseObject({}).optional(),
  assistant_view: z.looseObject({}).optional(),
  workflow_steps: z.array(z.looseObject({})).optional(),
});

const botScope = oneOf(botScopes, "scope of a bot");
const userScope = oneOf(userScopes, "scope of a user");

const oauthConfig = z.strictObject({
  redirect_urls: listOf(httpsUrl, 1000).optional(),
  scopes: z
    .strictObject({
      bot: listOf(botScope, 255).optional(),
      user: listOf(userScope, 255).optional(),
      bot_optional: listOf(botScope, 255).optional(),
      user_optional: listOf(userScope, 255).optional(),
    })
    .optional(),
  token_management_enabled: flag.optional(),
});

const settings = z.strictObject({
  allowed_ip_address_ranges: listOf(z.string(), 50).optional(),
  event_subscriptions: z
    .strictObject({
      request_url: httpsUrl.optional(),
      bot_events: listOf(oneOf(events, "event"), 100).optional(),
      user_events: listOf(oneOf(events, "event"), 100).optional(),
      metadata_subscriptions: listOf(
        z.strictObject({ app_id: z.string(), event_type: z.string() }),
        20,
      ).optional(),
    })
    .optional(),
  incoming_webhooks: z.strictObject({ incoming_webhooks_enabled: flag.optional() }).optional(),
  interactivity: z
    .strictObject({
      is_enabled: flag,
      request_url: httpsUrl.optional(),
      message_menu_options_url: httpsUrl.optional(),
    })
    .optional(),
  org_deploy_enabled: flag.optional(),
  socket_mode_enabled: flag.optional(),
  token_rotation_enabled: flag.optional(),
  is_hosted: flag.optional(),
  function_runtime: z.string().optional(),
});

export const manifestShape = z.strictObject({
  _metadata: z
    .strictObject({
      major_version: z.int().min(1, "must be 1 or 2.").max(2, "must be 1 or 2.").optional(),
      minor_version: z.int().optional(),
    })
    .optional(),
  display_information: z.strictObject({
    name: upTo(35),
    description: upTo(140).optional(),
    long_description: z
      .string()
      .min(174, "must have 174 characters at least.")
      .max(4000, "must have 4,000 characters at most.")
      .optional(),
    background_color: z
      .string()
      .regex(/^#([\da-f]{3}|[\da-f]{6})$/i, "must be a color such as #1f2933.")
      .optional(),
  }),
  features: features.optional(),
  oauth_config: oauthConfig.optional(),
  settings: settings.optional(),
  functions: z.record(z.string(), z.looseObject({})).optional(),
});

export type Manifest = z.output<typeof manifestShape>;
