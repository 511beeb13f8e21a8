import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, companyId, id, tenantPolicy } from "./columns.ts";
import { toUser } from "./people.ts";

/** What Slack last said of a person, so that the gate need not ask at every click (at most 10 minutes old). */
export const slackPeople = pgTable(
  "slack_people",
  {
    companyId: companyId(),
    workspaceId: text("workspace_id").notNull(),
    slackUserId: text("slack_user_id").notNull(),
    teamId: text("team_id").notNull(),
    name: text("name").notNull(),
    email: text("email"),
    isDeleted: boolean("is_deleted").notNull(),
    isBot: boolean("is_bot").notNull(),
    /** Single- or multi-channel guest, or a stranger of another company. */
    isGuest: boolean("is_guest").notNull(),
    fetchedAt: at("fetched_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.workspaceId, t.slackUserId] }), tenantPolicy()],
);

/** The proven tie between a Slack identity and a user (R54). Unique both ways in a workspace. */
export const links = pgTable(
  "links",
  {
    companyId: companyId(),
    id: id(),
    workspaceId: text("workspace_id").notNull(),
    slackUserId: text("slack_user_id").notNull(),
    userId: text("user_id").notNull(),
    state: text("state").$type<"active" | "suspended" | "removed">().notNull(),
    linkedAt: at("linked_at").notNull(),
    endedAt: at("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    toUser(t),
    uniqueIndex("links_slack_identity")
      .on(t.companyId, t.workspaceId, t.slackUserId)
      .where(sql`state <> 'removed'`),
    uniqueIndex("links_user").on(t.companyId, t.userId, t.workspaceId).where(sql`state <> 'removed'`),
    check("links_state", sql`state in ('active', 'suspended', 'removed')`),
    tenantPolicy(),
  ],
);

/** A link in the making: a token given to one Slack identity, then a number shown in the portal that this identity must type. */
export const linkAttempts = pgTable(
  "link_attempts",
  {
    companyId: companyId(),
    id: id(),
    workspaceId: text("workspace_id").notNull(),
    slackUserId: text("slack_user_id").notNull(),
    tokenHash: text("token_hash").notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    /** Set by the POST in the portal. */
    userId: text("user_id"),
    numberHash: text("number_hash"),
    numberExpiresAt: at("number_expires_at"),
    attempts: integer("attempts").notNull().default(0),
    endedAt: at("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("link_attempts_token").on(t.companyId, t.tokenHash),
    uniqueIndex("link_attempts_open")
      .on(t.companyId, t.workspaceId, t.slackUserId)
      .where(sql`ended_at is null`),
    tenantPolicy(),
  ],
);

/**
 * Signed requests that had leave to change something. A captured one that comes again, at whatever process, finds itself
 * here (A03); after minutes its signature is too old anyway, and the row goes.
 */
export const usedSignatures = pgTable(
  "used_signatures",
  {
    companyId: companyId(),
    hash: text("hash").notNull(),
    usedAt: at("used_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.hash] }),
    index("used_signatures_age").on(t.companyId, t.usedAt),
    tenantPolicy(),
  ],
);
