import { useLayoutEffect, useRef, useState } from "hono/jsx/dom";

/** So near the bottom counts as at the bottom. */
const nearPx = 40;

type Ref = { current: HTMLElement | null };
type Item = { ts: string; isEphemeral: boolean; author: { id: string } };

/**
 * Keeps a history at its end as long as the person is there, also while pictures load or the window changes; who reads
 * further up stays where they are, and hears of what is new. What they said themselves, or what only they are told, is looked at.
 */
export function useScroll(log: Ref, items: readonly Item[], meId: string) {
  const isAtEnd = useRef(true);
  /** Not before the first picture: a permalink names an older message. */
  const isShown = useRef(false);
  /** How far the end was away when earlier messages were asked for. */
  const kept = useRef<number | undefined>(undefined);
  const [hasNews, setNews] = useState(false);
  const toEnd = () => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
    setNews(false);
  };
  useLayoutEffect(() => {
    const box = log.current;
    if (!box) return;
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    if (box.firstElementChild) observer.observe(box.firstElementChild);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (isAtEnd.current) return;
    const last = items.at(-1);
    if (isShown.current && (last?.isEphemeral || last?.author.id === meId)) toEnd();
    else setNews(true);
  }, [items.at(-1)?.ts]);
  useLayoutEffect(() => {
    isShown.current = true;
  }, []);
  useLayoutEffect(() => {
    const box = log.current;
    if (!box || kept.current === undefined) return;
    box.scrollTop = box.scrollHeight - kept.current;
    kept.current = undefined;
  }, [items[0]?.ts]);
  return {
    hasNews,
    toEnd,
    keepWhile: (change: () => void) => {
      const box = log.current;
      if (box) kept.current = box.scrollHeight - box.scrollTop;
      isAtEnd.current = false;
      change();
    },
    onScroll: () => {
      const box = log.current;
      if (!box) return;
      isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
      if (isAtEnd.current && hasNews) setNews(false);
    },
  };
}
