GRANT SELECT, INSERT, UPDATE ON postings, holds, break_glasses TO latchkey_app;
--> statement-breakpoint
-- A yes and a note are not changed; of a request only how it ends (R41).
GRANT SELECT, INSERT ON requests, request_approvals, request_notes TO latchkey_app;
--> statement-breakpoint
GRANT UPDATE (state, reminded_at, decided_at, decided_by, deny_reason, is_reduced_quorum, is_break_glass, reset_id)
  ON requests TO latchkey_app;
--> statement-breakpoint
UPDATE users SET ever_enrolled_at = first_enrolled_at,
  search_name = lower(first_name || ' ' || last_name), search_last_name = lower(last_name || ' ' || first_name);
