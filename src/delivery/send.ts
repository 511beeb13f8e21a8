import type { Deps } from "../deps.ts";
import type { ClaimedMessage } from "../store/outbox.ts";
import { maxAttempts } from "./backoff.ts";
import { noteChannel } from "./note-channel.ts";
import type {
  ChannelPost,
  DirectMessage,
  Failure,
  Mail,
  Redraw,
  Rendered,
  Senders,
  Sent,
  SlackSenders,
  Text,
  ThreadReply,
} from "./rendered.ts";

export type DeliveryOptions = { deps: Deps; senders: Senders; publicUrl: string };

/** Sends what was rendered, by the way that it names. */
export async function send(
  options: DeliveryOptions,
  message: ClaimedMessage,
  rendered: Exclude<Rendered, { waitFor: string }>,
): Promise<Sent> {
  const { senders } = options;
  const { companyId } = message;
  if ("mail" in rendered) return sendMail(senders, message, rendered.mail);
  if ("text" in rendered) return sendText(senders, message, rendered.text);
  if ("dm" in rendered) return sendDirectMessage(options, message, rendered);
  if (!senders.slack) return notConfigured;
  if ("post" in rendered) return sendPost(options.deps, senders.slack, { companyId, post: rendered.post });
  if ("reply" in rendered)
    return unlessGone(await sendReply(options.deps, senders.slack, { companyId, reply: rendered.reply }));
  if ("view" in rendered) return unlessGone(await senders.slack.updateView(companyId, rendered.view));
  return unlessGone(await sendRedraw(senders.slack, companyId, rendered.redraw));
}

const notConfigured: Failure = { ok: false, retryable: false, reason: "slack_not_configured" };

async function sendDirectMessage(
  { deps, senders }: DeliveryOptions,
  message: ClaimedMessage,
  { dm, otherwise }: { dm: DirectMessage; otherwise?: Mail },
): Promise<Sent> {
  const { workspaceId, slackUserId: channel, text, blocks } = dm;
  const sent: Sent = senders.slack
    ? await senders.slack.post(message.companyId, { workspaceId, channel, text, blocks })
    : notConfigured;
  const isFinal = !sent.ok && (!sent.retryable || message.attempts >= maxAttempts);
  if (!isFinal || !otherwise) return sent;
  deps.log.warn(
    { event: "outbox_mail_instead", ...idsOf(message), reason: sent.reason },
    "Slack does not take it",
  );
  return sendMail(senders, message, otherwise);
}

/** The channel is looked at before each post (A13). Where Slack cannot say, nothing is posted, and it is asked again. */
async function sendPost(
  deps: Deps,
  slack: SlackSenders,
  { companyId, post }: { companyId: string; post: ChannelPost },
): Promise<Sent> {
  const { workspaceId, channelId, text, blocks } = post;
  const checked = await slack.checkChannel(companyId, { workspaceId, channelId });
  if (!checked.ok) return checked;
  await noteChannel(deps, { companyId, workspaceId, channelId, fault: checked.fault });
  if (checked.fault) return { ok: false, retryable: false, reason: `channel_${checked.fault}` };
  return slack.post(companyId, { workspaceId, channel: channelId, text, blocks });
}

/** A decision follows its request within moments, or much later: only then it costs a call to look again. */
const replyLookMs = 60_000;

/**
 * A line in a thread is a post, too: who is about to lose their codes, and what is asked and answered about it, does not go to
 * people of another company who came to the channel since (A13). Left out, it is missed by nobody who decides: the request
 * is drawn again, and whoever asked hears by direct message.
 */
async function sendReply(
  deps: Deps,
  slack: SlackSenders,
  { companyId, reply: { channelId, ...reply } }: { companyId: string; reply: ThreadReply },
): Promise<Sent> {
  const { workspaceId } = reply;
  const checked = await slack.checkChannel(companyId, { workspaceId, channelId, maxAgeMs: replyLookMs });
  if (!checked.ok) return checked;
  const { fault } = checked;
  if (!fault) return slack.post(companyId, { ...reply, channel: channelId });
  await noteChannel(deps, { companyId, workspaceId, channelId, fault });
  return { ok: true, receipt: { gone: `channel_${fault}` } };
}

const sendRedraw = (slack: SlackSenders, companyId: string, redraw: Redraw) =>
  slack.update(companyId, redraw);

/** Somebody deleted the message, or closed the channel or the view: nothing is left to be drawn or answered, and nothing is wrong. */
const gone = new Set([
  "slack_not_found",
  "slack_message_not_found",
  "slack_thread_not_found",
  "slack_channel_not_found",
  "slack_cant_update_message",
  "slack_edit_window_closed",
  "slack_is_archived",
  "slack_not_in_channel",
]);

const unlessGone = (sent: Sent): Sent =>
  !sent.ok && gone.has(sent.reason) ? { ok: true, receipt: { gone: sent.reason } } : sent;

const sendMail = async (
  { sendMail }: Senders,
  { companyId, id }: ClaimedMessage,
  mail: Mail,
): Promise<Sent> =>
  sendMail
    ? sendMail(mail, `${id}.${companyId}`)
    : { ok: false, retryable: true, reason: "mail_not_configured" };

const sendText = async (
  { sendText }: Senders,
  { companyId, id }: ClaimedMessage,
  text: Text,
): Promise<Sent> =>
  sendText
    ? sendText(text, `${id}.${companyId}`)
    : { ok: false, retryable: true, reason: "sms_not_configured" };

export const idsOf = ({ companyId, id, kind, attempts }: ClaimedMessage) => ({
  companyId,
  outboxId: id,
  kind,
  attempts,
});
