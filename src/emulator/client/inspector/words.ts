import type { Row, Switched } from "../../inspector/seen.ts";

export const directions = { slack: "Slack → app", app: "App → Slack" } as const;

const faultNames: Record<NonNullable<Row["fault"]>, string> = {
  "429": "429",
  "500": "500",
  slow: "slow",
  drop: "dropped before the work",
  lost: "dropped after the work",
  error: "error",
  duplicate: "more than once",
  delayed: "late",
  reordered: "after the next one",
};

/** What stands in the table beside, or instead of, a problem. */
export const faultInRow = ({ fault }: Row): string | undefined => fault && `Fault: ${faultNames[fault]}`;

/** `chat.update: 500, next call only` */
export function switchedWords({ side, on, lasts, fault }: Switched): string {
  const what = side === "calls" ? "call" : "delivery";
  const where = on === "*" ? `Every ${what}` : on;
  return `${where}: ${detailOf(fault)}, ${lasts === "once" ? `next ${what} only` : "until switched off"}`;
}

function detailOf(fault: Switched["fault"]): string {
  switch (fault.kind) {
    case "slow":
      return `slow by ${fault.ms} ms`;
    case "429":
      return `429, retry after ${fault.retryAfter} s`;
    case "error":
      return `error ${fault.error}`;
    case "duplicate":
      return `${fault.times} times at once`;
    case "delayed":
      return `${fault.ms} ms late`;
    default:
      return faultNames[fault.kind];
  }
}

/** `10:31:02.123`, on this machine's clock. */
export function timeOf(at: string): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  const seconds = `${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
  return `${two(date.getHours())}:${two(date.getMinutes())}:${seconds}`;
}

/** `412 ms`, `3 s`, `3.2 s` */
export const lengthOf = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toFixed(1))} s`;
