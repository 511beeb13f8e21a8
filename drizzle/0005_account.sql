CREATE TABLE "contact_changes" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"email" text collate "C",
	"token_hash" text,
	"phone_box" text,
	"epoch" integer NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"voided_at" timestamp with time zone,
	CONSTRAINT "contact_changes_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "contact_changes_kind" CHECK (kind in ('email', 'phone'))
);
--> statement-breakpoint
ALTER TABLE "contact_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "help_calls" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"number_box" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "help_calls_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "help_calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "password_resets" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" text NOT NULL,
	"epoch" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"voided_at" timestamp with time zone,
	CONSTRAINT "password_resets_company_id_token_hash_pk" PRIMARY KEY("company_id","token_hash")
);
--> statement-breakpoint
ALTER TABLE "password_resets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sms_codes" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"ref_id" text NOT NULL,
	"number_hash" text NOT NULL,
	"address_hash" text,
	"code_hash" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"voided_at" timestamp with time zone,
	CONSTRAINT "sms_codes_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "sms_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "factors" DROP CONSTRAINT "factors_kind";--> statement-breakpoint
ALTER TABLE "factors" DROP CONSTRAINT "factors_destroyed_has_no_secret";--> statement-breakpoint
DROP INDEX "factors_pending";--> statement-breakpoint
ALTER TABLE "factors" ADD COLUMN "phone_box" text;--> statement-breakpoint
ALTER TABLE "factors" ADD COLUMN "phone_hint" text;--> statement-breakpoint
ALTER TABLE "factors" ADD COLUMN "failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "resets" ADD COLUMN "is_password_forgotten" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "resets" ADD COLUMN "half_box" text;--> statement-breakpoint
ALTER TABLE "resets" ADD COLUMN "half_shown_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "renewal_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "needs_password" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "contact_changes" ADD CONSTRAINT "contact_changes_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_calls" ADD CONSTRAINT "help_calls_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sms_codes" ADD CONSTRAINT "sms_codes_company_id_user_id_users_company_id_id_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."users"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "contact_changes_token" ON "contact_changes" USING btree ("company_id","token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_changes_open" ON "contact_changes" USING btree ("company_id","user_id","kind") WHERE done_at is null and voided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "help_calls_open" ON "help_calls" USING btree ("company_id","user_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "help_calls_of_user" ON "help_calls" USING btree ("company_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "password_resets_of_user" ON "password_resets" USING btree ("company_id","user_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sms_codes_current" ON "sms_codes" USING btree ("company_id","ref_id") WHERE used_at is null and voided_at is null;--> statement-breakpoint
CREATE INDEX "sms_codes_of_user" ON "sms_codes" USING btree ("company_id","user_id","sent_at");--> statement-breakpoint
CREATE INDEX "sms_codes_of_number" ON "sms_codes" USING btree ("company_id","number_hash","sent_at");--> statement-breakpoint
CREATE INDEX "sms_codes_of_address" ON "sms_codes" USING btree ("company_id","address_hash","sent_at");--> statement-breakpoint
CREATE INDEX "audit_events_by" ON "audit_events" USING btree ("company_id","actor_id","seq");--> statement-breakpoint
CREATE INDEX "audit_events_about" ON "audit_events" USING btree ("company_id","subject_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "factors_active_sms" ON "factors" USING btree ("company_id","user_id") WHERE kind = 'sms' and state = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "factors_pending" ON "factors" USING btree ("company_id","session_id","kind") WHERE state = 'pending';--> statement-breakpoint
ALTER TABLE "factors" ADD CONSTRAINT "factors_kind" CHECK (kind in ('totp', 'sms'));--> statement-breakpoint
ALTER TABLE "factors" ADD CONSTRAINT "factors_destroyed_has_no_secret" CHECK (state <> 'destroyed' or (secret_box is null and phone_box is null));--> statement-breakpoint
CREATE POLICY "tenant" ON "contact_changes" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "help_calls" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "password_resets" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "sms_codes" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));