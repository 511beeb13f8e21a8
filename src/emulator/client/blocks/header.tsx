/** @jsxImportSource hono/jsx/dom */
import type { BlockProps } from "./props.ts";
import { Text } from "./text.tsx";

const tags = ["h3", "h4", "h5", "h6"] as const;

/** A level from 1 to 4, as apps may say; below the page's own two headings. */
export function Header({ block, surface }: BlockProps<"header">) {
  const Tag = tags[(block.level ?? 1) - 1] ?? "h3";
  return (
    <Tag>
      <Text text={block.text} reader={surface.reader} />
    </Tag>
  );
}
