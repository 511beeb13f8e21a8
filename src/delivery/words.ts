import { escapeMrkdwn, mrkdwnTime } from "../domain/mrkdwn.ts";
import type { Words } from "../domain/request-text.ts";
import { dayTimeText, timeText } from "../domain/time-text.ts";

/** What may stand in a sentence. A string is taken as text, whoever wrote it: no target ever reads markup in it (R63). */
type Word =
  | string
  | { strong: string }
  /** What the next words are: bold is enough in Slack, elsewhere a colon helps. */
  | { label: string }
  | { code: string }
  /** "Saturday, Nov 22, 2:32 PM Eastern". */
  | { until: Date }
  /** "on Saturday, Nov 22 at 2:32 PM Eastern"; in Slack "today at 2:32 PM". */
  | { when: Date }
  | { link: string; url: string }
  /** What `domain/request-text.ts` says, in each target's own way; `isLong` where somebody's whole text stands in it. */
  | { told: Told; isStrong?: boolean; isLong?: boolean }
  /** A person who is called by it in Slack; the name where no identity is known, and elsewhere. */
  | { mention: string | undefined; name: string };
export type Told = (words: Words) => string;
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
      if ("label" in word) return `${word.label}:`;
      if ("code" in word) return onOneLine(word.code);
      // A link ends its sentence, without a stop: whatever stood behind it would be taken for a part of it.
      if ("url" in word) return `${word.link}: ${word.url}`;
      if ("told" in word) return word.told(plainWords(zone));
      if ("mention" in word) return onOneLine(word.name);
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
      if ("label" in word) return `<strong>${escapeHtml(word.label)}:</strong>`;
      if ("code" in word) return `<code>${escapeHtml(word.code)}</code>`;
      if ("url" in word) return `<a href="${escapeHtml(word.url)}">${escapeHtml(word.link)}</a>`;
      if ("told" in word) return strongHtml(escapeHtml(word.told(plainWords(zone))), word.isStrong);
      if ("mention" in word) return escapeHtml(word.name);
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
      if ("label" in word) return `*${shortMrkdwn(word.label)}*`;
      if ("code" in word) return `\`${shortMrkdwn(word.code)}\``;
      if ("url" in word) return `<${word.url}|${shortMrkdwn(word.link)}>`;
      if ("told" in word) return toldMrkdwn(word, zone);
      if ("mention" in word) return word.mention ? `<@${word.mention}>` : shortMrkdwn(word.name);
      return mrkdwnTime("when" in word ? word.when : word.until, timeOf(word, zone));
    })
    .join("");

export const escapeHtml = (text: string) =>
  onOneLine(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Control characters and line breaks as one space: a name is one line wherever it stands. */
export const onOneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");

const plainWords = (zone: string): Words => ({ said: onOneLine, at: (date) => dayTimeText(date, zone) });

const strongHtml = (html: string, isStrong = false) => (isStrong ? `<strong>${html}</strong>` : html);

function toldMrkdwn({ told, isStrong, isLong }: Extract<Word, { told: Told }>, zone: string): string {
  const text = told(mrkdwnWords(zone, isLong ? maxTextLength : maxWordLength));
  return isStrong ? `*${text}*` : text;
}

/** What is said of a request, as Slack's mrkdwn. */
export const mrkdwnWords = (zone: string, max?: number): Words => ({
  said: (said) => shortMrkdwn(said, max),
  at: (date) => mrkdwnTime(date, dayTimeText(date, zone)),
});

function timeOf(word: { until: Date } | { when: Date }, zone: string): string {
  if ("until" in word) return dayTimeText(word.until, zone);
  const time = timeText(word.when, zone);
  return `on ${dayTimeText(word.when, zone).replace(`, ${time}`, ` at ${time}`)}`;
}

/** Escaped characters that one word may take: a section holds 3,000, and no sentence has more than seven such words (SLACK 4). */
const maxWordLength = 400;
/** What somebody wrote in a field of 500: at its worst five times as long when escaped. It stands alone in its section. */
const maxTextLength = 2500;

function shortMrkdwn(text: string, max = maxWordLength): string {
  let short = "";
  for (const character of onOneLine(text)) {
    const next = short + escapeMrkdwn(character);
    if (next.length >= max) return `${short}…`;
    short = next;
  }
  return short;
}
