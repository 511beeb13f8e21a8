/** The work took longer than it may. */
export class LateError extends Error {}

/** Waits no longer than `ms`: then a `LateError` that says `what`, whatever becomes of the work. */
export async function within<T>(work: Promise<T>, { ms, what }: { ms: number; what: string }): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError(what)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
