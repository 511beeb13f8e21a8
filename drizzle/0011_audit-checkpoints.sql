CREATE TABLE "audit_checkpoints" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"id" text NOT NULL,
	"chain" text NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	"key_id" text NOT NULL,
	"signature" text NOT NULL,
	"is_told" boolean NOT NULL,
	CONSTRAINT "audit_checkpoints_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit_checkpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "audit_checkpoints_newest" ON "audit_checkpoints" USING btree ("company_id","signed_at");--> statement-breakpoint
CREATE POLICY "tenant" ON "audit_checkpoints" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));