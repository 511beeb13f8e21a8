type Stoppable = { stop: (options: { graceMs: number }) => Promise<void> };

/** So long a balancer may still send requests: it asks for readiness every second or two (`.github/deploy`). */
const balancerMs = 3_000;
/** The 10 seconds that work under way is given (DESIGN 5), and a little to close. */
const patienceMs = 12_000;

/**
 * Ends the process in order at SIGTERM and Ctrl-C, with code 0. To be called while it still starts: a start that is
 * called off must not leave an embedded server behind. `graceMs`: how long requests are still taken.
 */
export function stopOnSignal(
  starting: Promise<Stoppable>,
  fail: (error: unknown) => void,
  { graceMs = balancerMs } = {},
): void {
  let isStopping = false;
  const stop = () => {
    // npm and tsx pass on the signal that the terminal sent already: the second must not cut the end short.
    if (isStopping) return;
    isStopping = true;
    // Whatever hangs, a database behind a dead network too: what is not finished by now is taken up at the next start.
    setTimeout(() => process.exit(0), patienceMs).unref();
    starting.then((started) => started.stop({ graceMs })).then(() => process.exit(0), fail);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);
}
