import type { KnownBlock } from "@slack/types";

/** `verbatim`: Slack makes no links, channels or people out of words (R63). `text` is mrkdwn, escaped already. */
export const sectionBlock = (text: string): KnownBlock => ({
  type: "section",
  text: { type: "mrkdwn", text, verbatim: true },
});

export const contextBlock = (text: string): KnownBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text, verbatim: true }],
});

/** chat.update refuses more (SLACK 4). */
const maxTextLength = 4000;

/** The whole message as one text: whatever would make it too long is left out whole, so that no escape is cut. */
export function wholeText(texts: readonly string[]): string {
  let whole = "";
  for (const text of texts) {
    const next = whole === "" ? text : `${whole}\n${text}`;
    if (next.length <= maxTextLength) whole = next;
  }
  return whole;
}
