/** From receipt to our answer, for everything done before it. Slack gives up at 3 s (DESIGN 4). */
const answerMs = 2200;
/** Kept back from every call, so that its failure can still be told in time. */
const reserveMs = 150;
/** For what follows after the answer: nobody's HTTP request waits for it any more. */
const lateCallMs = 10_000;

export type Deadline = {
  passed: Promise<"passed">;
  /** How long a call to Slack may take from now. */
  callMs: () => number;
  /** The answer is given: from now on nobody's request waits. */
  lift: () => void;
  stop: () => void;
};

/** One deadline for one payload, on the monotonic clock: `receivedAt` is `performance.now()` at receipt. */
export function startDeadline(receivedAt: number): Deadline {
  const remainingMs = () => answerMs - (performance.now() - receivedAt);
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<"passed">((resolve) => {
    timer = setTimeout(() => resolve("passed"), Math.max(0, remainingMs()));
  });
  let isLifted = false;
  return {
    passed,
    callMs: () => (isLifted ? lateCallMs : Math.max(1, remainingMs() - reserveMs)),
    lift: () => {
      isLifted = true;
    },
    stop: () => clearTimeout(timer),
  };
}
