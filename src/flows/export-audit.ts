import type { LinkedEvent } from "../crypto/audit-hash.ts";
import type { Deps } from "../deps.ts";
import { fullName } from "../domain/person.ts";
import { findAuditHead, findAuditRange } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { findUsers } from "../store/users.ts";
import { readAudit } from "./read-audit.ts";

export type ExportedPerson = { name: string; email: string };
export type ExportedPage = { events: LinkedEvent[]; people: Map<string, ExportedPerson> };
type Period = { from?: Date | undefined; to?: Date | undefined };

/**
 * The first and the last event of a period, without a gap between them, so that they verify by themselves: an event noted a
 * moment out of order at its edges is among them. Undefined when there is none.
 */
export async function findAuditPeriod(
  { db }: Pick<Deps, "db">,
  companyId: string,
  { from, to }: Period,
): Promise<{ first: number; last: number } | undefined> {
  return inTenant(db, companyId, async (tx) => {
    const head = await findAuditHead(tx);
    if (!head) return undefined;
    const isWhole = !from && !to;
    const range = { from: from ?? new Date(0), to: to ?? endOfTime };
    const { first, last } = isWhole ? { first: 1, last: head.seq } : await findAuditRange(tx, range);
    return first === null || last === null || first > last ? undefined : { first, last };
  });
}

/** Later than any event, and a year that PostgreSQL reads. */
const endOfTime = new Date("9999-12-31T00:00:00Z");

/** These events in pages, with the people that they name as they are called now. */
export async function* exportAudit(
  deps: Pick<Deps, "db">,
  companyId: string,
  { first, last }: { first: number; last: number },
): AsyncGenerator<ExportedPage> {
  for await (const page of readAudit(deps, companyId, { after: first - 1 })) {
    const events = page.filter(({ seq }) => seq <= last);
    if (events.length > 0) yield { events, people: await peopleOf(deps, companyId, events) };
    if (events.length < page.length) return;
  }
}

async function peopleOf({ db }: Pick<Deps, "db">, companyId: string, events: LinkedEvent[]) {
  const ids = events.flatMap(({ actorId, subjectId }) => [actorId, subjectId]).filter((id) => id !== null);
  const people = new Map<string, ExportedPerson>();
  if (ids.length === 0) return people;
  for (const user of await inTenant(db, companyId, (tx) => findUsers(tx, ids)))
    people.set(user.id, { name: fullName(user), email: user.email });
  return people;
}
