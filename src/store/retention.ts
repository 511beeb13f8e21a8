import { and, eq, inArray, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { keepInvitationsMs, keepMs, keepSignaturesMs, keepTextsMs } from "../domain/retention.ts";
import type { Db, Tx } from "./db.ts";
import { contactChanges, helpCalls, passwordResets } from "./schema/account.ts";
import { outbox, postings, timers } from "./schema/delivery.ts";
import { challenges, factors, resets, smsCodes, stopLinks } from "./schema/mfa.ts";
import { invitations, sessions, signInThrottles } from "./schema/people.ts";
import { requests } from "./schema/requests.ts";
import { linkAttempts, links, slackPeople, usedSignatures } from "./schema/slack.ts";

const isNotOf = (record: typeof requests | typeof resets) =>
  sql`not exists (select 1 from ${record} where ${record.companyId} = ${postings.companyId} and ${record.id} = ${postings.refId})`;

const isUnlinked = sql`not exists (select 1 from ${links} where ${links.companyId} = ${slackPeople.companyId}
  and ${links.workspaceId} = ${slackPeople.workspaceId} and ${links.slackUserId} = ${slackPeople.slackUserId}
  and ${links.state} <> 'removed')`;

type Rule = { table: PgTable; keepMs: number; isPast: (before: Date) => SQL | undefined };

/**
 * What may go, table by table: only what is over, and was over before a time. A table that is not here is kept; a test holds
 * every table of the database against the two lists. None of these is referred to by a foreign key of another table.
 */
const rules: Record<string, Rule> = {
  sessions: { table: sessions, keepMs, isPast: (before) => lt(sessions.expiresAt, before) },
  challenges: { table: challenges, keepMs, isPast: (before) => lt(challenges.expiresAt, before) },
  used_signatures: {
    table: usedSignatures,
    keepMs: keepSignaturesMs,
    isPast: (before) => lt(usedSignatures.usedAt, before),
  },
  sms_codes: { table: smsCodes, keepMs: keepTextsMs, isPast: (before) => lt(smsCodes.sentAt, before) },
  sign_in_throttles: {
    table: signInThrottles,
    keepMs,
    isPast: (before) =>
      and(
        lt(signInThrottles.lastFailureAt, before),
        or(isNull(signInThrottles.lockedUntil), lt(signInThrottles.lockedUntil, before)),
      ),
  },
  password_resets: {
    table: passwordResets,
    keepMs,
    isPast: (before) => lt(passwordResets.expiresAt, before),
  },
  // A former address is told of everything for a week after the change (R51).
  contact_changes: {
    table: contactChanges,
    keepMs,
    isPast: (before) =>
      and(
        lt(contactChanges.expiresAt, before),
        or(isNull(contactChanges.doneAt), lt(contactChanges.doneAt, before)),
      ),
  },
  help_calls: { table: helpCalls, keepMs, isPast: (before) => lt(helpCalls.expiresAt, before) },
  // Those of requests and resets say where a button counts, as long as there are any.
  postings: {
    table: postings,
    keepMs,
    isPast: (before) => and(lt(postings.createdAt, before), isNotOf(requests), isNotOf(resets)),
  },
  invitations: {
    table: invitations,
    keepMs: keepInvitationsMs,
    isPast: (before) => or(lt(invitations.acceptedAt, before), lt(invitations.voidedAt, before)),
  },
  link_attempts: {
    table: linkAttempts,
    keepMs,
    isPast: (before) =>
      and(
        lt(linkAttempts.expiresAt, before),
        or(isNull(linkAttempts.numberExpiresAt), lt(linkAttempts.numberExpiresAt, before)),
      ),
  },
  // Asked of Slack again when they come back; those who are linked stay, as lists show their names.
  slack_people: {
    table: slackPeople,
    keepMs,
    isPast: (before) => and(lt(slackPeople.fetchedAt, before), isUnlinked),
  },
  // What was never proven was never a factor: no history (R60), but a secret or a number that nobody needs.
  factors: {
    table: factors,
    keepMs,
    isPast: (before) =>
      and(eq(factors.state, "pending"), isNull(factors.activatedAt), lt(factors.createdAt, before)),
  },
  stop_links: { table: stopLinks, keepMs, isPast: (before) => lt(stopLinks.expiresAt, before) },
  timers: { table: timers, keepMs, isPast: (before) => lt(timers.doneAt, before) },
  // Home shows whether the newest test message of the approvals channel arrived, however old.
  outbox: {
    table: outbox,
    keepMs,
    isPast: (before) =>
      and(
        ne(outbox.kind, "channel_test_post"),
        or(lt(outbox.deliveredAt, before), lt(outbox.deadAt, before)),
      ),
  },
};

/** What is never deleted: records of what people decided and were proven by, and the company itself. */
export const keptTables = [
  ...["companies", "routes", "workspaces", "users", "grants", "links", "recovery_codes"],
  ...["requests", "request_approvals", "request_notes", "resets", "holds", "break_glasses"],
  ...["audit_events", "audit_heads", "audit_checkpoints"],
];

export const prunedTables = Object.keys(rules);

/** How many rows of a table are past their time. As the owner: the app may delete next to nothing. */
export function countPast(owner: Db, name: string, now: Date): Promise<number> {
  const { table, where } = pastOf(name, now);
  return unfiltered(owner, (tx) => tx.$count(table, where));
}

/** Deletes at most `limit` of them, and answers how many. A row that somebody holds just now is left for the next time. */
export async function deletePast(
  owner: Db,
  name: string,
  { now, limit }: { now: Date; limit: number },
): Promise<number> {
  const { table, where } = pastOf(name, now);
  return unfiltered(owner, async (tx) => {
    const past = tx
      .select({ ctid: sql`ctid` })
      .from(table)
      .where(where)
      .limit(limit)
      .for("update", { skipLocked: true });
    const rows = await tx
      .delete(table)
      .where(and(inArray(sql`ctid`, past), where))
      .returning({ gone: sql`1` });
    return rows.length;
  });
}

function pastOf(name: string, now: Date): { table: PgTable; where: SQL } {
  const rule = rules[name];
  const where = rule?.isPast(new Date(now.getTime() - rule.keepMs));
  // Without a condition everything would go.
  if (!rule || !where) throw new Error(`no rule says what of ${name} is past`);
  return { table: rule.table, where };
}

/** Where row-level security would hide rows it fails, rather than finding too few. */
function unfiltered<T>(owner: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return owner.transaction(async (tx) => {
    await tx.execute(sql`set local row_security = off`);
    return work(tx);
  });
}
