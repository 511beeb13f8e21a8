/** Polls until `find` finds something; fails after `ms` with what was expected. */
export async function until<T>(
  what: string,
  find: () => T | undefined | Promise<T | undefined>,
  ms = 8000,
): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`not seen in ${ms} ms: ${what}`);
    await new Promise((go) => setTimeout(go, 20));
  }
}
