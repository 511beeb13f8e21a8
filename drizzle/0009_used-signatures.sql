CREATE TABLE "used_signatures" (
	"company_id" text DEFAULT nullif(current_setting('app.company_id', true), '') NOT NULL,
	"hash" text NOT NULL,
	"used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "used_signatures_company_id_hash_pk" PRIMARY KEY("company_id","hash")
);
--> statement-breakpoint
ALTER TABLE "used_signatures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "used_signatures_age" ON "used_signatures" USING btree ("company_id","used_at");--> statement-breakpoint
CREATE POLICY "tenant" ON "used_signatures" AS PERMISSIVE FOR ALL TO "latchkey_app" USING ("company_id" = nullif(current_setting('app.company_id', true), '')) WITH CHECK ("company_id" = nullif(current_setting('app.company_id', true), ''));