/** @jsxImportSource hono/jsx/dom */
import type { Inspector } from "./inspector.ts";
import type { InspectorState } from "./state.ts";

const typedIn = ({ target }: Event): string =>
  target instanceof HTMLSelectElement || target instanceof HTMLInputElement ? target.value : "";

/** Which requests are looked at. */
export function Toolbar({ inspector, state }: { inspector: Inspector; state: InspectorState }) {
  const { filters, rows, isPaused } = state;
  const kinds = [...new Set([...rows.map(({ kind }) => kind), ...(filters.kind ? [filters.kind] : [])])];
  return (
    <search class="toolbar" aria-label="Requests">
      <label>
        <span>Search</span>
        <input
          type="search"
          placeholder="Person, channel, command, or anything in a body"
          onInput={(event: Event) => inspector.filter({ find: typedIn(event) })}
        />
      </label>
      <label>
        <span>Direction</span>
        <select
          onChange={(event: Event) => {
            const from = typedIn(event);
            inspector.filter({ from: from === "slack" || from === "app" ? from : "" });
          }}
        >
          <option value="">Both</option>
          <option value="slack">Slack → app</option>
          <option value="app">App → Slack</option>
        </select>
      </label>
      <label>
        <span>Kind</span>
        <select onChange={(event: Event) => inspector.filter({ kind: typedIn(event) })}>
          <option value="">All</option>
          {kinds.toSorted().map((kind) => (
            <option key={kind} value={kind}>
              {kind}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={filters.isProblemsOnly}
          onChange={() => inspector.filter({ isProblemsOnly: !filters.isProblemsOnly })}
        />
        <span>Only problems</span>
      </label>
      <button
        type="button"
        class="button"
        aria-pressed={isPaused ? "true" : "false"}
        onClick={() => inspector.pause(!isPaused)}
      >
        Pause
      </button>
      <button type="button" class="button" onClick={inspector.clear}>
        Clear
      </button>
    </search>
  );
}
