import type { LogEntry } from "../state/log.ts";
import type { World } from "../state/world.ts";
import { methods } from "../web-api/routes.ts";
import { aboutOf } from "./about.ts";
import { fieldsOf } from "./payload.ts";
import type { EntrySeen, LogSeen, Row, Side, Switched } from "./seen.ts";

/** What an app is sent, beside the events that its manifest asks for. */
const deliveryKinds = [
  ...["slash_command", "block_actions", "block_suggestion", "view_submission", "view_closed"],
  ...["shortcut", "message_action"],
];
/** Some of them are sent whether or not a manifest asks for them. */
const events = ["app_home_opened", "app_uninstalled", "tokens_revoked", "user_change"];

type Asked = { after: number; find: string; run: string };

/** The log since a number, as a page asks for it again and again; what had no answer yet comes again, too. */
export function logSeen(world: World, { after, find, run }: Asked): LogSeen {
  const { log, connection, faults, limits } = world;
  const [oldest, last] = [log[0], log.at(-1)];
  const open = log.find((entry) => !isOver(entry));
  const wanted = find.trim().toLowerCase();
  return {
    run,
    rows: log
      .filter((entry) => numberOf(entry) > after)
      .map((entry) => ({ entry, row: rowOf(world, entry) }))
      .filter(({ entry, row }) => wanted === "" || wordsIn(entry, row).includes(wanted))
      .map(({ row }) => row),
    oldest: oldest ? numberOf(oldest) : 0,
    settled: open ? numberOf(open) - 1 : last ? numberOf(last) : 0,
    budgetMs: connection.answerTimeoutMs,
    faults: [
      ...faults.calls.list().map((one): Switched => ({ side: "calls", ...one })),
      ...faults.deliveries.list().map((one): Switched => ({ side: "deliveries", ...one })),
    ],
    hasRateLimits: limits.hasRateLimits,
    targets: targetsOf(world),
  };
}

function targetsOf({ declared }: World): Record<Side, string[]> {
  return {
    calls: [...Object.keys(methods), "response_url"],
    deliveries: [...deliveryKinds, ...new Set([...events, ...(declared.events ?? [])])],
  };
}

export function entrySeen(world: World, entry: LogEntry): EntrySeen {
  const { request, answer, delivery, from, via } = entry;
  return {
    ...rowOf(world, entry),
    ...request,
    answer: answer?.body,
    canSend: delivery !== undefined,
    canReplay: from === "slack" && via === "http" && request.url !== "",
  };
}

function rowOf(world: World, entry: LogEntry): Row {
  const { id, at, from, via, kind, answer, ms, problem, fault, isLate = false } = entry;
  return {
    ...{ id, from, via, kind, ms, isLate, problem, fault },
    number: numberOf(entry),
    at: at.toISOString(),
    about: aboutOf(world, entry),
    // Nobody sees an answer whose connection was cut.
    status: fault === "drop" || fault === "lost" ? undefined : answer?.status,
    isOver: isOver(entry),
  };
}

const numberOf = ({ id }: LogEntry): number => Number(id.slice(1));

const isOver = ({ ms, problem }: LogEntry): boolean => ms > 0 || problem !== undefined;

/** All that a search looks through, forms as they are meant and not as they are written. */
function wordsIn(entry: LogEntry, row: Row): string {
  const said = JSON.stringify(fieldsOf(entry));
  return `${row.kind} ${row.about} ${row.problem ?? ""} ${said} ${entry.answer?.body ?? ""}`.toLowerCase();
}
