import type { KnownBlock } from "@slack/types";
import { section } from "../blocks.ts";

/** A section takes so much text (SLACK 4). */
const maxText = 3000;

/** Lines in as few sections as hold them: with names as long as rows can hold, one would be too small. */
export function sectionsOf(lines: readonly string[]): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= maxText)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map(section);
}
