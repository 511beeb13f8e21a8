import type { KnownBlock, ModalView } from "@slack/types";
import type { ChannelFault } from "../domain/refusal.ts";

export type Mail = {
  to: string;
  /** The company's name as people know it: the mail is from "{fromName} payments". */
  fromName: string;
  /** The company's help contact. */
  replyTo: { name: string; email: string };
  subject: string;
  text: string;
  html: string;
  /** A small text that is kept as a file. */
  attachment?: { name: string; text: string };
};

/** A text message: `to` is an E.164 number. */
export type Text = { to: string; body: string };

/** `text` is the whole message: the push, and what a screen reader says. */
export type SlackContent = { text: string; blocks: KnownBlock[] };

/** `postingId`: the row that keeps where it stands, so that it can be drawn again. */
type Posted = { workspaceId: string; postingId?: string };

export type DirectMessage = SlackContent & Posted & { slackUserId: string };
/** A message of its own in the approvals channel: the channel is looked at before (A13). */
export type ChannelPost = SlackContent & Posted & { channelId: string };
export type ThreadReply = SlackContent & { workspaceId: string; channelId: string; threadTs: string };
export type Redraw = SlackContent & { workspaceId: string; channelId: string; ts: string };

/** A view that may be open still, by the id that it was opened with. */
export type ViewUpdate = {
  workspaceId: string;
  externalId: string;
  view: Omit<ModalView, "blocks"> & { blocks: KnownBlock[] };
};

/** What leaves. `otherwise` goes when Slack does not take the direct message for good: no notice is lost (R57). */
export type Rendered =
  | { mail: Mail }
  | { text: Text }
  | { dm: DirectMessage; otherwise?: Mail }
  | { post: ChannelPost }
  | { reply: ThreadReply }
  | { redraw: Redraw }
  | { view: ViewUpdate }
  /** Another message must have left before: it is tried again later, with this as the reason. */
  | { waitFor: string };

/**
 * What a sender answers. `reason` is a short code for the row and the log ("smtp_550", "slack_user_not_found"):
 * never a server's own words, which may repeat what we sent (R64).
 */
export type Sent = { ok: true; receipt: Record<string, string> } | Failure;
export type Failure = { ok: false; retryable: boolean; reason: string; retryAfterMs?: number };

/** `channel` may be a person's id: then it is that person's DM, and the receipt names it. */
export type SlackMessage = SlackContent & { workspaceId: string; channel: string; threadTs?: string };

export type SlackSenders = {
  post: (companyId: string, message: SlackMessage) => Promise<Sent>;
  update: (companyId: string, redraw: Redraw) => Promise<Sent>;
  updateView: (companyId: string, update: ViewUpdate) => Promise<Sent>;
  /**
   * What stands against posting in a channel, as Slack says now, or said at most `maxAgeMs` ago when nothing did. A failure
   * that passes: nobody knows yet.
   */
  checkChannel: (
    companyId: string,
    place: { workspaceId: string; channelId: string; maxAgeMs?: number },
  ) => Promise<{ ok: true; fault: ChannelFault | undefined } | Failure>;
};

/** One that is missing is not configured: then notices go by mail, and mail and texts wait. */
export type Senders = {
  /** `messageId` is the same at each attempt, so that a mail sent twice after a crash can be recognised. */
  sendMail?: (mail: Mail, messageId: string) => Promise<Sent>;
  /** `messageId` as for mail. */
  sendText?: (text: Text, messageId: string) => Promise<Sent>;
  slack?: SlackSenders;
};
