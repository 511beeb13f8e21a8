/** @jsxImportSource hono/jsx/dom */
import type { TableCell } from "../../block-kit/table.ts";
import type { Reader } from "../../text/mrkdwn.ts";
import { cellText } from "../../text/rich-text.ts";
import type { BlockProps } from "./props.ts";
import { RichParts } from "./rich-text.tsx";

/** The first row heads the columns. Wider than its place, it scrolls by itself, by keyboard too. */
export function Table({ block, surface }: BlockProps<"table">) {
  const [head = [], ...rows] = block.rows;
  const classOf = (column: number) => {
    const setting = block.column_settings?.[column];
    return `${setting?.align ?? "left"}${setting?.is_wrapped ? " wrapped" : ""}`;
  };
  return (
    <section
      class="bk-scroll"
      tabindex={0}
      aria-label={`Table: ${head.map((cell) => cellText(cell, surface.reader)).join(", ")}`}
    >
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th scope="col" class={classOf(column)}>
                <Cell cell={cell} reader={surface.reader} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell, column) => (
                <td class={classOf(column)}>
                  <Cell cell={cell} reader={surface.reader} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ cell, reader }: { cell: TableCell; reader: Reader }) {
  if (cell.type === "rich_text") return <RichParts elements={cell.elements} reader={reader} />;
  return <>{cell.text}</>;
}
