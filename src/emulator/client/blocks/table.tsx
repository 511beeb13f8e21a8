/** @jsxImportSource hono/jsx/dom */
import { visibleBlocks } from "../../text/visible.ts";
import type { BlockProps } from "./props.ts";
export function Table({ block, surface }: BlockProps<"table">) {
  return <div class="bk-words">{visibleBlocks([block], surface.reader)}</div>;
}
