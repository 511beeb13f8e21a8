import type { PasswordFault } from "./password.ts";
import type { PasswordBlock } from "./password-reset.ts";
import type { RequestState } from "./request.ts";

/** Every expected no. Each edge has one exhaustive `refusalText` that says it in words and names the way on. */
export type Refusal =
  | AccessRefusal
  | CodeRefusal
  | TextRefusal
  | InvitationRefusal
  | SignInRefusal
  | EnrolmentRefusal
  | ResetRefusal
  | RoleRefusal
  | RequestRefusal
  | LinkRefusal
  | AccountRefusal;

/** Who you are, or what you may do. `helpers` are first names of people who could. */
type AccessRefusal =
  | { code: "not_linked" }
  | { code: "deactivated" }
  | { code: "not_payments_admin"; helpers: string[] }
  | { code: "not_system_administrator"; helpers: string[] }
  | { code: "not_administrator"; helpers: string[] }
  /** A payee, or whoever else sees nobody: the same answer for known and unknown people (R32). */
  | { code: "not_employee"; helpers: string[] };

/** A code of one's own. In every case nothing else was changed. */
export type CodeRefusal =
  | { code: "wrong_code"; triesLeft: number }
  /** `other`: what no code looks like. It is no guess, and counted as none. */
  | { code: "wrong_kind_of_code"; typed: "app" | "setup" | "recovery" | "other" }
  | { code: "code_already_used" }
  | { code: "locked"; until: Date; helpers: string[] }
  /** "Lock now": the phone may be stolen. */
  | { code: "held"; until: Date; helpers: string[] }
  | { code: "challenge_expired" }
  | { code: "challenge_spent" }
  | { code: "challenge_exhausted" }
  | { code: "no_factor" }
  /** A code was typed, but none was texted that still works. */
  | { code: "no_text_sent" };

/** Asking for a code by text message. */
export type TextRefusal =
  | { code: "text_too_soon"; at: Date; waitMs: number }
  | { code: "text_limit"; cap: "number" | "user" | "address" | "company"; until: Date }
  /** Nobody sends texts here, or this person has no number for them. */
  | { code: "no_texts" }
  /** The company wants administrators to use the app (R18). */
  | { code: "app_only" }
  /** Five wrong codes in one set-up: it is begun anew (R12). */
  | { code: "text_setup_exhausted" };

type InvitationRefusal =
  | { code: "email_known"; name: string; status: "invited" | "unfinished" | "active" | "deactivated" }
  | { code: "email_domain"; domains: string[] }
  | { code: "invitation_unknown" }
  | { code: "invitation_expired" }
  | { code: "invitation_used" }
  | { code: "no_open_invitation" };

type SignInRefusal =
  | { code: "wrong_sign_in" }
  | { code: "sign_in_locked"; until: Date }
  | { code: "sign_in_busy" }
  | { code: "session_over" }
  | { code: "password"; fault: PasswordFault }
  | { code: "password_link_unknown" }
  | { code: "password_link_over" }
  | { code: "password_blocked"; why: PasswordBlock }
  | { code: "help_limit"; until: Date };

type EnrolmentRefusal =
  | { code: "enrolment_void" }
  | { code: "wrong_app_code" }
  | { code: "recovery_code_not_ticked" }
  | { code: "recovery_code_gone" };

type ResetRefusal =
  | { code: "unknown_person"; near: { name: string; email: string }[] }
  | { code: "self"; helpers: string[] }
  | { code: "person_deactivated"; name: string }
  | { code: "person_invited"; name: string; email: string }
  | { code: "never_enrolled"; name: string; email: string }
  | { code: "reset_limit"; limit: "actor" | "subject" | "company"; until: Date }
  | { code: "reset_over"; name: string }
  | { code: "undo_too_late"; name: string }
  | { code: "undo_stolen"; name: string }
  | { code: "hold_limit"; until: Date }
  | { code: "already_held"; name: string; until: Date }
  | { code: "not_held"; name: string }
  | { code: "setup_code_expired" }
  /** Without a password first: the same for a wrong code, a locked account, and somebody we don't know (R04). */
  | { code: "wrong_halves" }
  /** The half of a setup code that is read to the person: not this person's to read, shown before, or of no use any more. */
  | { code: "half_unknown" }
  | { code: "half_shown"; name: string; at: Date }
  | { code: "half_over"; name: string }
  | { code: "resend_too_soon"; at: Date }
  | { code: "resend_exhausted" }
  | { code: "stop_link_unknown" }
  | { code: "stop_link_used" };

/** Raising, lowering, granting, removing, deactivating, and what else is done to an account. */
type RoleRefusal =
  | { code: "self_role" }
  | { code: "payee_has_no_role"; name: string }
  | { code: "not_yet_system_administrator"; name: string }
  | { code: "already_payments_admin"; name: string }
  | { code: "is_no_payments_admin"; name: string }
  | { code: "already_system_administrator"; name: string }
  | { code: "is_no_system_administrator"; name: string }
  | { code: "already_deactivated"; name: string }
  | { code: "not_deactivated"; name: string }
  | { code: "last_payments_admin"; name: string }
  | { code: "last_system_administrator"; name: string }
  | { code: "can_sign_in"; name: string };

/** Requests, and who decides them. */
type RequestRefusal =
  /** A door, not a dead end: the request can be followed, or decided. */
  | {
      code: "request_open";
      requestId: string;
      name: string;
      requesterName: string;
      at: Date;
      mayDecide: boolean;
    }
  | { code: "request_unknown" }
  | {
      code: "request_closed";
      state: Exclude<RequestState, "pending">;
      /** The requester went ahead without anybody's approval. */
      isAlone?: true;
      byName: string | null;
      at: Date;
      name: string;
    }
  | { code: "already_approved"; at: Date; missing: number }
  /** `helpers`: those who can decide this one. */
  | { code: "own_request"; requestId: string; helpers: string[] }
  | { code: "about_you"; helpers: string[] }
  | { code: "not_approver"; helpers: string[]; isForBoth: boolean }
  | { code: "not_requester"; name: string }
  | { code: "elsewhere" }
  | { code: "nobody_can_decide"; name: string; hasRecoveryCode: boolean }
  | { code: "ask_limit"; until: Date }
  | { code: "remind_too_soon"; at: Date }
  | { code: "wait_for_approval"; at: Date | null; missing: number }
  | { code: "requester_may_not"; name: string }
  /** "Lock now" holds whoever asked: perhaps it was not they. */
  | { code: "requester_held"; name: string; until: Date }
  | { code: "was_reset_since"; name: string }
  | { code: "policy_changed_since" }
  | { code: "nothing_changes" }
  | { code: "channel_unusable"; why: ChannelFault };

/** Why a channel cannot take requests (DESIGN 3, A13). */
export type ChannelFault = "not_found" | "not_member" | "public" | "shared" | "archived" | "unreadable";

export type ApprovalReason =
  | "administrator"
  | "password_forgotten"
  | "email_changed"
  | "phone_changed"
  | "password_changed"
  | "reset_lately";

type LinkRefusal =
  | { code: "link_unknown" }
  | { code: "link_expired" }
  | { code: "link_done" }
  | { code: "slack_identity_taken" }
  | { code: "user_has_link" }
  | { code: "wrong_number"; triesLeft: number }
  | { code: "no_number_waiting" };

/** One's own account. */
type AccountRefusal =
  /** What was being set up ran out, or was begun anew elsewhere. */
  | { code: "setup_over" }
  | { code: "last_factor" }
  | { code: "no_such_factor" }
  /** The company wants an authenticator app of its administrators (R18). */
  | { code: "app_required" }
  | { code: "wrong_password" }
  | { code: "same_password" }
  | { code: "own_email" }
  | { code: "email_taken" }
  /** Too many changes of an email, or of a phone, were begun in a day. */
  | { code: "contact_limit"; until: Date }
  | { code: "email_link_unknown" }
  | { code: "email_link_over" }
  | { code: "own_phone" }
  /** Nobody sends texts here, so that no new number can be confirmed (R51). */
  | { code: "no_phone_change" }
  /** Used, run out, or another code was texted since. */
  | { code: "phone_code_over" }
  | { code: "phone_change_over" }
  /** Five wrong codes: it is begun anew (R12). */
  | { code: "phone_change_exhausted" };
