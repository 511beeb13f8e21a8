/** @jsxImportSource hono/jsx/dom */
import { Picture } from "./image.tsx";
import type { BlockProps } from "./props.ts";
import { Text } from "./text.tsx";

export function Context({ block, surface }: BlockProps<"context">) {
  return (
    <>
      {block.elements.map((one) =>
        one.type === "image" ? (
          <Picture url={one.image_url} alt={one.alt_text} />
        ) : (
          <span>
            <Text text={one} reader={surface.reader} />
          </span>
        ),
      )}
    </>
  );
}
