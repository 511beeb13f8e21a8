/**
 * Somebody's text inside Slack's mrkdwn: without these three characters nothing in it can become a mention, `<!channel>`
 * or a link (R63). https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const escapeMrkdwn = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * A time that Slack shows in the reader's own zone: "Today at 2:32 PM"; `fallback` where it cannot.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export const mrkdwnTime = (at: Date, fallback: string) =>
  `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} at {time}|${escapeMrkdwn(fallback)}>`;
