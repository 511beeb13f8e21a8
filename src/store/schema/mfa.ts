import { sql } from "drizzle-orm";
import {
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
import type { FactorKind } from "../../domain/factor.ts";
import { at, box, companyId, id, tenantPolicy } from "./columns.ts";
import { toUser, users } from "./people.ts";

/** What a person proves possession of. Rows stay after their end: the history of factors (R60); a destroyed one has no secret and no number. */
export const factors = pgTable(
  "factors",
  {
    companyId: companyId(),
    id: id(),
    userId: text("user_id").notNull(),
    kind: text("kind").$type<FactorKind>().notNull(),
    state: text("state").$type<"pending" | "active" | "suspended" | "destroyed">().notNull(),
    /** Of an authenticator app. */
    secretBox: box("secret_box"),
    /** Of text messages: the number in E.164, and its last two digits, which may be shown. */
    phoneBox: box("phone_box"),
    phoneHint: text("phone_hint"),
    /** Consecutive wrong codes; at 100 the factor is turned off (R13). */
    failures: integer("failures").notNull().default(0),
    /** The last accepted TOTP step; a step is accepted once (R06). Null on a new secret (R08). */
    lastStep: integer("last_step"),
    /** The user's epoch and the session at the beginning: an older epoch cannot complete (R44). */
    epoch: integer("epoch").notNull(),
    sessionId: text("session_id"),
    /** The reset that turned it off, so that "I didn't ask for this" can give back just those (R48). */
    suspendedByResetId: text("suspended_by_reset_id"),
    createdAt: at("created_at").notNull(),
    activatedAt: at("activated_at"),
    suspendedAt: at("suspended_at"),
    destroyedAt: at("destroyed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    toUser(t),
    uniqueIndex("factors_active_totp")
      .on(t.companyId, t.userId)
      .where(sql`kind = 'totp' and state = 'active'`),
    uniqueIndex("factors_active_sms").on(t.companyId, t.userId).where(sql`kind = 'sms' and state = 'active'`),
    uniqueIndex("factors_pending").on(t.companyId, t.sessionId, t.kind).where(sql`state = 'pending'`),
    index("factors_of_user").on(t.companyId, t.userId).where(sql`state <> 'destroyed'`),
    check("factors_kind", sql`kind in ('totp', 'sms')`),
    check("factors_state", sql`state in ('pending', 'active', 'suspended', 'destroyed')`),
    check(
      "factors_destroyed_has_no_secret",
      sql`state <> 'destroyed' or (secret_box is null and phone_box is null)`,
    ),
    tenantPolicy(),
  ],
);

/** One per user counts: saved, not used, not void. Shown but never ticked = missing (R24). */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    companyId: companyId(),
    id: id(),
    userId: text("user_id").notNull(),
    hash: text("hash").notNull(),
    createdAt: at("created_at").notNull(),
    savedAt: at("saved_at"),
    usedAt: at("used_at"),
    voidedAt: at("voided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    toUser(t),
    uniqueIndex("recovery_codes_current")
      .on(t.companyId, t.userId)
      .where(sql`used_at is null and voided_at is null`),
    tenantPolicy(),
  ],
);

/** The row behind a sign-in or a step-up: who, for what, on whom; single-use (R37). */
export const challenges = pgTable(
  "challenges",
  {
    companyId: companyId(),
    id: id(),
    userId: text("user_id").notNull(),
    purpose: text("purpose").notNull(),
    /** sha256 of act, subject and what the form showed: a code given for one thing serves no other. */
    digest: text("digest").notNull(),
    subjectId: text("subject_id"),
    /** The request that the code decides. */
    requestId: text("request_id"),
    sessionId: text("session_id"),
    epoch: integer("epoch").notNull(),
    attempts: integer("attempts").notNull().default(0),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    consumedAt: at("consumed_at"),
    voidedAt: at("voided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    toUser(t),
    index("challenges_of_session").on(t.companyId, t.sessionId).where(sql`session_id is not null`),
    index("challenges_open").on(t.companyId, t.userId).where(sql`consumed_at is null and voided_at is null`),
    tenantPolicy(),
  ],
);

/** A code that was texted: for one sign-in, one act, one set-up or one change of number, and void with the next (R14, R16). */
export const smsCodes = pgTable(
  "sms_codes",
  {
    companyId: companyId(),
    id: id(),
    userId: text("user_id").notNull(),
    /** What it may prove, and nothing else: the challenge, the factor being set up, or the contact change. */
    refId: text("ref_id").notNull(),
    /** For the caps (R17): the number, and the network address that asked; neither can be read. */
    numberHash: text("number_hash").notNull(),
    addressHash: text("address_hash"),
    codeHash: text("code_hash").notNull(),
    sentAt: at("sent_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    usedAt: at("used_at"),
    voidedAt: at("voided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    toUser(t),
    uniqueIndex("sms_codes_current")
      .on(t.companyId, t.refId)
      .where(sql`used_at is null and voided_at is null`),
    index("sms_codes_of_user").on(t.companyId, t.userId, t.sentAt),
    index("sms_codes_of_number").on(t.companyId, t.numberHash, t.sentAt),
    index("sms_codes_of_address").on(t.companyId, t.addressHash, t.sentAt),
    tenantPolicy(),
  ],
);

/** One executed reset and how it ended. */
export const resets = pgTable(
  "resets",
  {
    companyId: companyId(),
    id: id(),
    subjectId: text("subject_id").notNull(),
    /** Null when the operator did it (break-glass): then `operator` names the one who confirmed it. */
    actorId: text("actor_id"),
    operator: text("operator"),
    /** The request that it was decided by; null for a direct one. */
    requestId: text("request_id"),
    reason: text("reason").notNull(),
    verifiedHow: text("verified_how").notNull(),
    /** The wording that the actor confirmed, as it stood on screen (R38). */
    attestation: text("attestation").notNull(),
    note: text("note"),
    isStolen: boolean("is_stolen").notNull(),
    /**
     * The password is gone, too: the setup code comes in two halves, one mailed, one read to the person by whoever
     * verified them. Theirs waits here until it was shown, once.
     */
    isPasswordForgotten: boolean("is_password_forgotten").notNull().default(false),
    halfBox: box("half_box"),
    halfShownAt: at("half_shown_at"),
    outcome: text("outcome").$type<"open" | "completed" | "stopped" | "undone" | "lapsed">().notNull(),
    outcomeAt: at("outcome_at"),
    executedAt: at("executed_at").notNull(),
    /** The subject's epoch after it. */
    epoch: integer("epoch").notNull(),
    codeHash: text("code_hash"),
    codeSentAt: at("code_sent_at").notNull(),
    codeExpiresAt: at("code_expires_at").notNull(),
    /** How often the person had the code sent again, in this window. */
    resends: integer("resends").notNull().default(0),
    /** Execution or renewal + 72 h: after it the reset lapses. */
    windowEndsAt: at("window_ends_at").notNull(),
    renewalAskedAt: at("renewal_asked_at"),
    /** The mail server's answer to the newest code mail, for "accepted by acme.com 2:32 PM". */
    mailAcceptedAt: at("mail_accepted_at"),
    mailRefusedAt: at("mail_refused_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    foreignKey({ columns: [t.companyId, t.subjectId], foreignColumns: [users.companyId, users.id] }),
    foreignKey({ columns: [t.companyId, t.actorId], foreignColumns: [users.companyId, users.id] }),
    uniqueIndex("resets_open").on(t.companyId, t.subjectId).where(sql`outcome = 'open'`),
    index("resets_of_subject").on(t.companyId, t.subjectId, t.executedAt),
    index("resets_of_actor").on(t.companyId, t.actorId, t.executedAt),
    check("resets_reason", sql`reason in ('lost_phone', 'new_phone', 'stolen', 'codes_fail', 'other')`),
    check(
      "resets_verified_how",
      sql`verified_how in ('called', 'video', 'in_person', 'vouched', 'operator')`,
    ),
    check("resets_actor", sql`actor_id is not null or operator is not null`),
    check("resets_attestation", sql`attestation <> ''`),
    check("resets_outcome", sql`outcome in ('open', 'completed', 'stopped', 'undone', 'lapsed')`),
    tenantPolicy(),
  ],
);

/** "I didn't ask for this": every mail about a reset carries a link of its own; one use of any stops it (R48). */
export const stopLinks = pgTable(
  "stop_links",
  {
    companyId: companyId(),
    tokenHash: text("token_hash").notNull(),
    resetId: text("reset_id").notNull(),
    expiresAt: at("expires_at").notNull(),
    usedAt: at("used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.tokenHash] }),
    foreignKey({ columns: [t.companyId, t.resetId], foreignColumns: [resets.companyId, resets.id] }),
    tenantPolicy(),
  ],
);
