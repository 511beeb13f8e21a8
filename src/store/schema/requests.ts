import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { RequestDetails, RequestKind, RequestState } from "../../domain/request.ts";
import { at, box, companyId, id, tenantPolicy, textC } from "./columns.ts";
import { users } from "./people.ts";

/** An act that waits for a decision. It does not change after creation (R41); only its state does, forwards (R42). */
export const requests = pgTable(
  "requests",
  {
    companyId: companyId(),
    id: id(),
    kind: text("kind").$type<RequestKind>().notNull(),
    state: text("state").$type<RequestState>().notNull(),
    requesterId: text("requester_id").notNull(),
    /** Null for a policy, and for somebody who is not a user yet. */
    subjectId: text("subject_id"),
    /** The subject's id, the new person's email, or the company's: one open request for each (R40). */
    subjectKey: textC("subject_key").notNull(),
    /** The subject's epoch at creation: a reset in between answers the request. */
    subjectEpoch: integer("subject_epoch"),
    /** A reset asked for by somebody who may not reset. */
    isAsk: boolean("is_ask").notNull(),
    /** What exactly is asked for, by kind. */
    details: jsonb("details").$type<RequestDetails>().notNull(),
    /** What of it must not be read in a backup: a new person's contact phone. */
    secretBox: box("secret_box"),
    /** Approvals that the rule asked for at creation; the stricter of then and now counts. */
    ruleAtCreation: integer("rule_at_creation").notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    /** From then on a requester who may do the act may proceed; null: never. */
    breakGlassAt: at("break_glass_at"),
    remindedAt: at("reminded_at"),
    /** Denied, cancelled, expired or executed: when, by whom, and why. */
    decidedAt: at("decided_at"),
    decidedBy: text("decided_by"),
    denyReason: text("deny_reason"),
    /** How the approvals came to be enough. */
    isReducedQuorum: boolean("is_reduced_quorum").notNull().default(false),
    isBreakGlass: boolean("is_break_glass").notNull().default(false),
    /** The reset that came of it. */
    resetId: text("reset_id"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    foreignKey({ columns: [t.companyId, t.requesterId], foreignColumns: [users.companyId, users.id] }),
    uniqueIndex("requests_open")
      .on(t.companyId, t.kind, t.subjectKey)
      .where(sql`state in ('pending', 'approved')`),
    index("requests_waiting").on(t.companyId, t.createdAt).where(sql`state = 'pending'`),
    index("requests_of_requester").on(t.companyId, t.requesterId, t.createdAt),
    check(
      "requests_kind",
      sql`kind in ('grant', 'system_administrator', 'reset', 'revoke', 'policy', 'email')`,
    ),
    check(
      "requests_state",
      sql`state in ('pending', 'approved', 'denied', 'cancelled', 'expired', 'executed')`,
    ),
    check("requests_ask_is_reset", sql`not is_ask or kind = 'reset'`),
    tenantPolicy(),
  ],
);

/** One approver's yes, given with the own code. Whether it still counts is asked again when the request executes (B19). */
export const requestApprovals = pgTable(
  "request_approvals",
  {
    companyId: companyId(),
    requestId: text("request_id").notNull(),
    approverId: text("approver_id").notNull(),
    approvedAt: at("approved_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.requestId, t.approverId] }),
    foreignKey({ columns: [t.companyId, t.requestId], foreignColumns: [requests.companyId, requests.id] }),
    foreignKey({ columns: [t.companyId, t.approverId], foreignColumns: [users.companyId, users.id] }),
    tenantPolicy(),
  ],
);

/** A question to the requester, or the answer. */
export const requestNotes = pgTable(
  "request_notes",
  {
    companyId: companyId(),
    id: id(),
    requestId: text("request_id").notNull(),
    authorId: text("author_id").notNull(),
    kind: text("kind").$type<"question" | "answer">().notNull(),
    text: text("text").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    foreignKey({ columns: [t.companyId, t.requestId], foreignColumns: [requests.companyId, requests.id] }),
    foreignKey({ columns: [t.companyId, t.authorId], foreignColumns: [users.companyId, users.id] }),
    index("request_notes_of_request").on(t.companyId, t.requestId, t.createdAt),
    check("request_notes_kind", sql`kind in ('question', 'answer')`),
    tenantPolicy(),
  ],
);

/** The operator's emergency access: opened by one, confirmed by another (R58). */
export const breakGlasses = pgTable(
  "break_glasses",
  {
    companyId: companyId(),
    id: id(),
    subjectId: text("subject_id").notNull(),
    openedBy: text("opened_by").notNull(),
    reason: text("reason").notNull(),
    openedAt: at("opened_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    confirmedBy: text("confirmed_by"),
    confirmedAt: at("confirmed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    foreignKey({ columns: [t.companyId, t.subjectId], foreignColumns: [users.companyId, users.id] }),
    tenantPolicy(),
  ],
);
