ALTER TABLE "workspaces" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "refresh_box" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "token_expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "refresh_leased_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "refresh_failed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "install_state_hash" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "install_state_until" timestamp with time zone;