import { fullName } from "../../domain/person.ts";
import { dayTimeText } from "../../domain/time-text.ts";
import type { Participant } from "./request-page.tsx";

type Entry = { at: Date; who: string; what: string; text?: string };

/** What was said and decided, oldest first: as the thread in Slack has it. */
export function History({ seen, timeZone }: { seen: Participant; timeZone: string }) {
  const { facts, notes } = seen;
  const { requester, request, approvals, decidedBy } = facts;
  const isDirect = request.state === "executed" && approvals.length === 0 && !request.isBreakGlass;
  const entries: Entry[] = [
    { at: request.createdAt, who: fullName(requester), what: isDirect ? "did this" : "asked" },
    ...approvals.map((one) => ({ at: one.at, who: fullName(one), what: "approved" })),
    ...notes.map(({ at, byName, kind, text }) => ({
      ...{ at, who: byName, text },
      what: kind === "question" ? "asked back" : "answered",
    })),
  ];
  if (request.decidedAt && decidedBy && (request.state === "denied" || request.state === "cancelled"))
    entries.push({
      ...{ at: request.decidedAt, who: fullName(decidedBy), what: request.state },
      ...(request.denyReason ? { text: request.denyReason } : {}),
    });
  entries.sort((a, b) => a.at.getTime() - b.at.getTime());
  return (
    <section class="section" aria-labelledby="history-title">
      <h2 id="history-title">History</h2>
      <ol class="history">
        {entries.map(({ at, who, what, text }) => (
          <li>
            <p>
              <strong>{who}</strong> {what}
              {text ? `: ${text}` : ""}
            </p>
            <p class="quiet">{dayTimeText(at, timeZone)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
