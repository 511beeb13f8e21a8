import type { PasswordFault } from "./password.ts";

/** Every expected no. Each edge has one exhaustive `refusalText` that says it in words and names the way on. */
export type Refusal =
  | AccessRefusal
  | CodeRefusal
  | InvitationRefusal
  | SignInRefusal
  | EnrolmentRefusal
  | ResetRefusal
  | LinkRefusal;

/** Who you are, or what you may do. `helpers` are first names of people who could. */
type AccessRefusal =
  | { code: "not_linked" }
  | { code: "deactivated" }
  | { code: "not_payments_admin"; helpers: string[] }
  | { code: "not_system_administrator"; helpers: string[] };

/** A code of one's own. In every case nothing else was changed. */
export type CodeRefusal =
  | { code: "wrong_code"; triesLeft: number }
  | { code: "wrong_kind_of_code"; typed: "app" | "setup" | "recovery" }
  | { code: "code_already_used" }
  | { code: "locked"; until: Date; helpers: string[] }
  | { code: "challenge_expired" }
  | { code: "challenge_spent" }
  | { code: "challenge_exhausted" }
  | { code: "no_factor" };

type InvitationRefusal =
  | { code: "email_known"; name: string; status: "invited" | "active" | "deactivated" }
  | { code: "email_domain"; domains: string[] }
  | { code: "invitation_unknown" }
  | { code: "invitation_expired" }
  | { code: "invitation_used" }
  | { code: "no_open_invitation" };

type SignInRefusal =
  | { code: "wrong_sign_in" }
  | { code: "sign_in_locked"; until: Date }
  | { code: "session_over" }
  | { code: "password"; fault: PasswordFault };

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
  | { code: "never_enrolled"; name: string }
  | { code: "needs_approval"; name: string; why: ApprovalReason; hasRecoveryCode: boolean }
  | { code: "reset_limit"; limit: "actor" | "subject" | "company"; until: Date }
  | { code: "reset_over"; name: string }
  | { code: "setup_code_expired" }
  | { code: "resend_too_soon"; at: Date }
  | { code: "resend_exhausted" }
  | { code: "stop_link_unknown" }
  | { code: "stop_link_used" };

export type ApprovalReason =
  | "administrator"
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
