import type { LogEntry } from "../state/log.ts";

export type Answered = {
  outcome: "answered";
  entry: LogEntry;
  status: number;
  body: string;
  headers: Headers;
};

/** What came of a delivery. The person waits no longer than Slack does. */
export type Sent =
  | Answered
  | { outcome: "timeout"; entry: LogEntry }
  | { outcome: "unreachable"; entry: LogEntry };

/** The JSON of an answer, or undefined when it is empty or no JSON. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
