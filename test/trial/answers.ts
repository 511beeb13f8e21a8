import type { Emulator } from "../../src/emulator/server.ts";
import type { LogEntry } from "../../src/emulator/state/log.ts";
import { percentile } from "../bench/report.ts";

/** What Slack saw of the product: how long each of its requests waited for an answer, and what became of those that got none. */
export type Answers = {
  /** Reads what is new in the workspace's bounded log: often enough that nothing was forgotten. */
  read: () => void;
  /** In milliseconds, of those that were answered. */
  times: number[];
  /** Slack's patience of three seconds ended first. */
  late: number;
  /** The connection broke: the process was killed. */
  lost: number;
  /** Answered, but not with 200: Slack tells the person that it did not work. */
  refused: number;
  /** What the app said that Slack would refuse, where no fault was asked for. */
  mistakes: Map<string, number>;
  /** Calls and deliveries that met a fault, by its kind. */
  faults: Map<string, number>;
  summary: () => Record<string, number>;
};

export function watchAnswers({ world }: Pick<Emulator, "world">): Answers {
  const watched = new Set([
    "slash_command",
    "block_actions",
    "view_submission",
    "block_suggestion",
    "shortcut",
    "message_action",
  ]);
  let open: LogEntry[] = [];
  let last = 0;
  const answers: Answers = {
    ...{ times: [], late: 0, lost: 0, refused: 0, mistakes: new Map(), faults: new Map() },
    read: () => {
      const fresh = world.log.filter((entry) => numberOf(entry) > last);
      last = Math.max(last, ...fresh.map(numberOf));
      const isDone = (entry: LogEntry) => entry.ms > 0 || entry.problem !== undefined;
      const all = [...open, ...fresh];
      open = all.filter((entry) => !isDone(entry));
      for (const entry of all.filter(isDone)) count(entry);
    },
    summary: () => ({
      answers: answers.times.length,
      p50: Math.round(percentile(answers.times, 0.5)),
      p99: Math.round(percentile(answers.times, 0.99)),
      most: Math.round(Math.max(0, ...answers.times)),
      late: answers.late,
      lost: answers.lost,
      refused: answers.refused,
    }),
  };
  function count(entry: LogEntry): void {
    if (entry.fault) bump(answers.faults, entry.fault);
    if (entry.from === "app") {
      if (entry.problem && !entry.fault)
        bump(answers.mistakes, `${entry.kind}: ${entry.problem}`.slice(0, 200));
      return;
    }
    if (!watched.has(entry.kind)) return;
    if (entry.isLate) answers.late += 1;
    else if (!entry.answer) answers.lost += 1;
    else if (entry.answer.status !== 200) answers.refused += 1;
    else answers.times.push(entry.ms);
  }
  return answers;
}

const numberOf = ({ id }: LogEntry) => Number(id.slice(1));
const bump = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
