import type { LiveEvent, Place } from "../page/seen.ts";
import { addressOf } from "./address.ts";

type Watcher = { onEvent: (event: LiveEvent) => void; onConnection: (isConnected: boolean) => void };

/**
 * The stream of what there is to see. A hidden tab lets go of it, as a browser has few connections for one server and
 * many tabs would use them up; shown again, it sees everything within a moment.
 */
export function watch({ onEvent, onConnection }: Watcher) {
  let source: EventSource | undefined;
  let address = "";
  const close = () => {
    source?.close();
    source = undefined;
  };
  const open = () => {
    close();
    source = new EventSource(address);
    source.onmessage = ({ data }) => {
      onConnection(true);
      onEvent(JSON.parse(data));
    };
    source.onerror = ({ target }) => {
      onConnection(false);
      // After an answer that is no stream a browser gives up; a workspace that starts again is met again.
      if (target instanceof EventSource && target.readyState === EventSource.CLOSED) setTimeout(open, 1000);
    };
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") close();
    else if (!source && address !== "") open();
  });
  return (place: Place, shown: number) => {
    address = addressOf(place).replace("/?", `/live?shown=${shown}&`);
    open();
  };
}
