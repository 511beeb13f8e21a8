import { z } from "zod";
import { isOrgInstall, verificationToken } from "../delivery/payloads.ts";
import { sendCommand } from "../delivery/send.ts";
import { type Answered, jsonOf, type Sent } from "../delivery/sent.ts";
import { getChannel, nameInPayload } from "../state/channels.ts";
import { addMessage, slackbot } from "../state/messages.ts";
import { getPerson } from "../state/people.ts";
import { newResponseUrl } from "../state/response-urls.ts";
import { newTrigger } from "../state/triggers.ts";
import { isInstalled, type World } from "../state/world.ts";
import { withMentions } from "../text/escaped-mentions.ts";
import { postAsApp, readContent } from "../web-api/chat.ts";

type Typed = { userId: string; channelId: string; command: string; text: string };

/**
 * A person types a slash command and sees what Slack shows for the answer.
 * https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export async function runCommand(world: World, typed: Typed): Promise<Sent | undefined> {
  const { commands } = world.declared;
  const isKnown = !commands || commands.some((known) => known.command === typed.command);
  if (!isKnown || !isInstalled(world)) {
    tell(world, typed, `\`${typed.command}\` is not a valid command.`);
    return undefined;
  }
  const sent = await sendCommand(world, fields(world, typed));
  if (sent.outcome === "timeout") tell(world, typed, failure(typed, "operation_timeout"));
  else if (sent.outcome === "unreachable" || sent.status !== 200)
    tell(world, typed, failure(typed, "dispatch_failed"));
  else if (sent.body.trim() !== "") showAnswer(world, typed, sent);
  return sent;
}

/** Commands cannot be used inside threads: what Slack says instead. */
export function refuseInThread(
  world: World,
  { command, threadTs, ...where }: Omit<Typed, "text"> & { threadTs: string },
): void {
  const text = `\`${command}\` is not supported in threads. Sorry!`;
  const { channelId, userId } = where;
  addMessage(world, { channelId, userId: slackbot, text, threadTs, ephemeralTo: userId });
}

function fields(world: World, { userId, channelId, command, text }: Typed): Record<string, string> {
  const person = getPerson(world, userId);
  const channel = getChannel(world, channelId);
  return {
    token: verificationToken,
    team_id: world.team.id,
    team_domain: world.team.domain,
    ...(world.enterprise
      ? { enterprise_id: world.enterprise.id, enterprise_name: world.enterprise.name }
      : {}),
    channel_id: channel.id,
    channel_name: nameInPayload(channel),
    user_id: person.id,
    user_name: person.name,
    command,
    text: isEscaped(world, command) ? withMentions(world, text) : text,
    api_app_id: world.app.id,
    is_enterprise_install: String(isOrgInstall(world)),
    response_url: newResponseUrl(world, { userId, channelId }),
    trigger_id: newTrigger(world, userId),
  };
}

const isEscaped = (world: World, command: string) =>
  world.declared.commands?.find((known) => known.command === command)?.shouldEscape === true;

const commandAnswer = z.looseObject({
  response_type: z.enum(["ephemeral", "in_channel"]).optional(),
  text: z.string().optional(),
  blocks: z.unknown().optional(),
});

/** Plain text, or a message as JSON; to the person alone unless it says `in_channel`. */
function showAnswer(world: World, typed: Typed, sent: Answered): void {
  const isJson = (sent.headers.get("content-type") ?? "").includes("json");
  const parsed = commandAnswer.safeParse(isJson ? jsonOf(sent.body) : { text: sent.body });
  const isPublic = parsed.data?.response_type === "in_channel";
  if (isPublic) {
    const text = `${typed.command} ${typed.text}`.trim();
    addMessage(world, { channelId: typed.channelId, userId: typed.userId, text });
  }
  const content = parsed.success ? readContent(parsed.data) : undefined;
  if (!content?.ok) {
    if (isPublic && content?.answer.error === "no_text") return;
    sent.entry.problem = `not a message that Slack takes: ${JSON.stringify(content?.answer ?? sent.body)}`;
    tell(world, typed, failure(typed, "invalid_command_response"));
    return;
  }
  postAsApp(world, {
    channelId: typed.channelId,
    ephemeralTo: isPublic ? undefined : typed.userId,
    text: content.text,
    blocks: content.blocks ?? [],
  });
}

const failure = (typed: Typed, error: string) => `${typed.command} failed with the error "${error}"`;

function tell(world: World, { channelId, userId }: Typed, text: string): void {
  addMessage(world, { channelId, userId: slackbot, text, ephemeralTo: userId });
}
