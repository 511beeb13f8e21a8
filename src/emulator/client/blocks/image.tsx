/** @jsxImportSource hono/jsx/dom */
import { isSafeLink } from "../../text/safe-link.ts";
import type { BlockProps } from "./props.ts";
import { Text } from "./text.tsx";

export function ImageBlock({ block, surface }: BlockProps<"image">) {
  return (
    <figure>
      {block.title && (
        <figcaption>
          <Text text={block.title} reader={surface.reader} />
        </figcaption>
      )}
      <Picture url={block.image_url} alt={block.alt_text} />
    </figure>
  );
}

/** An image, or its words where its address is none of the web. */
export function Picture({ url, alt }: { url: string; alt: string }) {
  return isSafeLink(url) ? <img src={url} alt={alt} loading="lazy" /> : <span>{alt}</span>;
}
