import type { Words } from "../../domain/request-text.ts";
import { dayTimeText } from "../../domain/time-text.ts";

/** Stands for a star that somebody typed, in the sentences of `domain/`: theirs make nothing strong. Of the private use area. */
const typedStar = "\ue000";

/** How a page says other people's words and times. */
export const pageWords = (timeZone: string): Words => ({
  said: (text) => text.replaceAll("*", typedStar),
  at: (date) => dayTimeText(date, timeZone),
});

/** A sentence that `domain/` says: `*…*` is strong. Escaped by JSX, as everything. */
export const Told = ({ text }: { text: string }) => (
  <>
    {text.split("*").map((part, index) => {
      const plain = part.replaceAll(typedStar, "*");
      return index % 2 === 1 ? <strong>{plain}</strong> : plain;
    })}
  </>
);
