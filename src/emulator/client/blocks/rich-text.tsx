/** @jsxImportSource hono/jsx/dom */
import { visibleBlocks } from "../../text/visible.ts";
import type { BlockProps } from "./props.ts";
export function RichText({ block, surface }: BlockProps<"rich_text">) {
  return <div class="bk-words">{visibleBlocks([block], surface.reader)}</div>;
}
