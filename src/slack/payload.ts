import { z } from "zod";

/** Where a payload came from, by its own ids. The person is judged apart: a submitter may be of another company. */
export type Place = {
  teamId: string | undefined;
  enterpriseId: string | undefined;
  isEnterpriseInstall: boolean;
};

type Base = { place: Place; slackUserId: string; userTeamId: string | undefined };

export type CommandPayload = Base & {
  kind: "command";
  name: string;
  text: string;
  triggerId: string;
  responseUrl: string;
};
export type ActionPayload = Base & {
  kind: "action" | "shortcut";
  name: string;
  triggerId: string;
  /** A button's value, or what was chosen in a menu. Whoever acts is decided by rows, never by this (A08). */
  value: string | undefined;
  /** The conversation of the message; absent when the click was in a view. */
  channelId: string | undefined;
  /** Absent when the click was in a view. */
  responseUrl: string | undefined;
  view: ShownView | undefined;
  /** The message that a message shortcut was chosen on. */
  message: { text: string; ts: string } | undefined;
};
export type SubmissionPayload = Base & {
  kind: "view_submission" | "view_closed";
  name: string;
  view: ShownView;
};
/** `typed`: what the person has typed so far. */
export type OptionsPayload = Base & { kind: "options"; name: string; typed: string };
/** Somebody opened the app's Home: an event, but a person's, who passes the gate for it. */
export type HomePayload = Base & { kind: "home_opened"; name: string };
export type EventPayload = { kind: "event"; name: string; place: Place; event: Record<string, unknown> };

/** Somebody acts: these pass the gate. */
export type PersonPayload = CommandPayload | ActionPayload | SubmissionPayload | OptionsPayload | HomePayload;
export type Payload = PersonPayload | EventPayload;

const StateValue = z.looseObject({
  value: z.string().nullish(),
  selected_option: z.looseObject({ value: z.string() }).nullish(),
  selected_options: z.array(z.looseObject({ value: z.string() })).nullish(),
  selected_conversation: z.string().nullish(),
});

/** A view as Slack hands it back, with what was typed. */
const View = z.object({
  id: z.string(),
  type: z.string(),
  callback_id: z.string(),
  private_metadata: z.string().default(""),
  external_id: z.string().nullish(),
  previous_view_id: z.string().nullish(),
  app_installed_team_id: z.string().nullish(),
  title: z.looseObject({ text: z.string() }).nullish(),
  submit: z.looseObject({ text: z.string() }).nullish(),
  close: z.looseObject({ text: z.string() }).nullish(),
  blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().exactOptional() })).default([]),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), StateValue)) }).default({ values: {} }),
});
export type ShownView = z.infer<typeof View>;

const Command = z.object({
  command: z.string(),
  text: z.string().default(""),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  /** A word in a form; Socket Mode has no forms. */
  is_enterprise_install: z.union([z.string(), z.boolean()]).nullish(),
  user_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string(),
});

export function commandPayload(body: unknown): CommandPayload {
  const command = Command.parse(body);
  return {
    kind: "command",
    name: command.command,
    text: command.text.trim(),
    place: {
      teamId: command.team_id || undefined,
      enterpriseId: command.enterprise_id || undefined,
      isEnterpriseInstall: String(command.is_enterprise_install) === "true",
    },
    slackUserId: command.user_id,
    userTeamId: undefined,
    triggerId: command.trigger_id,
    responseUrl: command.response_url,
  };
}

const interaction = {
  team: z.object({ id: z.string(), enterprise_id: z.string().nullish() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  is_enterprise_install: z.boolean().nullish(),
  user: z.object({ id: z.string(), team_id: z.string().nullish() }),
  response_url: z.string().nullish(),
};
type Interaction = z.infer<z.ZodObject<typeof interaction>>;

const Action = z.object({
  ...interaction,
  trigger_id: z.string().default(""),
  view: View.nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  actions: z
    .array(
      z.looseObject({
        action_id: z.string(),
        value: z.string().nullish(),
        selected_option: z.looseObject({ value: z.string() }).nullish(),
        selected_conversation: z.string().nullish(),
      }),
    )
    .min(1),
});

export function actionPayload(body: unknown): ActionPayload {
  const action = Action.parse(body);
  const [first] = action.actions;
  return {
    ...interactionBase(action, action.view ?? undefined),
    kind: "action",
    name: first?.action_id ?? "",
    value: first?.value ?? first?.selected_option?.value ?? first?.selected_conversation ?? undefined,
    channelId: action.channel?.id,
    message: undefined,
    triggerId: action.trigger_id,
    responseUrl: action.response_url ?? undefined,
    view: action.view ?? undefined,
  };
}

/** A global shortcut has no channel; a message shortcut has the message, too. */
const Shortcut = z.object({
  ...interaction,
  trigger_id: z.string().default(""),
  callback_id: z.string(),
  channel: z.object({ id: z.string() }).nullish(),
  message_ts: z.string().nullish(),
  message: z.looseObject({ text: z.string().nullish() }).nullish(),
});

export function shortcutPayload(body: unknown): ActionPayload {
  const shortcut = Shortcut.parse(body);
  const { message, message_ts: ts } = shortcut;
  return {
    ...interactionBase(shortcut, undefined),
    kind: "shortcut",
    name: shortcut.callback_id,
    value: undefined,
    channelId: shortcut.channel?.id,
    message: message && ts ? { text: message.text ?? "", ts } : undefined,
    triggerId: shortcut.trigger_id,
    responseUrl: shortcut.response_url ?? undefined,
    view: undefined,
  };
}

const Submission = z.object({ ...interaction, type: z.enum(["view_submission", "view_closed"]), view: View });

export function submissionPayload(body: unknown): SubmissionPayload {
  const { type, view, ...rest } = Submission.parse(body);
  return { ...interactionBase(rest, view), kind: type, name: view.callback_id, view };
}

const Options = z.object({
  ...interaction,
  action_id: z.string(),
  value: z.string().default(""),
  view: View.nullish(),
});

export function optionsPayload(body: unknown): OptionsPayload {
  const options = Options.parse(body);
  return {
    ...interactionBase(options, options.view ?? undefined),
    kind: "options",
    name: options.action_id,
    typed: options.value,
  };
}

/** A view opened over Slack Connect names the team that installed the app; the submitter's own team says who asks. */
function interactionBase(body: Interaction, view: ShownView | undefined): Base {
  const installed = view?.app_installed_team_id ?? undefined;
  const isOrganization = installed?.startsWith("E") ?? false;
  const enterpriseId = body.enterprise?.id ?? body.team?.enterprise_id ?? undefined;
  return {
    place: {
      teamId: installed && !isOrganization ? installed : body.team?.id,
      enterpriseId: installed && isOrganization ? installed : enterpriseId,
      isEnterpriseInstall: isOrganization || body.is_enterprise_install === true,
    },
    slackUserId: body.user.id,
    userTeamId: body.user.team_id ?? undefined,
  };
}

const Event = z.object({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  authorizations: z
    .array(
      z.object({
        team_id: z.string().nullish(),
        enterprise_id: z.string().nullish(),
        is_enterprise_install: z.boolean().nullish(),
      }),
    )
    .nullish(),
  event: z.looseObject({ type: z.string() }),
});

/** The Messages tab of the app comes by the same event. https://docs.slack.dev/reference/events/app_home_opened */
const HomeOpened = z.object({
  type: z.literal("app_home_opened"),
  tab: z.literal("home"),
  user: z.string(),
});

export function eventPayload(body: unknown): EventPayload | HomePayload {
  const { event, ...outer } = Event.parse(body);
  const source = outer.authorizations?.[0] ?? outer;
  const place = {
    teamId: source.team_id ?? undefined,
    enterpriseId: source.enterprise_id ?? undefined,
    isEnterpriseInstall: outer.authorizations?.[0]?.is_enterprise_install === true,
  };
  const home = HomeOpened.safeParse(event);
  if (!home.success) return { kind: "event", name: event.type, place, event };
  return { kind: "home_opened", name: event.type, place, slackUserId: home.data.user, userTeamId: undefined };
}
