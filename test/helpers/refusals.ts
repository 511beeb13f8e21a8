import type { Refusal } from "../../src/domain/refusal.ts";

export const refusedAt = new Date("2026-11-20T19:32:00Z");
export const until = new Date("2026-11-20T20:05:00Z");
const tomorrow = new Date("2026-11-21T19:20:00Z");

type Samples = { [Code in Refusal["code"]]: Omit<Extract<Refusal, { code: Code }>, "code">[] };

const closed = (state: Extract<Refusal, { code: "request_closed" }>["state"]) => [
  { state, byName: "Nora Kim", at: refusedAt, name: "Petra" },
  { state, byName: null, at: refusedAt, name: "" },
];

/** Every refusal in every variation of its words, with `name` in the place of each thing that somebody typed. */
function samplesOf(name: string): Samples {
  const named = [{ name }];
  const helped = [{ helpers: [] }, { helpers: [name] }, { helpers: [name, "Marcus", "Sam"] }];
  const about = { requestId: "0123456789ABCDEF", requesterName: name, at: refusedAt };
  return {
    not_linked: [{}],
    deactivated: [{}],
    not_payments_admin: helped,
    not_system_administrator: helped,
    not_administrator: helped,
    not_employee: helped,
    wrong_code: [{ triesLeft: 4 }, { triesLeft: 1 }, { triesLeft: 0 }],
    wrong_kind_of_code: [{ typed: "app" }, { typed: "setup" }, { typed: "recovery" }, { typed: "other" }],
    code_already_used: [{}],
    locked: helped.map((one) => ({ ...one, until })),
    held: helped.map((one) => ({ ...one, until })),
    challenge_expired: [{}],
    challenge_spent: [{}],
    challenge_exhausted: [{}],
    no_factor: [{}],
    no_text_sent: [{}],
    text_too_soon: [
      { at: until, waitMs: 25_000 },
      { at: until, waitMs: 900_000 },
    ],
    text_limit: (["number", "user", "address", "company"] as const).map((cap) => ({ cap, until: tomorrow })),
    no_texts: [{}],
    app_only: [{}],
    text_setup_exhausted: [{}],
    email_known: (["invited", "unfinished", "active", "deactivated"] as const).map((status) => ({
      name,
      status,
    })),
    email_domain: [{ domains: [name] }, { domains: ["acme.example", name] }],
    invitation_unknown: [{}],
    invitation_expired: [{}],
    invitation_used: [{}],
    no_open_invitation: [{}],
    wrong_sign_in: [{}],
    sign_in_locked: [{ until }],
    sign_in_busy: [{}],
    session_over: [{}],
    password: (["too_short", "too_long", "common", "context"] as const).map((fault) => ({ fault })),
    password_link_unknown: [{}],
    password_link_over: [{}],
    password_blocked: (["invited", "not_set_up", "reset_waits", "held"] as const).map((why) => ({ why })),
    help_limit: [{ until: tomorrow }],
    enrolment_void: [{}],
    wrong_app_code: [{}],
    recovery_code_not_ticked: [{}],
    recovery_code_gone: [{}],
    unknown_person: [{ near: [] }, { near: [{ name, email: name }] }],
    self: helped,
    person_deactivated: named,
    person_invited: [{ name, email: name }],
    never_enrolled: [{ name, email: name }],
    reset_limit: (["actor", "subject", "company"] as const).map((limit) => ({ limit, until: tomorrow })),
    reset_over: named,
    undo_too_late: named,
    undo_stolen: named,
    hold_limit: [{ until: tomorrow }],
    already_held: [{ name, until }],
    not_held: named,
    setup_code_expired: [{}],
    wrong_halves: [{}],
    half_unknown: [{}],
    half_shown: [{ name, at: refusedAt }],
    half_over: named,
    resend_too_soon: [{ at: until }],
    resend_exhausted: [{}],
    stop_link_unknown: [{}],
    stop_link_used: [{}],
    self_role: [{}],
    payee_has_no_role: named,
    not_yet_system_administrator: named,
    already_payments_admin: named,
    is_no_payments_admin: named,
    already_system_administrator: named,
    is_no_system_administrator: named,
    already_deactivated: named,
    not_deactivated: named,
    last_payments_admin: named,
    last_system_administrator: named,
    can_sign_in: named,
    request_open: [
      { ...about, name, mayDecide: true },
      { ...about, name: "", mayDecide: false },
    ],
    request_unknown: [{}],
    request_closed: [
      ...(["approved", "denied", "cancelled", "expired", "executed"] as const).flatMap(closed),
      { state: "denied", byName: name, at: refusedAt, name },
      { state: "executed", isAlone: true, byName: name, at: refusedAt, name },
    ],
    already_approved: [
      { at: refusedAt, missing: 1 },
      { at: refusedAt, missing: 2 },
    ],
    own_request: helped.map((one) => ({ ...one, requestId: about.requestId })),
    about_you: helped,
    not_approver: helped.flatMap((one) => [
      { ...one, isForBoth: false },
      { ...one, isForBoth: true },
    ]),
    not_requester: named,
    elsewhere: [{}],
    nobody_can_decide: [
      { name, hasRecoveryCode: true },
      { name, hasRecoveryCode: false },
    ],
    ask_limit: [{ until: tomorrow }],
    remind_too_soon: [{ at: until }],
    wait_for_approval: [
      { at: tomorrow, missing: 1 },
      { at: null, missing: 2 },
    ],
    requester_may_not: named,
    requester_held: [{ name, until }],
    was_reset_since: named,
    policy_changed_since: [{}],
    nothing_changes: [{}],
    channel_unusable: (
      ["not_found", "not_member", "public", "shared", "archived", "unreadable"] as const
    ).map((why) => ({ why })),
    link_unknown: [{}],
    link_expired: [{}],
    link_done: [{}],
    slack_identity_taken: [{}],
    user_has_link: [{}],
    wrong_number: [{ triesLeft: 2 }, { triesLeft: 0 }],
    no_number_waiting: [{}],
    setup_over: [{}],
    last_factor: [{}],
    no_such_factor: [{}],
    app_required: [{}],
    wrong_password: [{}],
    same_password: [{}],
    own_email: [{}],
    email_taken: [{}],
    contact_limit: [{ until: tomorrow }],
    email_link_unknown: [{}],
    email_link_over: [{}],
    own_phone: [{}],
    no_phone_change: [{}],
    phone_code_over: [{}],
    phone_change_over: [{}],
    phone_change_exhausted: [{}],
  };
}

export const sampleRefusals = (name: string): [code: string, refusal: Refusal][] =>
  Object.entries(samplesOf(name)).flatMap(([code, facts]) =>
    facts.map((one): [string, Refusal] => [code, { code, ...one } as Refusal]),
  );

/** Our words, not theirs (COPY). */
export const forbiddenWords =
  /\b(step-up|factors?|epoch|challenge|enrol\w*|suspended|subject|quorum|undefined|null|NaN|Invalid Date)\b|haven't come|object Object/i;
