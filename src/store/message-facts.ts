import { and, eq, or } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { fullName } from "../domain/person.ts";
import type { Tx } from "./db.ts";
import { factors, resets } from "./schema/mfa.ts";
import { invitations, users } from "./schema/people.ts";
import { linkAttempts, links, slackPeople } from "./schema/slack.ts";

const subject = alias(users, "subject");
const actor = alias(users, "actor");
const invitee = alias(users, "invitee");
const inviter = alias(users, "inviter");

type NameColumn = "firstName" | "lastName" | "email" | "organisation";
/** Generic, so that the columns keep their alias in the type, by which a left join knows that they may be missing. */
const nameOf = <T extends Record<NameColumn, PgColumn>>(person: T): Pick<T, NameColumn> => ({
  firstName: person.firstName,
  lastName: person.lastName,
  email: person.email,
  organisation: person.organisation,
});

export type ResetFacts = NonNullable<Awaited<ReturnType<typeof findResetFacts>>>;

/** A reset with the people of it; where the operator did it, under the operator's name. */
export async function findResetFacts(tx: Tx, id: string) {
  const rows = await tx
    .select({ reset: resets, subject: nameOf(subject), actor: nameOf(actor) })
    .from(resets)
    .innerJoin(subject, and(eq(subject.companyId, resets.companyId), eq(subject.id, resets.subjectId)))
    .leftJoin(actor, and(eq(actor.companyId, resets.companyId), eq(actor.id, resets.actorId)))
    .where(eq(resets.id, id));
  const [row] = rows;
  return row && { ...row, actorName: row.actor ? fullName(row.actor) : operatorName(row.reset.operator) };
}

/** "Jo Park (operator)": nobody of the company, and said so. */
export const operatorName = (operator: string | null) => `${operator ?? "The operator"} (operator)`;

/** Whether an app code of the person still opens the account, or can bring back what this reset turned off (R48). */
export async function hasUsableFactor(tx: Tx, reset: { id: string; subjectId: string }): Promise<boolean> {
  const isSuspended = and(eq(factors.suspendedByResetId, reset.id), eq(factors.state, "suspended"));
  const rows = await tx
    .select({ id: factors.id })
    .from(factors)
    .where(and(eq(factors.userId, reset.subjectId), or(isSuspended, eq(factors.state, "active"))))
    .limit(1);
  return rows.length > 0;
}

/** An invitation with the invited and, unless the operator's CLI invited, the inviter. */
export async function findInvitationFacts(tx: Tx, id: string) {
  const rows = await tx
    .select({ invitation: invitations, invitee: nameOf(invitee), inviter: nameOf(inviter) })
    .from(invitations)
    .innerJoin(invitee, and(eq(invitee.companyId, invitations.companyId), eq(invitee.id, invitations.userId)))
    .leftJoin(
      inviter,
      and(eq(inviter.companyId, invitations.companyId), eq(inviter.id, invitations.invitedBy)),
    )
    .where(eq(invitations.id, id));
  return rows[0];
}

/** A link with what Slack says of its identity, when Slack has been asked. */
export async function findLinkFacts(tx: Tx, id: string) {
  const rows = await tx
    .select({ link: links, slackName: slackPeople.name })
    .from(links)
    .leftJoin(
      slackPeople,
      and(
        eq(slackPeople.companyId, links.companyId),
        eq(slackPeople.workspaceId, links.workspaceId),
        eq(slackPeople.slackUserId, links.slackUserId),
      ),
    )
    .where(eq(links.id, id));
  return rows[0];
}

export async function findLinkAttempt(tx: Tx, id: string) {
  const rows = await tx.select().from(linkAttempts).where(eq(linkAttempts.id, id));
  return rows[0];
}
