import type { Confirm } from "../block-kit/texts.ts";
import type { Place, Snapshot } from "../page/seen.ts";
import type { Forms } from "./forms.ts";
import { createStore, type Store } from "./store.ts";

/** What this page knows: what it is told, and what its person is in the middle of. */
export type PageState = {
  /** Where the person wants to be; `seen.place` is where they are. */
  place: Place;
  /** How many messages of the history are asked for. */
  shown: number;
  seen: Snapshot | undefined;
  now: Date;
  /** How far the stream has come. */
  changes: number;
  isConnected: boolean;
  forms: Forms;
  /** The dialog of an element that asks first. */
  asking: { dialog: Confirm; answer: (isYes: boolean) => void } | undefined;
  /** A line that says what became of an act that nothing else shows. */
  notice: string | undefined;
  /** Home was asked for, and the app has not been heard yet. */
  isOpeningApp: boolean;
};

export type PageStore = Store<PageState>;

/** As many as Slack shows at first. */
export const pageLength = 100;

export const createPageStore = (place: Place): PageStore =>
  createStore<PageState>({
    place,
    shown: pageLength,
    seen: undefined,
    now: new Date(),
    changes: 0,
    isConnected: true,
    forms: {},
    asking: undefined,
    notice: undefined,
    isOpeningApp: false,
  });
