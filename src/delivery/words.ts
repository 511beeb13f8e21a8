import { escapeMrkdwn, mrkdwnTime } from "../domain/mrkdwn.ts";
import { dayTimeText, timeText } from "../domain/time-text.ts";

/** What may stand in a sentence. A string is taken as text, whoever wrote it: no target ever reads markup in it (R63). */
type Word =
  | string
  | { strong: string }
  | { code: string }
  /** "Saturday, Nov 22, 2:32 PM Eastern". */
  | { until: Date }
  /** "on Saturday, Nov 22 at 2:32 PM Eastern"; in Slack "today at 2:32 PM". */
  | { when: Date }
  | { link: string; url: string };
export type Sentence = readonly (Word | { ours: string })[];

/** One sentence or paragraph, for mail and Slack alike: say`Hi ${firstName}, it ends at ${{ until }}.` */
export function say(texts: TemplateStringsArray, ...words: (Word | Sentence)[]): Sentence {
  return texts.flatMap((ours, index) => {
    const word = words[index];
    if (word === undefined) return [{ ours }];
    return [{ ours }, ...(isSentence(word) ? word : [word])];
  });
}

const isSentence = (word: Word | Sentence): word is Sentence => Array.isArray(word);

/** As plain text. */
export const toText = (sentence: Sentence, zone: string) =>
  sentence
    .map((word) => {
      if (typeof word === "string") return onOneLine(word);
      if ("ours" in word) return word.ours;
      if ("strong" in word) return onOneLine(word.strong);
      if ("code" in word) return onOneLine(word.code);
      // A link ends its sentence, without a stop: whatever stood behind it would be taken for a part of it.
      if ("url" in word) return `${word.link}: ${word.url}`;
      return timeOf(word, zone);
    })
    .join("");

/** As HTML for a mail: inline styles, as many mail programs drop the rest. */
export const toHtml = (sentence: Sentence, zone: string) =>
  sentence
    .map((word) => {
      if (typeof word === "string") return escapeHtml(word);
      if ("ours" in word) return escapeHtml(word.ours);
      if ("strong" in word) return `<strong>${escapeHtml(word.strong)}</strong>`;
      if ("code" in word) return `<code>${escapeHtml(word.code)}</code>`;
      if ("url" in word) return `<a href="${escapeHtml(word.url)}">${escapeHtml(word.link)}</a>`;
      return escapeHtml(timeOf(word, zone));
    })
    .join("");

/** As Slack's mrkdwn. */
export const toMrkdwn = (sentence: Sentence, zone: string) =>
  sentence
    .map((word) => {
      if (typeof word === "string") return shortMrkdwn(word);
      if ("ours" in word) return escapeMrkdwn(word.ours);
      if ("strong" in word) return `*${shortMrkdwn(word.strong)}*`;
      if ("code" in word) return `\`${shortMrkdwn(word.code)}\``;
      if ("url" in word) return `<${word.url}|${shortMrkdwn(word.link)}>`;
      return mrkdwnTime("when" in word ? word.when : word.until, timeOf(word, zone));
    })
    .join("");

export const escapeHtml = (text: string) =>
  onOneLine(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Control characters and line breaks as one space: a name is one line wherever it stands. */
export const onOneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");

function timeOf(word: { until: Date } | { when: Date }, zone: string): string {
  if ("until" in word) return dayTimeText(word.until, zone);
  const time = timeText(word.when, zone);
  return `on ${dayTimeText(word.when, zone).replace(`, ${time}`, ` at ${time}`)}`;
}

/** Escaped characters that one word may take: a section holds 3,000, and no sentence has more than five such words (SLACK 4). */
const maxWordLength = 400;

function shortMrkdwn(text: string): string {
  let short = "";
  for (const character of onOneLine(text)) {
    const next = short + escapeMrkdwn(character);
    if (next.length >= maxWordLength) return `${short}…`;
    short = next;
  }
  return short;
}
