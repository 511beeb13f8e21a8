import type { Deed } from "../page/deed.ts";
import { homeChannel, type LiveEvent, type Place, type Snapshot } from "../page/seen.ts";
import { addressOf, isSamePlace, placeOf } from "./address.ts";
import { formIn, keptForm } from "./forms.ts";
import { watch } from "./live.ts";
import { type Answer, post } from "./post.ts";
import { shared } from "./share.ts";
import { createPageStore, type PageStore, pageLength } from "./state.ts";

export type Workspace = {
  store: PageStore;
  /** Goes to another place; the person stays unless another is named. */
  go: (place: Partial<Place>) => void;
  showEarlier: () => void;
  /** Tells the workspace, and waits until this page shows what became of it. */
  tell: (deed: DeedOf) => Promise<Answer>;
  dismissNotice: () => void;
  /** What stands in each composer, so that it is still there when one comes back. */
  typed: Map<string, string>;
};

/** A deed of whoever the page is. */
type WithoutPerson<T> = T extends Deed ? Omit<T, "as"> : never;
export type DeedOf = WithoutPerson<Deed>;

/** An answer is waited for on the stream so long, in case the stream is down. */
const patienceMs = 2000;

const notices = {
  gone: "This was redrawn while you looked at it, and nothing was sent. Here it is as it is now.",
  forbidden: "You can't do that here.",
  "not-understood": "The workspace didn't understand that. Reload the page and try again.",
  unreachable: "The workspace can't be reached. Is it still running?",
} as const;

/** The page's own logic, without a word on how it looks. */
export function openWorkspace(): Workspace {
  const store = createPageStore(placeOf(location.search));
  const waiting = new Set<() => void>();
  const watchPlace = watch({
    onEvent: (event) => {
      take(store, event);
      for (const look of waiting) look();
    },
    onConnection: (isConnected) => {
      if (store.get().isConnected !== isConnected) store.set({ isConnected });
    },
  });
  const tell = async (deed: DeedOf): Promise<Answer> => {
    const { place, seen } = store.get();
    const answer = await post({ ...deed, as: seen?.me.id ?? place.userId });
    if (answer.ok) await caughtUp(store, waiting, answer.changes);
    else store.set({ notice: notices[answer.reason] });
    return answer;
  };
  const visit = (place: Place) => {
    const { place: before, shown: already } = store.get();
    // A thread that opens beside the channel leaves it as it is.
    const isSame = place.channelId === before.channelId && place.userId === before.userId;
    const shown = isSame ? already : pageLength;
    store.set({ place, shown, notice: undefined });
    watchPlace(place, shown);
  };
  addEventListener("popstate", () => visit(placeOf(location.search)));
  document.addEventListener("visibilitychange", () => lookAt(store));
  visit(store.get().place);
  openAppWhenThere(store, tell);
  return {
    store,
    tell,
    go: (change) => {
      const place = { ...store.get().place, threadTs: undefined, ...change };
      if (isSamePlace(place, store.get().place)) return;
      history.pushState(null, "", addressOf(place));
      visit(place);
    },
    showEarlier: () => {
      const shown = store.get().shown + pageLength;
      store.set({ shown });
      watchPlace(store.get().place, shown);
    },
    typed: new Map(),
    dismissNotice: () => store.set({ notice: undefined }),
  };
}

function take(store: PageStore, { now, changes, snapshot }: LiveEvent): void {
  const before = store.get();
  if (!snapshot) {
    store.set({ now: new Date(now), changes });
    return;
  }
  const seen = shared(before.seen, snapshot);
  // The address names what is there: who, and where they ended when the place asked for is gone.
  if (!isSamePlace(before.place, seen.place)) {
    history.replaceState(null, "", `${addressOf(seen.place)}${location.hash}`);
  }
  store.set({ seen, now: new Date(now), changes, place: seen.place, forms: keptForms(before.forms, seen) });
  lookAt(store);
}

/** What was typed into a view or message that is gone is forgotten. */
function keptForms(forms: ReturnType<PageStore["get"]>["forms"], seen: Snapshot) {
  const views = [...seen.modals, ...(seen.home ? [seen.home] : [])];
  const inViews = views.map((view) => [view.id, keptForm(formIn(forms, view.id), view.blocks)] as const);
  const messages = [...seen.messages, ...seen.thread].filter((message) => forms[message.ts]);
  const inMessages = messages.map(
    (message) => [message.ts, keptForm(formIn(forms, message.ts), message.blocks)] as const,
  );
  return Object.fromEntries([...inViews, ...inMessages]);
}

function caughtUp(store: PageStore, waiting: Set<() => void>, changes: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (isLate = false) => {
      if (!isLate && store.get().changes < changes) return;
      waiting.delete(end);
      clearTimeout(timer);
      resolve();
    };
    const end = () => look();
    const timer = setTimeout(look, patienceMs, true);
    waiting.add(end);
    look();
  });
}

/** What is before a person's eyes is read. */
function lookAt(store: PageStore): void {
  const { seen } = store.get();
  const channel = seen?.channels.find((one) => one.id === seen.place.channelId);
  const last = seen?.messages.at(-1);
  if (!seen || !last || !channel?.isUnread || document.visibilityState === "hidden") return;
  void post({ act: "look", as: seen.me.id, channelId: channel.id, ts: last.ts });
}

/** Each time a person comes to the app's Home or Messages tab the app is told, and Home waits for what it publishes. */
function openAppWhenThere(store: PageStore, tell: Workspace["tell"]): void {
  let last = "";
  store.subscribe(() => {
    const { seen } = store.get();
    if (!seen) return;
    const where = `${seen.me.id} ${seen.place.channelId}`;
    if (where === last) return;
    last = where;
    const isHome = seen.place.channelId === homeChannel;
    if (seen.me.isDeleted || !(isHome || seen.place.channelId === seen.app.dmId)) return;
    store.set({ isOpeningApp: true });
    void tell({ act: "open-app", tab: isHome ? "home" : "messages" }).finally(() =>
      store.set({ isOpeningApp: false }),
    );
  });
}
