/** Everything that goes out. `delivery/messages/` has one renderer for each; the row that `refId` names follows from the kind. */
export const outboxKinds = [
  "invitation_mail",
  "setup_code_mail",
  // To the address that the sign-in address replaced lately.
  "reset_elsewhere_mail",
  // A notice by text message, beside the mail.
  "security_text",
  "reset_completed_mail",
  "reset_stopped_mail",
  "reset_stopped_alert_mail",
  "link_done_mail",
  "link_suspended_mail",
  "recovery_code_used_mail",
  "account_locked_mail",
  // A hundred wrong codes in a row (R13).
  "factor_off_mail",
  // A code by text message.
  "sms_code_text",
  "reset_completed_dm",
  "reset_stopped_dm",
  "reset_lapsed_dm",
  "reset_mail_refused_dm",
  "new_code_asked_dm",
  // A new code in two halves, to whoever reads the second one to the person.
  "half_ready_dm",
  "invitation_reminder_mail",
  "invitation_accepted_dm",
  "invitation_expired_dm",
  "link_number_dm",
  "link_done_dm",
  // A request: its message, the copies by DM, and what becomes of it.
  "request_post",
  "request_redraw",
  "request_dm",
  "request_thread",
  "request_notice",
  "request_view_update",
  "request_alert_dm",
  "request_alert_mail",
  "reset_asked_mail",
  "email_change_mail",
  // The operator's emergency access, opened or used.
  "break_glass_alert_dm",
  "break_glass_alert_mail",
  // Nobody can run payments.
  "lockout_dm",
  // A role that somebody was given or lost.
  "role_notice",
  // "Lock now", its end, and a reset that was undone.
  "held_mail",
  "held_alert_dm",
  "held_alert_mail",
  "released_mail",
  "released_dm",
  "reset_undone_mail",
  "reset_undone_alert_dm",
  "reset_undone_alert_mail",
  // Somebody resets more people than anybody should (R50).
  "reset_limit_alert_dm",
  // The approvals channel cannot be posted to any more: System Administrators hear it once.
  "channel_fault_notice",
  // The app was installed in a workspace: System Administrators hear it.
  "workspace_installed_notice",
  // Slack does not renew the app's access to a workspace: they hear it once.
  "workspace_token_notice",
  // What was done without a request, one line in the approvals channel.
  "act_post",
  // A channel was chosen for the requests: it says so there.
  "channel_test_post",
  // The signed end of the audit trail, to whoever keeps it away from this machine (R55).
  "checkpoint_mail",
  "checkpoint_post",
  // What was done to one's own account, to the owner; and the link that a new address confirms itself with.
  "own_account_mail",
  "email_confirm_mail",
  // "Forgot your password?": the link, or why there is none; and that it was changed.
  "password_link_mail",
  "password_blocked_mail",
  "password_changed_mail",
  "password_changed_dm",
  // The invitation ran out, and the person asks for a new one.
  "invitation_asked_dm",
  // "I lost my phone": somebody with the password asks for help.
  "help_call_mail",
  "help_call_person_dm",
  "help_call_post",
  "help_call_redraw",
  "help_call_dm",
] as const;
export type OutboxKind = (typeof outboxKinds)[number];
