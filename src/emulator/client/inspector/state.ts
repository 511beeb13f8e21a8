import type { EntrySeen, LogSeen, Row } from "../../inspector/seen.ts";
import { createStore, type Store } from "../store.ts";

export type Filters = {
  from: "" | Row["from"];
  kind: string;
  isProblemsOnly: boolean;
  /** Looked for by the server, in bodies too. */
  find: string;
};

/** What this page knows. */
export type InspectorState = {
  /** What was told last, beside its rows. */
  told: Omit<LogSeen, "rows"> | undefined;
  /** Oldest first. */
  rows: readonly Row[];
  isConnected: boolean;
  filters: Filters;
  /** Rows up to this number were cleared away. */
  clearedTo: number;
  isPaused: boolean;
  chosenId: string | undefined;
  /** Of the chosen row; undefined while it is fetched. */
  entry: EntrySeen | undefined;
  notice: string | undefined;
};

export type InspectorStore = Store<InspectorState>;

const noFilters: Filters = { from: "", kind: "", isProblemsOnly: false, find: "" };

export const createInspectorStore = (): InspectorStore =>
  createStore<InspectorState>({
    told: undefined,
    rows: [],
    isConnected: true,
    filters: noFilters,
    clearedTo: 0,
    isPaused: false,
    chosenId: undefined,
    entry: undefined,
    notice: undefined,
  });

/** What the table shows, newest first. */
export function shownRows({ rows, filters, clearedTo }: InspectorState): Row[] {
  const { from, kind, isProblemsOnly } = filters;
  return rows
    .filter((row) => row.number > clearedTo)
    .filter((row) => from === "" || row.from === from)
    .filter((row) => kind === "" || row.kind === kind)
    .filter((row) => !isProblemsOnly || row.problem !== undefined || row.fault !== undefined)
    .toReversed();
}
