import { nameToEmoji } from "gemoji";

/** Where Slack's names differ from those of the list. */
const slackNames: Record<string, string> = {
  large_green_circle: "🟢",
  large_yellow_circle: "🟡",
  large_orange_circle: "🟠",
  large_purple_circle: "🟣",
  large_brown_circle: "🟤",
  large_red_square: "🟥",
  large_green_square: "🟩",
  thinking_face: "🤔",
  face_with_rolling_eyes: "🙄",
  hugging_face: "🤗",
  shrug: "🤷",
  male_sign: "♂️",
  female_sign: "♀️",
};

const skinTones: Record<string, string> = { "2": "🏻", "3": "🏼", "4": "🏽", "5": "🏾", "6": "🏿" };

/** `:wave::skin-tone-2:` → 👋🏻. What nobody knows stays as it is written. */
export function withEmoji(text: string): string {
  return text.replaceAll(
    /:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/g,
    (written: string, name: string, tone: string | undefined) => {
      const found = emojiOf(name);
      return found ? found + (tone ? (skinTones[tone] ?? "") : "") : written;
    },
  );
}

export const emojiOf = (name: string): string | undefined =>
  Object.hasOwn(slackNames, name)
    ? slackNames[name]
    : Object.hasOwn(nameToEmoji, name)
      ? nameToEmoji[name]
      : undefined;
