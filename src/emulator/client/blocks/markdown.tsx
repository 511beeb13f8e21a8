/** @jsxImportSource hono/jsx/dom */
import type { BlockProps } from "./props.ts";

/** Standard Markdown. */
export function Markdown({ block }: BlockProps<"markdown">) {
  return <div class="bk-words">{block.text}</div>;
}
