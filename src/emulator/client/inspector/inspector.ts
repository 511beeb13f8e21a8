import type { InspectorDeed } from "../../inspector/deed.ts";
import type { LogSeen } from "../../inspector/seen.ts";
import { fetchEntry, fetchLog, postDeed } from "./requests.ts";
import { createInspectorStore, type Filters, type InspectorState, type InspectorStore } from "./state.ts";

export type Inspector = {
  store: InspectorStore;
  filter: (change: Partial<Filters>) => void;
  choose: (id: string | undefined) => void;
  pause: (isPaused: boolean) => void;
  clear: () => void;
  unclear: () => void;
  /** Answers whether it was done; why not stands in the notice. */
  tell: (deed: InspectorDeed, said: string) => Promise<boolean>;
  say: (notice: string | undefined) => void;
};

const everyMs = 500;

/** The page's own logic, without a word on how it looks. */
export function openInspector(): Inspector {
  const store = createInspectorStore();
  const look = lookRegularly(store);
  const say = (notice: string | undefined) => store.set({ notice });
  return {
    store,
    say,
    filter: (change) => {
      const filters = { ...store.get().filters, ...change };
      const isOther = filters.find !== store.get().filters.find;
      store.set({ filters, ...(isOther ? { rows: [], told: restarted(store.get()) } : {}) });
      if (isOther) void look();
    },
    choose: (id) => {
      store.set({ chosenId: id, entry: undefined });
      if (id !== undefined) void loadEntry(store, id);
    },
    pause: (isPaused) => {
      store.set({ isPaused });
      void look();
    },
    clear: () =>
      store.set({ clearedTo: store.get().rows.at(-1)?.number ?? 0, chosenId: undefined, entry: undefined }),
    unclear: () => store.set({ clearedTo: 0 }),
    tell: async (deed, said) => {
      const done = await postDeed(deed);
      say(done.ok ? said : done.reason);
      await look();
      return done.ok;
    },
  };
}

/** Everything is asked for anew. */
const restarted = ({ told }: InspectorState) => told && { ...told, settled: 0 };

/** Asks what is new, soon after the last answer; a hidden tab does not. Answers a function that asks at once. */
function lookRegularly(store: InspectorStore): () => Promise<void> {
  let timer = setTimeout(() => {}, 0);
  const look = async () => {
    clearTimeout(timer);
    const { told, filters } = store.get();
    const seen = document.hidden ? undefined : await fetchLog(told?.settled ?? 0, filters.find);
    // What was searched for may be another by now.
    if (seen && filters.find === store.get().filters.find) take(store, seen);
    if (!document.hidden) connected(store, seen !== undefined);
    clearTimeout(timer);
    timer = setTimeout(look, everyMs);
  };
  document.addEventListener("visibilitychange", () => void look());
  void look();
  return look;
}

function connected(store: InspectorStore, isConnected: boolean): void {
  if (store.get().isConnected !== isConnected) store.set({ isConnected });
}

function take(store: InspectorStore, { rows: news, ...told }: LogSeen): void {
  const before = store.get();
  if (before.told && before.told.run !== told.run) {
    // Another workspace: nothing of the old one is there any more.
    store.set({ told: undefined, rows: [], clearedTo: 0, chosenId: undefined, entry: undefined });
    return;
  }
  const settled = before.told?.settled ?? 0;
  // A table that is paused stays as it is; what was missed comes when it goes on.
  const isKept = before.isPaused;
  const next = isKept ? { ...told, settled } : told;
  const isNothingNew = (isKept || news.length === 0) && JSON.stringify(next) === JSON.stringify(before.told);
  if (isNothingNew) return;
  if (isKept) {
    store.set({ told: next });
    return;
  }
  const kept = before.rows.filter(({ number }) => number <= settled && number >= told.oldest);
  const rows = [...kept, ...news];
  store.set({ told, rows });
  renewEntry(store);
}

/** The chosen request has its answer now. */
function renewEntry(store: InspectorStore): void {
  const { rows, entry } = store.get();
  const row = entry && !entry.isOver ? rows.find(({ id }) => id === entry.id) : undefined;
  if (row?.isOver) void loadEntry(store, row.id);
}

async function loadEntry(store: InspectorStore, id: string): Promise<void> {
  const entry = await fetchEntry(id);
  if (store.get().chosenId !== id) return;
  if (entry) store.set({ entry });
  else store.set({ chosenId: undefined, notice: "This is forgotten: the log keeps only the latest." });
}
