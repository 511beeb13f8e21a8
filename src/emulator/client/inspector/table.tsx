/** @jsxImportSource hono/jsx/dom */
import { useState } from "hono/jsx/dom";
import type { Row } from "../../inspector/seen.ts";
import type { Inspector } from "./inspector.ts";
import { leaveByEscape } from "./leave.ts";
import { type InspectorState, shownRows } from "./state.ts";
import { directions, faultInRow, lengthOf, timeOf } from "./words.ts";

/** More than this at once would make a page slow that is drawn anew with each request. */
const pageLength = 200;

/** Every request, newest first. */
export function RequestTable({ inspector, state }: { inspector: Inspector; state: InspectorState }) {
  const [shown, setShown] = useState(pageLength);
  const rows = shownRows(state);
  const budgetMs = state.told?.budgetMs ?? 3000;
  if (rows.length === 0) return <Nothing inspector={inspector} state={state} />;
  return (
    <div class="requests">
      <table>
        <caption class="hidden-words">Requests and answers, newest first</caption>
        <thead>
          <tr>
            <th scope="col" class="time">
              Time
            </th>
            <th scope="col" class="col-way">
              Direction
            </th>
            <th scope="col" class="col-kind">
              Kind
            </th>
            <th scope="col" class="col-about">
              About
            </th>
            <th scope="col" class="col-via">
              Transport
            </th>
            <th scope="col">Status</th>
            <th scope="col">Took (of {lengthOf(budgetMs)})</th>
            <th scope="col" class="col-problem">
              Problem
            </th>
          </tr>
        </thead>
        <tbody
          onKeyDown={(event: KeyboardEvent) => {
            moveByArrows(event);
            leaveByEscape(inspector, event);
          }}
        >
          {rows.slice(0, shown).map((row) => (
            <Line
              key={row.id}
              row={row}
              budgetMs={budgetMs}
              isChosen={row.id === state.chosenId}
              choose={() => inspector.choose(row.id)}
            />
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <button type="button" class="button more" onClick={() => setShown(shown + pageLength)}>
          Show earlier
        </button>
      )}
    </div>
  );
}

type LineProps = { row: Row; budgetMs: number; isChosen: boolean; choose: () => void };

function Line({ row, budgetMs, isChosen, choose }: LineProps) {
  const [problem, fault] = [row.problem, faultInRow(row)];
  const look = problem ? "is-wrong" : fault ? "is-fault" : "";
  return (
    <tr class={look} aria-current={isChosen ? "true" : undefined}>
      <td class="time">{timeOf(row.at)}</td>
      <td class="col-way">
        <span class={`way-${row.from}`}>{directions[row.from]}</span>
      </td>
      <th scope="row">
        <button type="button" class="row-button" data-row={row.id} onClick={choose}>
          {row.kind}
        </button>
        <span class="under">
          <span class="under-time">{`${timeOf(row.at)} · `}</span>
          {[directions[row.from], row.about].filter(Boolean).join(" · ")}
        </span>
        {(problem ?? fault) && <span class="under problem">{problem ?? fault}</span>}
      </th>
      <td class="col-about">{row.about}</td>
      <td class="col-via">{row.via === "http" ? "HTTP" : "Socket"}</td>
      <td>{row.isOver ? (row.status ?? "none") : "…"}</td>
      <td class={row.isLate ? "took is-late" : "took"}>
        {row.isOver ? lengthOf(row.ms) : "…"}
        {row.from === "slack" && row.isOver && (
          <meter aria-hidden="true" min={0} max={budgetMs} high={budgetMs * 0.8} optimum={0} value={row.ms} />
        )}
      </td>
      <td class="col-problem problem">{[problem, fault].filter(Boolean).join(" · ")}</td>
    </tr>
  );
}

function Nothing({ inspector, state }: { inspector: Inspector; state: InspectorState }) {
  const isFiltered = state.rows.length > 0 || state.filters.find !== "";
  return (
    <div class="requests empty">
      <p>
        {isFiltered
          ? "Nothing here fits. Change the filters, or do something in the workspace."
          : "Nothing was sent yet. Do something in the workspace, and it stands here at once."}
      </p>
      {state.clearedTo > 0 && (
        <button type="button" class="button" onClick={inspector.unclear}>
          Show what was cleared
        </button>
      )}
    </div>
  );
}

/** From row to row, as in a list. */
function moveByArrows(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.currentTarget instanceof HTMLElement)) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>(".row-button")];
  const { activeElement } = document;
  const at = activeElement instanceof HTMLElement ? buttons.indexOf(activeElement) : -1;
  if (at < 0) return;
  event.preventDefault();
  buttons[at + step]?.focus();
}
