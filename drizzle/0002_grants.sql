GRANT USAGE ON SCHEMA public TO latchkey_app, latchkey_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO latchkey_app;
--> statement-breakpoint
GRANT DELETE ON sign_in_throttles TO latchkey_app;
--> statement-breakpoint
-- The trail is not changed, and a route, which has no tenant's policy, is not taken over.
REVOKE UPDATE ON audit_events, routes FROM latchkey_app;
--> statement-breakpoint
GRANT SELECT, UPDATE ON outbox, timers TO latchkey_worker;
--> statement-breakpoint
-- The trail is append-only for everybody, its owner too (R55).
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_events is append-only';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The worker sleeps until something is due.
CREATE FUNCTION announce_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('latchkey_outbox', '');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER outbox_announce AFTER INSERT ON outbox
  FOR EACH STATEMENT EXECUTE FUNCTION announce_outbox();
