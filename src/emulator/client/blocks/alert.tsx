/** @jsxImportSource hono/jsx/dom */
import type { BlockProps } from "./props.ts";
import { Text } from "./text.tsx";

/** Colour never alone: each level has its sign and its word. */
const signs = {
  default: undefined,
  info: ["i", "Note"],
  success: ["✓", "Success"],
  warning: ["!", "Warning"],
  error: ["×", "Error"],
} as const;

export function Alert({ block, surface }: BlockProps<"alert">) {
  const level = block.level ?? "default";
  const sign = signs[level];
  return (
    <div class={`bk-note ${level}`} role="note">
      {sign && (
        <span class="bk-sign" role="img" aria-label={sign[1]}>
          {sign[0]}
        </span>
      )}
      <div>
        <Text text={block.text} reader={surface.reader} />
      </div>
    </div>
  );
}
