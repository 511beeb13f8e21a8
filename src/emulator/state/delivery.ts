/** Something that Slack tells the app, before it is put on one wire or the other. */
export type Delivery = {
  /** `slash_command`, the interaction's type, or the event's name. */
  kind: string;
  /** The envelope in Socket Mode; over HTTP it decides the form. */
  type: "slash_commands" | "interactive" | "events_api";
  payload: Record<string, unknown>;
  /** Only events are tried again. */
  retry?: { attempt: number; reason: RetryReason } | undefined;
};

export type RetryReason = "http_timeout" | "connection_failed" | "http_error";
