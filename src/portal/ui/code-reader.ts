import { createContext } from "hono/jsx";
import type { CodeWays } from "../../domain/code-ways.ts";
import type { Texted } from "../../flows/send-sms-code.ts";

export type TextedNow = Texted & { now: Date; zone: string };

/**
 * How whoever reads the page gets codes, and what was texted for it just now. A context, so that no page need know: the field for
 * one's own code is drawn alike on all of them, and one that is added offers texts without a word.
 */
export const codeReader = createContext<{ ways: CodeWays | undefined; texted: TextedNow | undefined }>({
  ways: undefined,
  texted: undefined,
});
