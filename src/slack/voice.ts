import { escapeMrkdwn, mrkdwnTime } from "../domain/mrkdwn.ts";
import { dayTimeText, timeText } from "../domain/time-text.ts";

/**
 * How a sentence says times and other people's words. Messages and sections take mrkdwn; errors at a field and
 * option texts are plain: there `<!date^…>` would be shown as it stands, and `&` must not be escaped.
 */
export type Voice = {
  at: (date: Date) => string;
  said: (text: string) => string;
  link: (url: string) => string;
  /** The company, where a sentence names it. */
  company: string;
};

export const mrkdwnVoice = (timeZone: string, companyName = "your company"): Voice => ({
  company: escapeMrkdwn(clip(companyName, maxSaid)),
  at: (date) => mrkdwnTime(date, dayTimeText(date, timeZone)),
  said: (text) => escapeMrkdwn(clip(text, maxSaid)),
  link: (url) => `<${url}>`,
});

/** Field errors speak of the next minutes: the time of day is enough. */
export const plainVoice = (timeZone: string, companyName = "your company"): Voice => ({
  company: clip(companyName, maxSaid),
  at: (date) => timeText(date, timeZone),
  said: (text) => clip(text, maxSaid),
  link: (url) => url,
});

/** Longer than any honest name; five of them, escaped, still fit a section of 3,000. */
const maxSaid = 110;

export function clip(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join("")}…`;
}
