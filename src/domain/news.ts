/** What happens to a request, and to the reset that came of it: each is told to the same people everywhere (DESIGN 3). */
export type News =
  | "approved"
  | "executed"
  | "denied"
  | "cancelled"
  | "expired"
  | "expiring"
  | "reminder"
  | "may_proceed"
  | "question"
  | "answer"
  | "completed"
  | "lapsed"
  | "renewed"
  | "mail_refused"
  | "new_code_asked"
  | "stopped"
  | "undone";

type Telling = {
  /** A line in the thread. */
  thread: boolean;
  /** Every copy of the message is drawn again. */
  redraw: boolean;
  /** A message to whoever asked, unless that person did it. */
  requester: boolean;
  /** The view in which a requester waits is drawn again, where it is still open. */
  view?: true;
};

/** The resets' own notices to their maker exist beside these: they are not sent twice. */
export const tellings: Record<News, Telling> = {
  approved: { thread: true, redraw: true, requester: false, view: true },
  executed: { thread: true, redraw: true, requester: true, view: true },
  denied: { thread: true, redraw: true, requester: true, view: true },
  cancelled: { thread: true, redraw: true, requester: true },
  expired: { thread: true, redraw: true, requester: true, view: true },
  expiring: { thread: true, redraw: false, requester: true },
  reminder: { thread: true, redraw: false, requester: false },
  may_proceed: { thread: true, redraw: false, requester: true },
  question: { thread: true, redraw: false, requester: true },
  answer: { thread: true, redraw: false, requester: false },
  completed: { thread: true, redraw: true, requester: false },
  lapsed: { thread: true, redraw: true, requester: false },
  renewed: { thread: true, redraw: true, requester: false },
  mail_refused: { thread: true, redraw: false, requester: false },
  new_code_asked: { thread: true, redraw: false, requester: false },
  stopped: { thread: true, redraw: true, requester: false },
  undone: { thread: true, redraw: true, requester: true },
};
