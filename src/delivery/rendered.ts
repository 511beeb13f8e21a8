import type { KnownBlock } from "@slack/types";

export type Mail = {
  to: string;
  /** The company's name as people know it: the mail is from "{fromName} payments". */
  fromName: string;
  /** The company's help contact. */
  replyTo: { name: string; email: string };
  subject: string;
  text: string;
  html: string;
};

export type DirectMessage = {
  workspaceId: string;
  slackUserId: string;
  /** The whole message: the push, and what a screen reader says. */
  text: string;
  blocks: KnownBlock[];
};

/** What leaves. `otherwise` goes when Slack does not take the direct message for good: no notice is lost (R57). */
export type Rendered = { mail: Mail } | { dm: DirectMessage; otherwise?: Mail };

/**
 * What a sender answers. `reason` is a short code for the row and the log ("smtp_550", "slack_user_not_found"):
 * never a server's own words, which may repeat what we sent (R64).
 */
export type Sent =
  | { ok: true; receipt: Record<string, string> }
  | { ok: false; retryable: boolean; reason: string; retryAfterMs?: number };

/** One that is missing is not configured: then notices go by mail, and mail waits. */
export type Senders = {
  /** `messageId` is the same at each attempt, so that a mail sent twice after a crash can be recognised. */
  sendMail?: (mail: Mail, messageId: string) => Promise<Sent>;
  sendDirectMessage?: (companyId: string, message: DirectMessage) => Promise<Sent>;
};
