import type { LinkedEvent } from "../crypto/audit-hash.ts";
import type { ExportedPage, ExportedPerson } from "../flows/export-audit.ts";

/** `json`: one document, an array of the same events, for `--json`. */
export type AuditFormat = "jsonl" | "csv" | "json";
type Of = { company: string; first: number; last: number };

/** An export as text, a page at a time, with the last event of each page. */
export async function* auditText(
  pages: AsyncGenerator<ExportedPage>,
  of: Of,
  format: AuditFormat,
): AsyncGenerator<{ text: string; seq: number }> {
  const { before, line, between, after } = writers[format];
  let [opening, seq] = [before, of.first - 1];
  for await (const { events, people } of pages) {
    seq = events.at(-1)?.seq ?? seq;
    yield { text: opening + events.map((event) => line(event, of, people)).join(between), seq };
    opening = between;
  }
  yield { text: after, seq };
}

type Writer = {
  before: string;
  line: (event: LinkedEvent, of: Of, people: Map<string, ExportedPerson>) => string;
  between: string;
  after: string;
};

/** All that the hash is made of, and the span of the export, so that `audit verify --file` sees a missing end. */
function jsonLine(event: LinkedEvent, of: Of): string {
  const { companyId, seq, at, kind, actorId, subjectId, workspaceId, slackUserId, facts, prevHash, hash } =
    event;
  const ids = { companyId, actorId, subjectId, workspaceId, slackUserId };
  return JSON.stringify({ ...of, seq, at: at.toISOString(), kind, ...ids, facts, prevHash, hash });
}

const columns = [
  ...["seq", "at", "kind"],
  ...["actor_name", "actor_email", "actor_id", "subject_name", "subject_email", "subject_id"],
  ...["workspace_id", "slack_user_id", "facts", "hash"],
];

function csvLine(event: LinkedEvent, _of: Of, people: Map<string, ExportedPerson>): string {
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id);
    return [found?.name ?? "", found?.email ?? "", id ?? ""];
  };
  const { seq, at, kind, actorId, subjectId, workspaceId, slackUserId, facts, hash } = event;
  const cells = [
    ...[String(seq), at.toISOString(), kind, ...person(actorId), ...person(subjectId)],
    ...[workspaceId ?? "", slackUserId ?? "", JSON.stringify(facts), hash],
  ];
  return cells.map(csvCell).join(",");
}

/**
 * One cell as RFC 4180 has it. A spreadsheet runs what begins with = + - @ or a tab as a formula, and a name can:
 * an apostrophe before it makes it text (OWASP, CSV Injection).
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const writers: Record<AuditFormat, Writer> = {
  jsonl: { before: "", line: jsonLine, between: "\n", after: "\n" },
  json: { before: "[\n", line: jsonLine, between: ",\n", after: "\n]\n" },
  csv: { before: `${columns.join(",")}\r\n`, line: csvLine, between: "\r\n", after: "\r\n" },
};
