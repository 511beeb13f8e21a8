import { useRef, useState } from "hono/jsx/dom";
import { isExternal, type Placed } from "../../../block-kit/walk.ts";
import type { OptionGroup, Surface } from "../surface.ts";
import { listedBy, matching, type SelectElement } from "./choices.ts";

/** How long a person pauses in typing before the app is asked. */
const pauseMs = 200;
/** How much a person types before Slack asks the app, unless the element says otherwise. */
const defaultMinQuery = 3;

export type Listing = {
  groups: readonly OptionGroup[];
  /** What stands in place of options. */
  note: string | undefined;
  /** Everything the element is known to offer, whatever was typed. */
  known: readonly OptionGroup[];
  search: (query: string) => void;
};

/** What a menu offers for what was typed so far: its own list, or what the app answers. */
export function useListing(placed: Placed, element: SelectElement, surface: Surface): Listing {
  const [query, setQuery] = useState("");
  const found = useFound(placed, element, surface);
  if (!isExternal(element)) {
    const known = listedBy(element, surface);
    const groups = matching(known, query);
    return { groups, known, note: groups.length === 0 ? "No results" : undefined, search: setQuery };
  }
  return found;
}

function useFound(placed: Placed, element: SelectElement, surface: Surface): Listing {
  const [groups, setGroups] = useState<readonly OptionGroup[]>([]);
  const [note, setNote] = useState<string | undefined>(undefined);
  const latest = useRef<{ query?: string; pause?: ReturnType<typeof setTimeout> }>({});
  const known = useRef<readonly OptionGroup[]>([]);
  const minimum = ("min_query_length" in element ? element.min_query_length : undefined) ?? defaultMinQuery;

  const show = (shown: readonly OptionGroup[], words: string | undefined) => {
    setGroups(shown);
    setNote(words);
  };
  const ask = async (query: string) => {
    const answer = await surface.suggest(placed, query).catch(() => []);
    // A slower answer to an earlier query is not shown over a later one.
    if (latest.current?.query !== query) return;
    const filled = answer.filter(({ options }) => options.length > 0);
    known.current = [...filled, ...(known.current ?? [])];
    show(filled, filled.length === 0 ? "No results" : undefined);
  };
  const search = (query: string) => {
    clearTimeout(latest.current?.pause);
    if (query.length < minimum) {
      latest.current = {};
      return show([], minimum === 1 ? "Type to search" : `Type at least ${minimum} characters to search`);
    }
    show([], "Loading…");
    const pause = setTimeout(() => void ask(query), query === "" ? 0 : pauseMs);
    latest.current = { query, pause };
  };
  return { groups, note, known: known.current ?? [], search };
}
