import { and, desc, eq, gte, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { hitOne } from "./rows.ts";
import { workspaces } from "./schema/company.ts";
import { linkAttempts, links, slackPeople } from "./schema/slack.ts";

export type Link = typeof links.$inferSelect;
export type LinkAttempt = typeof linkAttempts.$inferSelect;
export type SlackPerson = typeof slackPeople.$inferSelect;
export type SlackIdentity = { workspaceId: string; slackUserId: string };

const ofIdentity = ({ workspaceId, slackUserId }: SlackIdentity) =>
  and(eq(links.workspaceId, workspaceId), eq(links.slackUserId, slackUserId), ne(links.state, "removed"));

export async function findLink(tx: Tx, identity: SlackIdentity): Promise<Link | undefined> {
  const rows = await tx.select().from(links).where(ofIdentity(identity));
  return rows[0];
}

/** Locked: a link that ends between click and commit is waited for (R39). */
export async function lockLink(tx: Tx, identity: SlackIdentity): Promise<Link | undefined> {
  const rows = await tx.select().from(links).where(ofIdentity(identity)).for("update");
  return rows[0];
}

export async function findLinkById(tx: Tx, id: string): Promise<Link | undefined> {
  const rows = await tx.select().from(links).where(eq(links.id, id));
  return rows[0];
}

const ofUser = (userId: string, workspaceId: string) =>
  and(eq(links.userId, userId), eq(links.workspaceId, workspaceId), ne(links.state, "removed"));

export async function findLinkOfUser(tx: Tx, userId: string, workspaceId: string): Promise<Link | undefined> {
  const rows = await tx.select().from(links).where(ofUser(userId, workspaceId));
  return rows[0];
}

export async function lockLinkOfUser(tx: Tx, userId: string, workspaceId: string): Promise<Link | undefined> {
  const rows = await tx.select().from(links).where(ofUser(userId, workspaceId)).for("update");
  return rows[0];
}

/** The user's links with what Slack says of each identity. */
export function listLinks(tx: Tx, userId: string) {
  return tx
    .select({
      id: links.id,
      workspaceId: links.workspaceId,
      slackUserId: links.slackUserId,
      name: sql<string>`coalesce(${slackPeople.name}, ${links.slackUserId})`,
      linkedAt: links.linkedAt,
      isSuspended: sql<boolean>`${links.state} = 'suspended'`,
    })
    .from(links)
    .leftJoin(
      slackPeople,
      and(
        eq(slackPeople.companyId, links.companyId),
        eq(slackPeople.workspaceId, links.workspaceId),
        eq(slackPeople.slackUserId, links.slackUserId),
      ),
    )
    .where(and(eq(links.userId, userId), ne(links.state, "removed")));
}

export async function insertLink(tx: Tx, link: typeof links.$inferInsert): Promise<void> {
  await tx.insert(links).values(link);
}

export async function removeLink(tx: Tx, id: string, endedAt: Date): Promise<boolean> {
  const rows = await tx
    .update(links)
    .set({ state: "removed", endedAt })
    .where(and(eq(links.id, id), ne(links.state, "removed")))
    .returning({ id: links.id });
  return hitOne(rows, "link");
}

/** Ends every link of the user: from the next lock on no Slack identity acts for them. */
export async function removeLinks(tx: Tx, userId: string, endedAt: Date): Promise<void> {
  await tx
    .update(links)
    .set({ state: "removed", endedAt })
    .where(and(eq(links.userId, userId), ne(links.state, "removed")));
}

/** Ends the links of the user that were made since a time; answers the Slack identities. */
export function removeLinksSince(tx: Tx, userId: string, { since, endedAt }: { since: Date; endedAt: Date }) {
  return tx
    .update(links)
    .set({ state: "removed", endedAt })
    .where(and(eq(links.userId, userId), ne(links.state, "removed"), gte(links.linkedAt, since)))
    .returning({ workspaceId: links.workspaceId, slackUserId: links.slackUserId });
}

/** False when it is not active (any more). It keeps its place among the identity's links until it is made anew or removed. */
export async function suspendLink(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx
    .update(links)
    .set({ state: "suspended" })
    .where(and(eq(links.id, id), eq(links.state, "active")))
    .returning({ id: links.id });
  return hitOne(rows, "link");
}

type NewLinkAttempt = Pick<
  LinkAttempt,
  "id" | "workspaceId" | "slackUserId" | "tokenHash" | "createdAt" | "expiresAt"
>;

/** The identity's one open attempt, begun anew: a token, number or claim of before is void. Safe when pressed twice at once. */
export async function saveLinkAttempt(tx: Tx, attempt: NewLinkAttempt): Promise<void> {
  const { tokenHash, createdAt, expiresAt } = attempt;
  const unclaimed = { userId: null, numberHash: null, numberExpiresAt: null, attempts: 0 };
  await tx
    .insert(linkAttempts)
    .values(attempt)
    .onConflictDoUpdate({
      target: [linkAttempts.companyId, linkAttempts.workspaceId, linkAttempts.slackUserId],
      targetWhere: sql`ended_at is null`,
      set: { tokenHash, createdAt, expiresAt, ...unclaimed },
    });
}

export async function findLinkAttemptByToken(tx: Tx, tokenHash: string): Promise<LinkAttempt | undefined> {
  const rows = await tx.select().from(linkAttempts).where(eq(linkAttempts.tokenHash, tokenHash));
  return rows[0];
}

const isOpenAttemptOf = ({ workspaceId, slackUserId }: SlackIdentity) =>
  and(
    eq(linkAttempts.workspaceId, workspaceId),
    eq(linkAttempts.slackUserId, slackUserId),
    isNull(linkAttempts.endedAt),
  );

export async function findOpenLinkAttempt(tx: Tx, identity: SlackIdentity): Promise<LinkAttempt | undefined> {
  const rows = await tx.select().from(linkAttempts).where(isOpenAttemptOf(identity));
  return rows[0];
}

export async function lockOpenLinkAttempt(tx: Tx, identity: SlackIdentity): Promise<LinkAttempt | undefined> {
  const rows = await tx.select().from(linkAttempts).where(isOpenAttemptOf(identity)).for("update");
  return rows[0];
}

/** Ends what the user has claimed and not confirmed: begun before a reset, it must not end after it (R44). */
export async function endClaimedLinkAttempts(tx: Tx, userId: string, endedAt: Date): Promise<void> {
  await tx
    .update(linkAttempts)
    .set({ endedAt })
    .where(and(eq(linkAttempts.userId, userId), isNull(linkAttempts.endedAt)));
}

/** Changes an attempt that is still open; false when it ended meanwhile. */
export async function updateLinkAttempt(
  tx: Tx,
  id: string,
  changes: Partial<typeof linkAttempts.$inferInsert>,
) {
  const rows = await tx
    .update(linkAttempts)
    .set(changes)
    .where(and(eq(linkAttempts.id, id), isNull(linkAttempts.endedAt)))
    .returning({ id: linkAttempts.id });
  return hitOne(rows, "link attempt");
}

export async function findSlackPerson(tx: Tx, identity: SlackIdentity): Promise<SlackPerson | undefined> {
  const rows = await tx
    .select()
    .from(slackPeople)
    .where(
      and(
        eq(slackPeople.workspaceId, identity.workspaceId),
        eq(slackPeople.slackUserId, identity.slackUserId),
      ),
    );
  return rows[0];
}

/** What Slack said last, over what it said before. */
export async function saveSlackPerson(tx: Tx, person: typeof slackPeople.$inferInsert): Promise<void> {
  await tx
    .insert(slackPeople)
    .values(person)
    .onConflictDoUpdate({
      target: [slackPeople.companyId, slackPeople.workspaceId, slackPeople.slackUserId],
      set: person,
    });
}

/** Older than any answer may be. */
const longAgo = new Date(0);

/** What Slack said of this identity is not to be relied on; nothing where it was never asked. */
export async function markSlackPersonOld(tx: Tx, identity: SlackIdentity): Promise<void> {
  const rows = await tx
    .update(slackPeople)
    .set({ fetchedAt: longAgo })
    .where(
      and(
        eq(slackPeople.workspaceId, identity.workspaceId),
        eq(slackPeople.slackUserId, identity.slackUserId),
      ),
    )
    .returning({ slackUserId: slackPeople.slackUserId });
  hitOne(rows, "Slack person");
}

/** Where a user reads direct messages: the newest active link in a workspace that still has the app. */
export async function findSlackAddress(tx: Tx, userId: string): Promise<SlackIdentity | undefined> {
  const rows = await tx
    .select({ workspaceId: links.workspaceId, slackUserId: links.slackUserId })
    .from(links)
    .innerJoin(
      workspaces,
      and(eq(workspaces.companyId, links.companyId), eq(workspaces.id, links.workspaceId)),
    )
    .where(and(eq(links.userId, userId), eq(links.state, "active"), isNull(workspaces.uninstalledAt)))
    .orderBy(desc(links.linkedAt))
    .limit(1);
  return rows[0];
}
