import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { at, box, companyId, id, tenantPolicy, textC } from "./columns.ts";

/** The tenant. Its own id is the tenant key. */
export const companies = pgTable(
  "companies",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    slug: textC("slug").notNull(),
    displayName: text("display_name").notNull(),
    helpName: text("help_name").notNull(),
    helpEmail: text("help_email").notNull(),
    helpPhone: text("help_phone"),
    timeZone: text("time_zone").notNull(),
    /** Domains that an employee's email must be in; empty = any (R31). */
    emailDomains: jsonb("email_domains").$type<string[]>().notNull().default([]),
    kind: text("kind").notNull(),
    market: text("market").notNull(),
    /** What the company has set; `domain/policy.ts` reads it with its defaults. */
    policy: jsonb("policy").$type<Record<string, unknown>>().notNull().default({}),
    /** Where requests and acts are posted: a private channel of one of its workspaces. */
    approvalsWorkspaceId: text("approvals_workspace_id"),
    approvalsChannelId: text("approvals_channel_id"),
    approvalsChannelName: text("approvals_channel_name"),
    /** When a post found it gone, shared or public: System Administrators see it until another is chosen or it works again. */
    approvalsChannelFault: text("approvals_channel_fault"),
    createdAt: at("created_at").notNull(),
  },
  () => [check("companies_kind", sql`kind in ('general_contractor', 'owner_builder')`), tenantPolicy("id")],
);

/**
 * What is read before the tenant is known: Slack team or enterprise, or a slug, to a company id.
 * The one table without row-level security; it holds no secret (R62).
 */
export const routes = pgTable(
  "routes",
  {
    kind: text("kind").notNull(),
    key: textC("key").notNull(),
    companyId: text("company_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.key] }),
    check("routes_kind", sql`kind in ('slug', 'team', 'enterprise')`),
  ],
);

/**
 * A Slack team or enterprise in which the app is installed. `token_box` is null when the token stands in the environment; a
 * token that expires has a refresh token beside it, which Slack takes once.
 */
export const workspaces = pgTable(
  "workspaces",
  {
    companyId: companyId(),
    /** The Slack team (T…) or enterprise (E…) id. */
    id: id(),
    /** As Slack names it; null where nobody installed it by OAuth. */
    name: text("name"),
    tokenBox: box("token_box"),
    refreshBox: box("refresh_box"),
    tokenExpiresAt: at("token_expires_at"),
    /** Whoever refreshes the token has until then; the others go on with the one there is. */
    refreshLeasedUntil: at("refresh_leased_until"),
    /** Since when Slack has refused to refresh it. */
    refreshFailedAt: at("refresh_failed_at"),
    installedAt: at("installed_at").notNull(),
    uninstalledAt: at("uninstalled_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] }), tenantPolicy()],
);

/** The end of each company's audit chain: locked by whoever appends, so that the chain has one order. */
export const auditHeads = pgTable(
  "audit_heads",
  {
    companyId: companyId().primaryKey(),
    seq: integer("seq").notNull(),
    hash: text("hash").notNull(),
  },
  () => [tenantPolicy()],
);

/** What happened: the app may only insert and read; a trigger refuses the rest (R55). */
export const auditEvents = pgTable(
  "audit_events",
  {
    companyId: companyId(),
    seq: integer("seq").notNull(),
    at: at("at").notNull(),
    kind: text("kind").notNull(),
    actorId: text("actor_id"),
    subjectId: text("subject_id"),
    workspaceId: text("workspace_id"),
    slackUserId: text("slack_user_id"),
    /** Flat facts: reason, factor kinds before and after, reset id …; never a secret. */
    facts: jsonb("facts").$type<Record<string, string | number | boolean | null>>().notNull(),
    prevHash: text("prev_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.seq] }),
    // What a person sees of the own account.
    index("audit_events_by").on(t.companyId, t.actorId, t.seq),
    index("audit_events_about").on(t.companyId, t.subjectId, t.seq),
    tenantPolicy(),
  ],
);

/** Signed ends of the chain (R55): the app may only insert and read. Its text is made again from the row (`crypto/checkpoint.ts`). */
export const auditCheckpoints = pgTable(
  "audit_checkpoints",
  {
    companyId: companyId(),
    id: id(),
    /** The chain's name when it was signed. */
    chain: text("chain").notNull(),
    seq: integer("seq").notNull(),
    hash: text("hash").notNull(),
    signedAt: at("signed_at").notNull(),
    /** Which key signed it. */
    keyId: text("key_id").notNull(),
    signature: text("signature").notNull(),
    /** Whether people were sent it: a day on which nothing happened is told to nobody. */
    isTold: boolean("is_told").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("audit_checkpoints_newest").on(t.companyId, t.signedAt),
    tenantPolicy(),
  ],
);
