import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { at, box, companyId, id, tenantPolicy, textC } from "./columns.ts";
import { companies } from "./company.ts";

export const users = pgTable(
  "users",
  {
    companyId: companyId().references(() => companies.id),
    id: id(),
    /** Normalised: trimmed, NFC, lower case. Unique per company. */
    email: textC("email").notNull(),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    /** "petra alvarez" and "alvarez petra", for the type-ahead: normalised as emails are, written with the names. */
    searchName: textC("search_name").notNull().default(""),
    searchLastName: textC("search_last_name").notNull().default(""),
    relationship: text("relationship").$type<"employee" | "payee">().notNull(),
    role: text("role").$type<"member" | "system_administrator">().notNull(),
    organisation: text("organisation"),
    contactPhoneBox: box("contact_phone_box"),
    status: text("status").$type<"invited" | "active" | "deactivated">().notNull(),
    passwordHash: text("password_hash"),
    /** The last change; null while the first password stands. The same for email and phone: "lately changed" (R28, R51). */
    passwordChangedAt: at("password_changed_at"),
    emailChangedAt: at("email_changed_at"),
    contactPhoneSetAt: at("contact_phone_set_at"),
    contactPhoneChangedAt: at("contact_phone_changed_at"),
    /** Raised by every reset; whatever was begun under an older one is void (R44). */
    mfaEpoch: integer("mfa_epoch").notNull().default(0),
    /** Consecutive wrong codes of any kind, portal and Slack together (R12). */
    codeFailures: integer("code_failures").notNull().default(0),
    lockedUntil: at("locked_until"),
    /** "Lock now": sign-in and every act that needs a code wait until then. */
    heldUntil: at("held_until"),
    /** Since this account was last begun: null again for a reactivated person. */
    firstEnrolledAt: at("first_enrolled_at"),
    /** Never cleared: who has ever enrolled counts as somebody who could decide (DESIGN 2). */
    everEnrolledAt: at("ever_enrolled_at"),
    /** When the person last lost System Administrator: for a week they still count as somebody who could decide (R33). */
    lostSystemAdministratorAt: at("lost_system_administrator_at"),
    lastSignInAt: at("last_sign_in_at"),
    /** The person's own, in which mails and pages say times; null: the company's. */
    timeZone: text("time_zone"),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("users_email").on(t.companyId, t.email),
    check("users_relationship", sql`relationship in ('employee', 'payee')`),
    check("users_role", sql`role in ('member', 'system_administrator')`),
    check("users_status", sql`status in ('invited', 'active', 'deactivated')`),
    index("users_administrators").on(t.companyId).where(sql`role = 'system_administrator'`),
    index("users_lost_role")
      .on(t.companyId, t.lostSystemAdministratorAt)
      .where(sql`lost_system_administrator_at is not null`),
    index("users_search_name").on(t.companyId, t.searchName),
    index("users_search_last_name").on(t.companyId, t.searchLastName),
    check("users_payee_is_member", sql`relationship = 'employee' or role = 'member'`),
    tenantPolicy(),
  ],
);

/** The row's user, in the same company. */
export const toUser = (t: { companyId: AnyPgColumn; userId: AnyPgColumn }) =>
  foreignKey({ columns: [t.companyId, t.userId], foreignColumns: [users.companyId, users.id] });

/** A link that lets one person accept. Only the hash of its token is kept (R29). */
export const invitations = pgTable(
  "invitations",
  {
    companyId: companyId(),
    id: id(),
    userId: text("user_id").notNull(),
    /** Null for the first person, invited by the operator's CLI. */
    invitedBy: text("invited_by"),
    tokenHash: text("token_hash").notNull(),
    sentAt: at("sent_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    acceptedAt: at("accepted_at"),
    /** When the person last asked for a new one, after it had run out. */
    renewalAskedAt: at("renewal_asked_at"),
    /** Withdrawn, or replaced by a newer one. */
    voidedAt: at("voided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    toUser(t),
    uniqueIndex("invitations_token").on(t.companyId, t.tokenHash),
    uniqueIndex("invitations_open")
      .on(t.companyId, t.userId)
      .where(sql`accepted_at is null and voided_at is null`),
    tenantPolicy(),
  ],
);

/** Payments Admin: one active grant per user, held by the index. */
export const grants = pgTable(
  "grants",
  {
    companyId: companyId(),
    id: id(),
    userId: text("user_id").notNull(),
    grantedBy: text("granted_by"),
    grantedAt: at("granted_at").notNull(),
    revokedAt: at("revoked_at"),
    revokedBy: text("revoked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    toUser(t),
    uniqueIndex("grants_active").on(t.companyId, t.userId).where(sql`revoked_at is null`),
    tenantPolicy(),
  ],
);

/** "Lock now" for a phone that may be stolen, and how it ended. */
export const holds = pgTable(
  "holds",
  {
    companyId: companyId(),
    id: id(),
    userId: text("user_id").notNull(),
    actorId: text("actor_id").notNull(),
    createdAt: at("created_at").notNull(),
    until: at("until").notNull(),
    endedAt: at("ended_at"),
    endedBy: text("ended_by"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    toUser(t),
    index("holds_of_actor").on(t.companyId, t.actorId, t.createdAt),
    index("holds_of_user").on(t.companyId, t.userId, t.createdAt),
    tenantPolicy(),
  ],
);

/** A browser that signed in. The token's hash is the key that proves it; the level is never raised without authentication (R03, R52). */
export const sessions = pgTable(
  "sessions",
  {
    companyId: companyId(),
    id: id(),
    userId: text("user_id").notNull(),
    tokenHash: text("token_hash").notNull(),
    level: text("level").$type<"password" | "enrol" | "full">().notNull(),
    /** The user's epoch when it began. */
    epoch: integer("epoch").notNull(),
    /** An enrolment opened by the recovery code: the present factors are replaced. */
    isRecovery: boolean("is_recovery").notNull().default(false),
    /** An enrolment opened by both halves of a setup code: a new password comes first. */
    needsPassword: boolean("needs_password").notNull().default(false),
    /** The password chosen there; it counts from the moment the new phone does, so that a set-up broken off changes nothing. */
    newPasswordHash: text("new_password_hash"),
    idleMs: integer("idle_ms").notNull(),
    createdAt: at("created_at").notNull(),
    lastSeenAt: at("last_seen_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    endedAt: at("ended_at"),
    /** The recovery code just shown, until the tick, so that a reload shows the same one (DESIGN 3). */
    recoveryCodeId: text("recovery_code_id"),
    recoveryCodeBox: box("recovery_code_box"),
    recoveryCodeUntil: at("recovery_code_until"),
    device: text("device"),
    /** This browser was sent to Slack to install the app: what it must bring back, once. */
    installStateHash: text("install_state_hash"),
    installStateUntil: at("install_state_until"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    toUser(t),
    uniqueIndex("sessions_token").on(t.companyId, t.tokenHash),
    index("sessions_of_user").on(t.companyId, t.userId).where(sql`ended_at is null`),
    check("sessions_level", sql`level in ('password', 'enrol', 'full')`),
    tenantPolicy(),
  ],
);

/** Wrong passwords by the email typed, known or not, so that both take the same path (R04). */
export const signInThrottles = pgTable(
  "sign_in_throttles",
  {
    companyId: companyId(),
    emailHash: text("email_hash").notNull(),
    failures: integer("failures").notNull(),
    lockedUntil: at("locked_until"),
    lastFailureAt: at("last_failure_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.emailHash] }), tenantPolicy()],
);
