import type { Column } from "./world.ts";

/**
 * What a cell of the matrix may say. A refusal is known by what stands on screen; an act that is allowed by what it changes.
 * Where DESIGN names no words for a no, any of those that would be true is taken.
 */
export const legend = {
  "·": { means: "does not arise" },
  sees: { means: "sees it" },
  none: { means: "sees nobody" },
  now: { means: "done at once" },
  ask: { means: "becomes a request" },
  one: { means: "counts as one yes, and more are needed" },

  link: { means: "refused: link your Slack first", says: /I don't know yet who you are/ },
  guest: { means: "refused: Slack guests can't", says: /Slack guests can't use this/ },
  alien: { means: "refused: another company's Slack", says: /Only people of .*own Slack/ },
  staff: { means: "refused: the company's own team only", says: /This is for the company's own team/ },
  sa: { means: "refused: only System Administrators", says: /Only System Administrators can do this/ },
  pa: { means: "refused: only Payments Admins", says: /Only Payments Admins can do this/ },
  admin: {
    means: "refused: only administrators",
    says: /Only Payments Admins and System Administrators can do this/,
  },
  appr: {
    means: "refused: not one who can decide",
    says: /Only Payments Admins( and System Administrators)? can decide this/,
  },
  req: {
    means: "refused: only whoever asked",
    // To those who take no part in it a request is like none.
    says: /Only \w+, who asked for this|This request can't be found/,
  },
  self: { means: "refused: that's you", says: /That's you/ },
  own: { means: "refused: the own request", says: /You asked for this yourself/ },
  about: { means: "refused: it is about you", says: /This is about you/ },
  held: { means: "refused: locked for safety", says: /Locked for safety until .*A Payments Admin/ },
  wrong: { means: "refused: too many wrong codes", says: /Too many wrong codes\. Try again/ },

  known: { means: "refused: has an account", says: /already has an account with this address/ },
  inv: { means: "refused: hasn't accepted yet", says: /hasn't accepted the invitation yet/ },
  gone: {
    means: "refused: deactivated",
    says: /account is (already deactivated|deactivated\. A System Admin)/,
  },
  never: { means: "refused: never set up", says: /has never set up sign-in codes/ },
  payee: { means: "refused: a payee has no role", says: /payees can't be administrators/ },
  notyet: { means: "refused: no System Administrator yet", says: /Only System Administrators can become/ },
  same: {
    means: "refused: nothing to do",
    says: /is already a (Payments|System) Admin|isn't a (Payments|System) Admin(?!\w* yet)|isn't deactivated|no open invitation/,
  },
  door: {
    means: "led to the request that waits",
    says: /asked to reset \w+'s MFA\*|There is already a request/,
  },
  last: { means: "refused: the last one stays", says: /is the only (Payments Admin|System Administrator)/ },
  free: { means: "refused: is not locked", says: /isn't locked for safety/ },
  twice: { means: "refused: is locked already", says: /is already locked for safety/ },
  over: { means: "refused: that reset is over", says: /That reset of .* is over/ },
  late: { means: "refused: the person has begun", says: /has begun to set up a phone/ },
  stolen: { means: "refused: the phone may be stolen", says: /the phone may be stolen, so/ },
  wait: { means: "refused: wait for the others", says: /This needs 1 more approval/ },
  closed: {
    means: "refused: it is over",
    says: /already approved this|was already done|denied this|cancelled this|This expired|already went ahead/,
  },
  soon: { means: "refused: they heard of it just now", says: /less than 10 minutes ago/ },
  /** At the portal: whatever cookie is left over, the page is that of signing in. */
  out: { means: "refused: sign in first", says: /^\/sign-in[? ]/ },
  byheld: {
    means: "refused: whoever asked is locked for safety",
    says: /who asked for this, is locked for safety until .*Talk to them first/,
  },
  mayno: { means: "refused: whoever asked may not any more", says: /may not do it any more/ },
} as const satisfies Record<string, { means: string; says?: RegExp }>;

export type Verdict = keyof typeof legend;

/** The refusal that a text says; undefined: none. The first in the legend's order, and two at once are a defect. */
export function refusalIn(text: string): Verdict | undefined {
  const found = Object.entries(legend).filter(([, one]) => "says" in one && one.says.test(text));
  return found[0]?.[0] as Verdict | undefined;
}

/** Who or what state, to what is expected; only what arises. */
export type Cells<Column extends string> = { column: Column; expected: Verdict }[];

/** Who may do what: each act, to the people that it arises for. */
export type Matrix<Act extends string> = Map<Act, Cells<Column>>;

/**
 * A table as it is read: a line of column names, then a line for each act. Words of an act stand one space apart, columns two
 * or more.
 */
export function table<Act extends string, Column extends string>(text: string): Map<Act, Cells<Column>> {
  const [head = [], ...rows] = text
    .trim()
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.trim().split(/\s{2,}/));
  const columns = head.slice(1) as Column[];
  return new Map(
    rows.map(([act, ...cells]) => {
      if (cells.length !== columns.length) throw new Error(`${act}: ${cells.length} cells`);
      const all = columns.map((column, index) => ({ column, expected: verdictOf(cells[index]) }));
      return [act as Act, all.filter(({ expected }) => expected !== "·")];
    }),
  );
}

function verdictOf(cell: string | undefined): Verdict {
  if (cell === undefined || !Object.hasOwn(legend, cell)) throw new Error(`the legend has no ${cell}`);
  return cell as Verdict;
}
