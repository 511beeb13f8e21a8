import type { Text } from "../delivery/rendered.ts";

/** A text message that arrived. */
export type StoredText = Text & { receivedAt: Date };

/** More than anybody scrolls back. */
const kept = 5;

export type TextPhone = ReturnType<typeof createTextPhone>;

/** Everybody's phone, as far as texts go: it keeps the last ones of each number, until the demo ends. */
export function createTextPhone(now: () => Date) {
  const texts = new Map<string, StoredText[]>();
  return {
    sendText: async (text: Text) => {
      const before = texts.get(text.to) ?? [];
      texts.set(text.to, [{ ...text, receivedAt: now() }, ...before].slice(0, kept));
      return { ok: true, receipt: { to: "the demo's phone" } } as const;
    },
    /** Newest first. */
    list: (): StoredText[] =>
      [...texts.values()].flat().sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime()),
  };
}
