import type { Deps } from "../deps.ts";
import { fullName } from "../domain/person.ts";
import {
  countEventsIn,
  listBreakGlassesIn,
  listEventsAbout,
  listEventsIn,
  listMessagesAbout,
  listProceededIn,
  listResetsIn,
  type Period,
} from "../store/audit-report.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { listAllApprovals } from "../store/requests.ts";
import { findUsers, listAdministrators } from "../store/users.ts";

/** Somebody as they are called now; an operator or nobody who could be named has no address. */
export type ReportedPerson = { id: string | null; name: string; email: string | null };
export type AuditReport = Awaited<ReturnType<typeof reportAudit>>;
export type ReportedReset = AuditReport["resets"][number];

/** How somebody was locked out, or turned away. */
const lockouts = [
  "codes_locked",
  "sign_in_locked",
  "halves_locked",
  "factor_turned_off",
  "user_held",
] as const;
const refusals = ["act_refused", "gate_refused", "break_glass_refused", "text_refused"] as const;

/** What an auditor asks of a company and a period: who was reset and how that was decided, who may decide, and what was unusual. */
export async function reportAudit({ db }: Pick<Deps, "db">, companyId: string, period: Period) {
  return inTenant(db, companyId, async (tx) => ({
    resets: await resetsOf(tx, period),
    ...(await administratorsOf(tx)),
    policyChanges: await policyChangesOf(tx, period),
    lockouts: await countsOf(tx, lockouts, period),
    refusals: await countsOf(tx, refusals, period),
    emergencyAccess: await emergencyAccessOf(tx, period),
    withoutApproval: await withoutApprovalOf(tx, period),
  }));
}

async function resetsOf(tx: Tx, period: Period) {
  const rows = await listResetsIn(tx, period);
  const notices =
    rows.length === 0
      ? []
      : await listMessagesAbout(
          tx,
          rows.map(({ id }) => id),
        );
  const reported = [];
  for (const row of rows) {
    const approvals = row.requestId === null ? [] : await listAllApprovals(tx, row.requestId);
    const name = await namesOf(tx, [row.subjectId, row.actorId, ...approvals.map((one) => one.approverId)]);
    const { id, executedAt, reason, verifiedHow, attestation, note, outcome, outcomeAt } = row;
    reported.push({
      ...{ id, executedAt, subject: name(row.subjectId), by: name(row.actorId, row.operator) },
      ...{ reason, verifiedHow, attestation, note },
      approvals: approvals.map(({ approverId, approvedAt }) => ({ by: name(approverId), at: approvedAt })),
      notices: notices
        .filter(({ refId }) => refId === id)
        .map(({ kind, deliveredAt, deadAt }) => ({ kind, deliveredAt, givenUpAt: deadAt })),
      ...{ outcome, outcomeAt },
    });
  }
  return reported;
}

/** Who may decide now, since when and by whom. System Administrator is a state of the person: the trail says how it came. */
async function administratorsOf(tx: Tx) {
  const [paymentsAdmins, systemAdministrators] = [[] as Holder[], [] as Holder[]];
  for (const person of await listAdministrators(tx)) {
    const { id, grantedAt, grantedBy, role } = person;
    const raised = role === "system_administrator" ? await raisedBy(tx, id) : undefined;
    const name = await namesOf(tx, [id, grantedBy, raised?.by ?? null]);
    if (grantedAt) paymentsAdmins.push({ ...name(id), since: grantedAt, by: name(grantedBy) });
    if (raised) systemAdministrators.push({ ...name(id), since: raised.at, by: name(raised.by) });
  }
  return { paymentsAdmins, systemAdministrators };
}

type Holder = ReportedPerson & { since: Date | null; by: ReportedPerson };

async function raisedBy(tx: Tx, userId: string): Promise<{ at: Date | null; by: string | null }> {
  const kinds = ["system_administrator_raised", "company_created", "user_invited"];
  const events = await listEventsAbout(tx, userId, kinds);
  const event = events.find(
    ({ kind, facts }) => kind !== "user_invited" || facts["role"] === "system_administrator",
  );
  const requesterId = event?.facts["requesterId"];
  return {
    at: event?.at ?? null,
    by: typeof requesterId === "string" ? requesterId : (event?.actorId ?? null),
  };
}

async function policyChangesOf(tx: Tx, period: Period) {
  const events = await listEventsIn(tx, "policy_changed", period);
  const name = await namesOf(
    tx,
    events.map(({ actorId }) => actorId),
  );
  return events.map(({ seq, at, actorId, facts }) => ({ event: seq, at, by: name(actorId), facts }));
}

async function countsOf(tx: Tx, kinds: readonly string[], period: Period) {
  const counts = await countEventsIn(tx, kinds, period);
  return Object.fromEntries(kinds.map((kind) => [kind, counts.get(kind) ?? 0]));
}

async function emergencyAccessOf(tx: Tx, period: Period) {
  const rows = await listBreakGlassesIn(tx, period);
  const name = await namesOf(
    tx,
    rows.map(({ subjectId }) => subjectId),
  );
  return rows.map(({ subjectId, openedBy, openedAt, reason, confirmedBy, confirmedAt }) => ({
    ...{ subject: name(subjectId), openedBy, openedAt, reason, confirmedBy, confirmedAt },
  }));
}

async function withoutApprovalOf(tx: Tx, period: Period) {
  const rows = await listProceededIn(tx, period);
  const name = await namesOf(
    tx,
    rows.flatMap((row) => [row.requesterId, row.subjectId]),
  );
  return rows.map(({ id, kind, requesterId, subjectId, decidedAt }) => ({
    ...{ requestId: id, kind, by: name(requesterId), subject: subjectId === null ? null : name(subjectId) },
    at: decidedAt,
  }));
}

async function namesOf(tx: Tx, ids: (string | null)[]) {
  const known = ids.filter((id) => id !== null);
  const users = known.length === 0 ? [] : await findUsers(tx, known);
  return (id: string | null, operator: string | null = null): ReportedPerson => {
    const user = users.find((one) => one.id === id);
    if (user) return { id, name: fullName(user), email: user.email };
    return { id, name: operator === null ? "the operator" : `${operator} (operator)`, email: null };
  };
}
