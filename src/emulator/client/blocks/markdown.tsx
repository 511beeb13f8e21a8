/** @jsxImportSource hono/jsx/dom */
import { type MarkdownPart, parseMarkdown } from "../../text/markdown.ts";
import { type Piece, plainOf } from "../../text/mrkdwn.ts";
import type { BlockProps } from "./props.ts";
import { Pieces } from "./text.tsx";

/** Standard Markdown. */
export function Markdown({ block }: BlockProps<"markdown">) {
  return <Parts parts={parseMarkdown(block.text)} />;
}

function Parts({ parts }: { parts: readonly MarkdownPart[] }) {
  return <>{parts.map(draw)}</>;
}

/** Below the page's own two headings. */
const headings = ["h3", "h4", "h5", "h6"] as const;

function draw(part: MarkdownPart) {
  switch (part.kind) {
    case "heading": {
      const Tag = headings[part.level - 1] ?? "h6";
      return (
        <Tag>
          <Pieces pieces={part.pieces} />
        </Tag>
      );
    }
    case "paragraph":
      return (
        <p>
          <Pieces pieces={part.pieces} />
        </p>
      );
    case "quote":
      return (
        <blockquote>
          <Parts parts={part.parts} />
        </blockquote>
      );
    case "code":
      return <pre>{part.text}</pre>;
    case "rule":
      return <hr />;
    case "list":
      return <List part={part} />;
    case "table":
      return <MarkdownTable rows={part.rows} />;
  }
}

function List({ part }: { part: Extract<MarkdownPart, { kind: "list" }> }) {
  const items = part.items.map((parts) => (
    <li>
      <Parts parts={parts} />
    </li>
  ));
  return part.start === undefined ? <ul>{items}</ul> : <ol start={part.start}>{items}</ol>;
}

function MarkdownTable({ rows: [head = [], ...rows] }: { rows: readonly Piece[][][] }) {
  return (
    <section class="bk-scroll" tabindex={0} aria-label={`Table: ${head.map(plainOf).join(", ")}`}>
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th scope="col">
                <Pieces pieces={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>
                  <Pieces pieces={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
