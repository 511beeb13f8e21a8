/** What is in flight, so that a stopping process finishes it: an answered request may still be at work (SLACK 2.9). */
export function createTraffic() {
  const work = new Set<Promise<unknown>>();
  let isDraining = false;

  /** Counts a piece of work until it ends, well or badly. */
  function follow(piece: Promise<unknown>) {
    const end: Promise<unknown> = piece.then(
      () => work.delete(end),
      () => work.delete(end),
    );
    work.add(end);
  }

  /** Takes nothing new and waits for what runs, at most so long. */
  async function drain(deadlineMs: number): Promise<void> {
    isDraining = true;
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, deadlineMs);
    });
    await Promise.race([Promise.all(work), deadline]);
    clearTimeout(timer);
  }

  return { follow, drain, inFlight: () => work.size, isDraining: () => isDraining };
}
