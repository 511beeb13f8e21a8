CREATE TABLE "audit_events" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"actor_id" text,
	"subject_id" text,
	"workspace_id" text,
	"slack_user_id" text,
	"facts" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_events_company_id_seq_pk" PRIMARY KEY("company_id","seq")
);
--> statement-breakpoint
ALTER TABLE "audit_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"company_id" text PRIMARY KEY DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_heads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "companies" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text collate "C" NOT NULL,
	"display_name" text NOT NULL,
	"help_name" text NOT NULL,
	"help_email" text NOT NULL,
	"help_phone" text,
	"time_zone" text NOT NULL,
	"email_domains" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"kind" text NOT NULL,
	"market" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "companies_kind" CHECK (kind in ('general_contractor', 'owner_builder'))
);
--> statement-breakpoint
ALTER TABLE "companies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "routes" (
	"kind" text NOT NULL,
	"key" text collate "C" NOT NULL,
	"company_id" text NOT NULL,
	CONSTRAINT "routes_kind_key_pk" PRIMARY KEY("kind","key"),
	CONSTRAINT "routes_kind" CHECK (kind in ('slug', 'team', 'enterprise'))
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"token_box" text,
	"installed_at" timestamp with time zone NOT NULL,
	"uninstalled_at" timestamp with time zone,
	CONSTRAINT "workspaces_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "workspaces" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outbox" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"ref_id" text NOT NULL,
	"recipient_id" text,
	"payload_box" text,
	"expires_at" timestamp with time zone,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"delivered_at" timestamp with time zone,
	"dead_at" timestamp with time zone,
	"last_error" text,
	"receipt" jsonb,
	CONSTRAINT "outbox_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "timers" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"ref_id" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"done_at" timestamp with time zone,
	CONSTRAINT "timers_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "timers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "challenges" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"purpose" text NOT NULL,
	"digest" text NOT NULL,
	"subject_id" text,
	"session_id" text,
	"epoch" integer NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"consumed_at" timestamp with time zone,
	"voided_at" timestamp with time zone,
	CONSTRAINT "challenges_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "challenges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "factors" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"secret_box" text,
	"last_step" integer,
	"epoch" integer NOT NULL,
	"session_id" text,
	"suspended_by_reset_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"activated_at" timestamp with time zone,
	"suspended_at" timestamp with time zone,
	"destroyed_at" timestamp with time zone,
	CONSTRAINT "factors_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "factors_kind" CHECK (kind in ('totp')),
	CONSTRAINT "factors_state" CHECK (state in ('pending', 'active', 'suspended', 'destroyed')),
	CONSTRAINT "factors_destroyed_has_no_secret" CHECK (state <> 'destroyed' or secret_box is null)
);
--> statement-breakpoint
ALTER TABLE "factors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"saved_at" timestamp with time zone,
	"used_at" timestamp with time zone,
	"voided_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "recovery_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "resets" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"subject_id" text NOT NULL,
	"actor_id" text NOT NULL,
	"reason" text NOT NULL,
	"verified_how" text NOT NULL,
	"attestation" text NOT NULL,
	"note" text,
	"is_stolen" boolean NOT NULL,
	"outcome" text NOT NULL,
	"outcome_at" timestamp with time zone,
	"executed_at" timestamp with time zone NOT NULL,
	"epoch" integer NOT NULL,
	"code_hash" text,
	"code_sent_at" timestamp with time zone NOT NULL,
	"code_expires_at" timestamp with time zone NOT NULL,
	"resends" integer DEFAULT 0 NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL,
	"renewal_asked_at" timestamp with time zone,
	"mail_accepted_at" timestamp with time zone,
	"mail_refused_at" timestamp with time zone,
	CONSTRAINT "resets_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "resets_reason" CHECK (reason in ('lost_phone', 'new_phone', 'stolen', 'codes_fail', 'other')),
	CONSTRAINT "resets_verified_how" CHECK (verified_how in ('called', 'video', 'in_person', 'vouched')),
	CONSTRAINT "resets_attestation" CHECK (attestation <> ''),
	CONSTRAINT "resets_outcome" CHECK (outcome in ('open', 'completed', 'stopped', 'undone', 'lapsed'))
);
--> statement-breakpoint
ALTER TABLE "resets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stop_links" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"token_hash" text NOT NULL,
	"reset_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "stop_links_company_id_token_hash_pk" PRIMARY KEY("company_id","token_hash")
);
--> statement-breakpoint
ALTER TABLE "stop_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "grants" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"granted_by" text,
	"granted_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "grants_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "grants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitations" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"invited_by" text,
	"token_hash" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"voided_at" timestamp with time zone,
	CONSTRAINT "invitations_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sessions" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"level" text NOT NULL,
	"epoch" integer NOT NULL,
	"is_recovery" boolean DEFAULT false NOT NULL,
	"idle_ms" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"recovery_code_id" text,
	"recovery_code_box" text,
	"recovery_code_until" timestamp with time zone,
	"device" text,
	CONSTRAINT "sessions_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "sessions_level" CHECK (level in ('password', 'enrol', 'full'))
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_in_throttles" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"email_hash" text NOT NULL,
	"failures" integer NOT NULL,
	"locked_until" timestamp with time zone,
	"last_failure_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_in_throttles_company_id_email_hash_pk" PRIMARY KEY("company_id","email_hash")
);
--> statement-breakpoint
ALTER TABLE "sign_in_throttles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"email" text collate "C" NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"relationship" text NOT NULL,
	"role" text NOT NULL,
	"organisation" text,
	"contact_phone_box" text,
	"status" text NOT NULL,
	"password_hash" text,
	"password_changed_at" timestamp with time zone,
	"email_changed_at" timestamp with time zone,
	"contact_phone_set_at" timestamp with time zone,
	"contact_phone_changed_at" timestamp with time zone,
	"mfa_epoch" integer DEFAULT 0 NOT NULL,
	"code_failures" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"first_enrolled_at" timestamp with time zone,
	"last_sign_in_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "users_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "users_relationship" CHECK (relationship in ('employee', 'payee')),
	CONSTRAINT "users_role" CHECK (role in ('member', 'system_administrator')),
	CONSTRAINT "users_status" CHECK (status in ('invited', 'active', 'deactivated')),
	CONSTRAINT "users_payee_is_member" CHECK (relationship = 'employee' or role = 'member')
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "link_attempts" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"slack_user_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"user_id" text,
	"number_hash" text,
	"number_expires_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "link_attempts_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "link_attempts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "links" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"slack_user_id" text NOT NULL,
	"user_id" text NOT NULL,
	"state" text NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "links_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "links_state" CHECK (state in ('active', 'suspended', 'removed'))
);
--> statement-breakpoint
ALTER TABLE "links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "slack_people" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"workspace_id" text NOT NULL,
	"slack_user_id" text NOT NULL,
	"team_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"is_deleted" boolean NOT NULL,
	"is_bot" boolean NOT NULL,
	"is_guest" boolean NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "slack_people_company_id_workspace_id_slack_user_id_pk" PRIMARY KEY("company_id","workspace_id","slack_user_id")
);
--> statement-breakpoint
ALTER TABLE "slack_people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "challenges" ADD CONSTRAINT "challenges_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "factors" ADD CONSTRAINT "factors_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resets" ADD CONSTRAINT "resets_company_id_subject_id_users_company_id_id_fk" FOREIGN KEY ("company_id","subject_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resets" ADD CONSTRAINT "resets_company_id_actor_id_users_company_id_id_fk" FOREIGN KEY ("company_id","actor_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stop_links" ADD CONSTRAINT "stop_links_company_id_reset_id_resets_company_id_id_fk" FOREIGN KEY ("company_id","reset_id") REFERENCES "public"."resets"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("due_at") WHERE delivered_at is null and dead_at is null;--> statement-breakpoint
CREATE INDEX "timers_due" ON "timers" USING btree ("due_at") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "challenges_of_session" ON "challenges" USING btree ("company_id","session_id") WHERE session_id is not null;--> statement-breakpoint
CREATE INDEX "challenges_open" ON "challenges" USING btree ("company_id","user_id") WHERE consumed_at is null and voided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "factors_active_totp" ON "factors" USING btree ("company_id","user_id") WHERE kind = 'totp' and state = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "factors_pending" ON "factors" USING btree ("company_id","session_id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "factors_of_user" ON "factors" USING btree ("company_id","user_id") WHERE state <> 'destroyed';--> statement-breakpoint
CREATE UNIQUE INDEX "recovery_codes_current" ON "recovery_codes" USING btree ("company_id","user_id") WHERE used_at is null and voided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "resets_open" ON "resets" USING btree ("company_id","subject_id") WHERE outcome = 'open';--> statement-breakpoint
CREATE INDEX "resets_of_subject" ON "resets" USING btree ("company_id","subject_id","executed_at");--> statement-breakpoint
CREATE INDEX "resets_of_actor" ON "resets" USING btree ("company_id","actor_id","executed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "grants_active" ON "grants" USING btree ("company_id","user_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token" ON "invitations" USING btree ("company_id","token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open" ON "invitations" USING btree ("company_id","user_id") WHERE accepted_at is null and voided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token" ON "sessions" USING btree ("company_id","token_hash");--> statement-breakpoint
CREATE INDEX "sessions_of_user" ON "sessions" USING btree ("company_id","user_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("company_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "link_attempts_token" ON "link_attempts" USING btree ("company_id","token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "link_attempts_open" ON "link_attempts" USING btree ("company_id","workspace_id","slack_user_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "links_slack_identity" ON "links" USING btree ("company_id","workspace_id","slack_user_id") WHERE state <> 'removed';--> statement-breakpoint
CREATE UNIQUE INDEX "links_user" ON "links" USING btree ("company_id","user_id","workspace_id") WHERE state <> 'removed';--> statement-breakpoint
CREATE POLICY "tenant" ON "audit_events" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "audit_heads" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "companies" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "workspaces" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "outbox" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "worker" ON "outbox" AS PERMISSIVE FOR ALL TO "latchkey_worker" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "timers" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "worker" ON "timers" AS PERMISSIVE FOR ALL TO "latchkey_worker" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "challenges" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "factors" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "recovery_codes" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "resets" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "stop_links" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "grants" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "invitations" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "sessions" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "sign_in_throttles" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "users" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "link_attempts" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "links" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "slack_people" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));