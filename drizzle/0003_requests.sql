CREATE TABLE "postings" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"ref_id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"channel_id" text,
	"recipient_id" text,
	"ts" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "postings_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "postings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "holds" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"actor_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	CONSTRAINT "holds_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "holds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "break_glasses" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"subject_id" text NOT NULL,
	"opened_by" text NOT NULL,
	"reason" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"confirmed_by" text,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "break_glasses_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "break_glasses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "request_approvals" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"request_id" text NOT NULL,
	"approver_id" text NOT NULL,
	"approved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "request_approvals_company_id_request_id_approver_id_pk" PRIMARY KEY("company_id","request_id","approver_id")
);
--> statement-breakpoint
ALTER TABLE "request_approvals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "request_notes" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"request_id" text NOT NULL,
	"author_id" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "request_notes_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "request_notes_kind" CHECK (kind in ('question', 'answer'))
);
--> statement-breakpoint
ALTER TABLE "request_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requests" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"requester_id" text NOT NULL,
	"subject_id" text,
	"subject_key" text collate "C" NOT NULL,
	"subject_epoch" integer,
	"is_ask" boolean NOT NULL,
	"details" jsonb NOT NULL,
	"secret_box" text,
	"rule_at_creation" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"break_glass_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"deny_reason" text,
	"is_reduced_quorum" boolean DEFAULT false NOT NULL,
	"is_break_glass" boolean DEFAULT false NOT NULL,
	"reset_id" text,
	CONSTRAINT "requests_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "requests_kind" CHECK (kind in ('grant', 'system_administrator', 'reset', 'revoke', 'policy', 'email')),
	CONSTRAINT "requests_state" CHECK (state in ('pending', 'approved', 'denied', 'cancelled', 'expired', 'executed')),
	CONSTRAINT "requests_ask_is_reset" CHECK (not is_ask or kind = 'reset')
);
--> statement-breakpoint
ALTER TABLE "requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "resets" DROP CONSTRAINT "resets_verified_how";--> statement-breakpoint
ALTER TABLE "resets" ALTER COLUMN "actor_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "policy" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "approvals_workspace_id" text;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "approvals_channel_id" text;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "approvals_channel_name" text;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "approvals_channel_fault" text;--> statement-breakpoint
ALTER TABLE "challenges" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "resets" ADD COLUMN "operator" text;--> statement-breakpoint
ALTER TABLE "resets" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "revoked_by" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "search_name" text collate "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "search_last_name" text collate "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "held_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "ever_enrolled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "lost_system_administrator_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glasses" ADD CONSTRAINT "break_glasses_company_id_subject_id_users_company_id_id_fk" FOREIGN KEY ("company_id","subject_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_approvals" ADD CONSTRAINT "request_approvals_company_id_request_id_requests_company_id_id_fk" FOREIGN KEY ("company_id","request_id") REFERENCES "public"."requests"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_approvals" ADD CONSTRAINT "request_approvals_company_id_approver_id_users_company_id_id_fk" FOREIGN KEY ("company_id","approver_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_notes" ADD CONSTRAINT "request_notes_company_id_request_id_requests_company_id_id_fk" FOREIGN KEY ("company_id","request_id") REFERENCES "public"."requests"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_notes" ADD CONSTRAINT "request_notes_company_id_author_id_users_company_id_id_fk" FOREIGN KEY ("company_id","author_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_company_id_requester_id_users_company_id_id_fk" FOREIGN KEY ("company_id","requester_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "postings_channel" ON "postings" USING btree ("company_id","ref_id") WHERE recipient_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "postings_dm" ON "postings" USING btree ("company_id","ref_id","recipient_id") WHERE recipient_id is not null;--> statement-breakpoint
CREATE INDEX "holds_of_actor" ON "holds" USING btree ("company_id","actor_id","created_at");--> statement-breakpoint
CREATE INDEX "holds_of_user" ON "holds" USING btree ("company_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "request_notes_of_request" ON "request_notes" USING btree ("company_id","request_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "requests_open" ON "requests" USING btree ("company_id","kind","subject_key") WHERE state in ('pending', 'approved');--> statement-breakpoint
CREATE INDEX "requests_waiting" ON "requests" USING btree ("company_id","created_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "requests_of_requester" ON "requests" USING btree ("company_id","requester_id","created_at");--> statement-breakpoint
CREATE INDEX "users_administrators" ON "users" USING btree ("company_id") WHERE role = 'system_administrator';--> statement-breakpoint
CREATE INDEX "users_lost_role" ON "users" USING btree ("company_id","lost_system_administrator_at") WHERE lost_system_administrator_at is not null;--> statement-breakpoint
CREATE INDEX "users_search_name" ON "users" USING btree ("company_id","search_name");--> statement-breakpoint
CREATE INDEX "users_search_last_name" ON "users" USING btree ("company_id","search_last_name");--> statement-breakpoint
ALTER TABLE "resets" ADD CONSTRAINT "resets_actor" CHECK (actor_id is not null or operator is not null);--> statement-breakpoint
ALTER TABLE "resets" ADD CONSTRAINT "resets_verified_how" CHECK (verified_how in ('called', 'video', 'in_person', 'vouched', 'operator'));--> statement-breakpoint
CREATE POLICY "tenant" ON "postings" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "holds" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "break_glasses" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "request_approvals" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "request_notes" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "requests" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));