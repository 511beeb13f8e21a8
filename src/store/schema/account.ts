import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, box, companyId, id, tenantPolicy, textC } from "./columns.ts";
import { toUser } from "./people.ts";

/** "Forgot your password?": a mailed link to a new one. It signs nobody in and proves nothing but the mailbox (R28). */
export const passwordResets = pgTable(
  "password_resets",
  {
    companyId: companyId(),
    tokenHash: text("token_hash").notNull(),
    userId: text("user_id").notNull(),
    /** The user's at the beginning: a reset since then voids it (R44). */
    epoch: integer("epoch").notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    usedAt: at("used_at"),
    voidedAt: at("voided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.tokenHash] }),
    toUser(t),
    index("password_resets_of_user").on(t.companyId, t.userId, t.createdAt),
    tenantPolicy(),
  ],
);

/** A new email or contact phone that its owner has not confirmed from there yet (R51). */
export const contactChanges = pgTable(
  "contact_changes",
  {
    companyId: companyId(),
    id: id(),
    userId: text("user_id").notNull(),
    kind: text("kind").$type<"email" | "phone">().notNull(),
    /** Of an email: the new address, and the hash of the link's token that was mailed there. */
    email: textC("email"),
    tokenHash: text("token_hash"),
    /** The address before, once the new one has taken its place: for a week it is told of everything, too. */
    formerEmail: textC("former_email"),
    /** Of a phone: the new number in E.164; the code that was texted to it is a row of `sms_codes`. */
    phoneBox: box("phone_box"),
    epoch: integer("epoch").notNull(),
    attempts: integer("attempts").notNull().default(0),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    doneAt: at("done_at"),
    voidedAt: at("voided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    toUser(t),
    uniqueIndex("contact_changes_token").on(t.companyId, t.tokenHash),
    uniqueIndex("contact_changes_open")
      .on(t.companyId, t.userId, t.kind)
      .where(sql`done_at is null and voided_at is null`),
    check("contact_changes_kind", sql`kind in ('email', 'phone')`),
    tenantPolicy(),
  ],
);

/**
 * "I lost my phone": somebody with the person's password asks the company for help. The number adds to a call between the
 * two, never replaces it.
 */
export const helpCalls = pgTable(
  "help_calls",
  {
    companyId: companyId(),
    id: id(),
    userId: text("user_id").notNull(),
    /** Four digits, shown to the person and on the support agent's card. */
    numberBox: box("number_box").notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    closedAt: at("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    toUser(t),
    uniqueIndex("help_calls_open").on(t.companyId, t.userId).where(sql`closed_at is null`),
    index("help_calls_of_user").on(t.companyId, t.userId, t.createdAt),
    tenantPolicy(),
  ],
);
