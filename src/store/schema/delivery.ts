import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, box, companyId, id, tenantPolicy, workerPolicy } from "./columns.ts";

/**
 * Something to send, written in the transaction of the change it tells of. It names rows, never text:
 * a message is rendered from `kind`, `ref_id` and the rows when it is sent. Only a secret that no row keeps
 * (a link token, a setup code) travels in `payload_box`, erased on delivery or expiry.
 */
export const outbox = pgTable(
  "outbox",
  {
    companyId: companyId(),
    id: id(),
    kind: text("kind").notNull(),
    /** The row that the message is about; its table follows from the kind. */
    refId: text("ref_id").notNull(),
    /** The user it goes to. */
    recipientId: text("recipient_id"),
    payloadBox: box("payload_box"),
    /** After this the message is pointless (its code has expired): it is dropped, and the payload erased. */
    expiresAt: at("expires_at"),
    dueAt: at("due_at").notNull(),
    /** Also the fencing number: a worker whose lease ran out cannot overwrite a later attempt. */
    attempts: integer("attempts").notNull().default(0),
    leasedUntil: at("leased_until"),
    createdAt: at("created_at").notNull(),
    deliveredAt: at("delivered_at"),
    deadAt: at("dead_at"),
    lastError: text("last_error"),
    /** Slack's ts and channel, or the mail server's answer. */
    receipt: jsonb("receipt").$type<Record<string, string>>(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("outbox_due").on(t.dueAt).where(sql`delivered_at is null and dead_at is null`),
    index("outbox_pending").on(t.companyId, t.refId).where(sql`delivered_at is null and dead_at is null`),
    index("outbox_dead").on(t.deadAt).where(sql`dead_at is not null`),
    tenantPolicy(),
    workerPolicy(),
  ],
);

/**
 * Where a request or an act stands in Slack: one message in the approvals channel, and copies by DM. A button counts
 * only in one of these conversations; each is drawn again when the row changes.
 */
export const postings = pgTable(
  "postings",
  {
    companyId: companyId(),
    id: id(),
    /** The request or reset. */
    refId: text("ref_id").notNull(),
    workspaceId: text("workspace_id").notNull(),
    /** Null for a DM that has not been sent yet. */
    channelId: text("channel_id"),
    /** Null for the approvals channel. */
    recipientId: text("recipient_id"),
    /** Null until Slack has taken it. */
    ts: text("ts"),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("postings_channel").on(t.companyId, t.refId).where(sql`recipient_id is null`),
    uniqueIndex("postings_dm").on(t.companyId, t.refId, t.recipientId).where(sql`recipient_id is not null`),
    tenantPolicy(),
  ],
);

/** Something to do later, by a flow: a reset that lapses, a request that expires. Leased like the outbox. */
export const timers = pgTable(
  "timers",
  {
    companyId: companyId(),
    id: id(),
    kind: text("kind").notNull(),
    refId: text("ref_id").notNull(),
    dueAt: at("due_at").notNull(),
    leasedUntil: at("leased_until"),
    doneAt: at("done_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("timers_due").on(t.dueAt).where(sql`done_at is null`),
    tenantPolicy(),
    workerPolicy(),
  ],
);
